-- Unmasking a party's personal data for a reason, and the audit log of it.

create policy "leaders and administrators audit unmaskings, others their own" on app.party_reveals for select to authenticated
  using (coalesce(staff_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or coalesce((select app.my_role()) in ('leader', 'administrator')
      and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));

grant select on app.party_reveals to authenticated;

create view api.party_reveals with (security_invoker = true) as
  select v.id, v.at, v.case_id, c.number as case_number, v.party_id, p.name as party_name, p.side as party_side,
    v.staff_id, v.actor_name, v.organisation_id, v.organisation_name, v.region_code, v.city_code, v.county_code,
    v.town_code, v.village_code, v.reason
  from app.party_reveals v
  left join app.cases c on c.id = v.case_id
  left join app.parties p on p.id = v.party_id;
comment on view api.party_reveals is
  'Each unmasking of a party''s data: who, for which organisation, when, why. Filter by a level column or organisation_id.';

grant select on api.party_reveals to authenticated;

create trigger party_reveals_30_append_only before update or delete on app.party_reveals
  for each row execute function app.refuse_change();

-- Unmasks a party's data for somebody who works on the case, and logs who, when and why.
create type api.revealed_party as (name text, phone text, id_number text, address text);
comment on type api.revealed_party is 'Personal data of a party in full.';

create function app.reveal_party(p_party uuid, p_reason text) returns setof api.revealed_party
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_reason text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  select c.* into v_case from app.parties p join app.cases c on c.id = p.case_id where p.id = p_party;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('party_not_found', '{"field": "party_id"}', 'PT404');
  end if;
  if not (app.is_actor('desk', v_case, v_me) or app.is_actor('mediator', v_case, v_me)
      or v_case.mediator_id is null and app.is_actor('lead', v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  v_reason := app.clean_text(p_reason, 'reason', 4, 200);
  insert into app.party_reveals (party_id, case_id, staff_id, post_id, actor_name, organisation_id, organisation_name,
    region_code, reason)
  select p_party, v_case.id, v_me.staff_id, v_me.id, s.name, o.id, o.name, v_case.region_code, v_reason
  from app.staff s, app.organisations o where s.id = v_me.staff_id and o.id = v_me.organisation_id;
  return query select app.unseal(r.name), app.unseal(r.phone), app.unseal(r.id_number), app.unseal(r.address)
    from app.parties_private r where r.party_id = p_party;
end $$;

create function api.reveal_party(party_id uuid, reason text)
returns setof api.revealed_party language sql volatile security invoker set search_path = '' as $$
  select * from app.reveal_party(party_id, reason) $$;

comment on function api.reveal_party is
  'Returns a party''s data in full to the desk or the mediator, for a reason of 4–200 characters that is logged.';

grant execute on function app.reveal_party(uuid, text), api.reveal_party(uuid, text) to authenticated;
