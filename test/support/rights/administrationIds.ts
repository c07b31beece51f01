import type { Person } from '../people';

/** Ids of the objects that the wrong-input tests use. */
export type AdministrationIds = Record<
  'committee' | 'idle' | 'retired' | 'mediator' | 'deputy' | 'post' | 'invitation' | 'leave',
  string
>;

/**
 * Makes a retired organisation, an invitation and a leave, and finds the people and organisations for the other ids.
 */
export async function administrationIds(owner: Person): Promise<AdministrationIds> {
  const [row] = await owner.run<AdministrationIds>(
    `with person as (
       select s.id, s.account, p.id as post, p.organisation_id from app.staff s join app.posts p on p.staff_id = s.id
     ), office as (
       select id, row_number() over (order by name) as n from app.organisations where kind = 'labour_linkage' and region_code = '350821'
     ), retired as (
       insert into app.organisations (name, short_name, kind, region_code, active) values ('旧调解室', '旧调解室', 'function_room', '350821', false) returning id
     ), invitation as (
       insert into app.invitations (purpose, name, account, organisation_id, role, token_hash, expires_at)
       select 'join', '刘桂英', 'liu.guiying', organisation_id, 'mediator', app.token_hash('aa11'), now() + interval '1 day'
       from person where account = 'tingzhou.mediator' returning id
     ), leave as (
       insert into app.leaves (staff_id, organisation_id, role, deputy_id, from_on, to_on, reason, created_by)
       select a.id, a.organisation_id, 'mediator', b.id, '2030-02-01', '2030-02-10', '探亲', a.id
       from person a, person b where a.account = 'tingzhou.mediator' and b.account = 'tingzhou.mediator2' returning id
     )
     select (select organisation_id from person where account = 'tingzhou.mediator') as committee, (select id from office where n = 1) as idle,
       (select id from retired) as retired, (select id from person where account = 'tingzhou.mediator') as mediator,
       (select id from person where account = 'tingzhou.mediator2') as deputy,
       (select post from person where account = 'tingzhou.mediator2') as post, (select id from invitation) as invitation,
       (select id from leave) as leave`,
  );
  return row!;
}
