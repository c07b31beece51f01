import type { Colleague, Objects, Office } from './administrationRules';
import { at, caseAt } from '../case';
import type { Scene } from '../scene';

const OFFICE = `select id, kind, region_code as region, version from app.organisations`;

/** Issues two orders to the committee: one without an answer yet, and one that was answered. */
async function openOrders(scene: Scene): Promise<{ issued: string; answered: string }> {
  const leader = await scene.people.as('changting.leader');
  const orders: string[] = [];
  for (const _ of ['issued', 'answered']) {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await leader.call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' });
    const [order] = await scene.people.owner.run<{ id: string }>(
      'select id from app.supervision_orders where case_id = $1',
      [row.id],
    );
    orders.push(order!.id);
  }
  const [issued, answered] = orders as [string, string];
  await scene.actors.mediator.call('answer_order', {
    order_id: answered,
    expected_version: 1,
    request_id: crypto.randomUUID(),
    answer: '已约定周五上门调解。',
  });
  return { issued, answered };
}

/** Prepares the objects that the administrators of the rights matrix try to change. Once per scene. */
export async function openAdministration(scene: Scene): Promise<Objects> {
  const { owner } = scene.people;
  const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
    (await owner.run<T>(sql, values))[0]!;
  const office = (kind: string, region: string) =>
    one<Office>(`${OFFICE} where kind = $1 and region_code = $2 and active order by name, id limit 1`, [
      kind,
      region,
    ]);
  const colleague = async (account: string): Promise<Colleague> => {
    const row = await one<Omit<Colleague, 'office'> & { organisation: string }>(
      `select s.id, s.account, p.id as "postId", p.role, p.organisation_id as organisation
       from app.staff s join app.posts p on p.staff_id = s.id where s.account = $1`,
      [account],
    );
    return { ...row, office: await one<Office>(`${OFFICE} where id = $1`, [row.organisation]) };
  };
  const centre = (region: string) => office('dispatch_centre', region);

  const retired: Office[] = [];
  for (const region of ['3508', '350821', '350823', '350821100']) {
    retired.push(
      await one<Office>(
        `insert into app.organisations (name, short_name, kind, region_code, active)
         select r.path || '旧调解室', '旧调解室', 'function_room', r.code, false from app.regions r where r.code = $1
         returning id, kind, region_code as region, version`,
        [region],
      ),
    );
  }
  const idle: Office[] = [];
  for (const region of ['3508', '350821', '350823']) idle.push(await office('labour_linkage', region));
  const empty = ['350821100980', '350823100980'];
  for (const code of empty)
    await owner.run(`insert into app.regions (code, name) values ($1, '空白村')`, [code]);
  const committee = await office('people_mediation', '350821100');
  const source = (region: string, over: boolean) =>
    one<Office>(
      `insert into app.filing_sources (code, label, region_code, made_by, made_by_name, retired_at)
       select $1, '汀州镇政府大厅', $2, id, name, case when $3 then now() end from app.staff where account = 'changting.dispatcher'
       returning id, '' as kind, region_code as region, version`,
      [over ? 'JAHB0001' : 'DATANG01', region, over],
    );
  await owner.run(
    `with person as (insert into auth.users (id, email) values (gen_random_uuid(), 'suspended@example.org') returning id),
       known as (insert into app.staff (id, account, name, active) select id, 'suspended', '钟离岗', false from person returning id)
     insert into app.posts (staff_id, organisation_id, role) select id, $1, 'mediator' from known`,
    [committee.id],
  );
  const suspended = await colleague('suspended');
  const invitation = await one<{ id: string }>(
    `insert into app.invitations (purpose, name, account, organisation_id, role, token_hash, expires_at)
     values ('join', '刘桂英', 'liu.guiying', $1, 'mediator', app.token_hash('aa11'), now() + interval '1 day') returning id`,
    [committee.id],
  );
  const [first, second] = [await colleague('tingzhou.mediator'), await colleague('tingzhou.mediator2')];
  const leave = await one<{ id: string }>(
    `insert into app.leaves (staff_id, organisation_id, role, deputy_id, from_on, to_on, reason, created_by)
     values ($1, $2, 'mediator', $3, '2030-02-01', '2030-02-10', '探亲', $1) returning id`,
    [second.id, committee.id, first.id],
  );
  const change = await one<{ id: string; code: string }>(
    `insert into app.region_changes (kind, code, effective_on) values ('merge', '350821100', current_date) returning id, code`,
  );
  return {
    offices: [
      await centre('3508'),
      await centre('350821'),
      await centre('350823'),
      await centre('350821100'),
      await centre('350821100010'),
      committee,
      await office('professional_committee', '3508'),
    ],
    idle,
    retired,
    colleagues: [
      second,
      first,
      await colleague('city.leader'),
      await colleague('changting.leader'),
      await colleague('matrix.shanghang.leader'),
      await colleague('shuidong.dispatcher'),
      await colleague('matrix.industry.leader'),
    ],
    suspended,
    invitation: { id: invitation.id, office: committee },
    leave: { id: leave.id, of: second },
    change,
    empty,
    orders: {
      ...(await openOrders(scene)),
      to: committee,
      by: await centre('350821'),
      region: '350821100010',
    },
    sources: { used: await source('350821100', false), retired: await source('350821', true) },
  };
}
