-- The case: its number, the region where it was filed, its light, and reading rights.

create function app.is_open(p_status text) returns boolean
language sql immutable set search_path = '' as $$
  select p_status <> all (app.ended_statuses())
$$;

create sequence app.case_numbers;

create function app.keep_filed_region() returns trigger language plpgsql set search_path = '' as $$
begin
  new.filed_region_code := new.region_code;
  return new;
end $$;
create trigger cases_10_filed_region before insert on app.cases
  for each row execute function app.keep_filed_region();

create function app.next_case_number(p_region text) returns text
language sql volatile set search_path = '' as $$
  select rpad(left(p_region, 6), 6, '0') || '-' || to_char(now() at time zone 'Asia/Shanghai', 'YYMMDD') || '-'
    || lpad((nextval('app.case_numbers') % 100000)::text, 5, '0')
$$;
comment on function app.next_case_number is
  'County code, date, serial: 350821-261124-00042. Gaps in the serials are normal, so that no filing waits for another.';

-- green while there is time, amber in the last quarter, red when overdue.
create function app.light(p_due timestamptz, p_warn timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when p_due is null then null when p_due < now() then 'red' when p_warn < now() then 'amber' else 'green' end
$$;
grant execute on function app.light(timestamptz, timestamptz) to authenticated;

-- coalesce keeps the planner from estimating by this condition, so that the level equality of the query chooses the
-- index.
create policy "a post reads cases of its territory, its organisation, its filing" on app.cases for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) = any (participant_organisation_ids), false)
    or coalesce(filed_by = (select auth.uid()) and (select app.my_role()) is not null, false));

grant select (id, number, version, status, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
  claimed_longitude, claimed_latitude, place_problem, people_count, amount, danger, region_code, city_code, county_code, town_code, village_code,
  responsible_organisation_id, lead_organisation_id, mediator_id, mediator_name, participant_organisation_ids,
  return_count, flags, difficulty, external_number, outcome, answer, missing_items, reject_reason, referred_to, merged_into,
  reopen_count, first_closed_at, first_outcome, due_at, warn_at, due_stage, filed_region_code, filed_by, created_at,
  updated_at, closed_at, legal_hold, erased_at, consent_version) on app.cases to authenticated;

create view api.cases with (security_invoker = true) as
  select c.id, c.number, c.version, c.status, c.grade, c.channel, c.type_code, t.name as type_name,
    t.name_en as type_name_en, c.summary, c.place, c.longitude, c.latitude, c.location_basis, c.people_count, c.amount,
    c.danger, c.region_code, r.path as region_path, c.city_code, c.county_code, c.town_code, c.village_code,
    c.responsible_organisation_id, responsible.name as responsible_organisation_name,
    c.lead_organisation_id, lead.name as lead_organisation_name, c.mediator_id, c.mediator_name, c.return_count,
    c.outcome, c.answer, c.created_at, c.updated_at, c.closed_at, c.due_at, c.due_stage, app.light(c.due_at, c.warn_at) as light,
    c.filed_region_code, c.filed_by, c.flags, c.difficulty, c.external_number, c.missing_items, c.reject_reason, c.referred_to,
    c.merged_into, c.reopen_count, c.first_closed_at, c.first_outcome, c.claimed_longitude, c.claimed_latitude, c.place_problem, c.legal_hold, c.erased_at, c.consent_version
  from app.cases c
  left join app.regions r on r.code = c.region_code
  left join app.dispute_types t on t.code = c.type_code
  left join app.organisations responsible on responsible.id = c.responsible_organisation_id
  left join app.organisations lead on lead.id = c.lead_organisation_id;
comment on view api.cases is 'Cases that the caller may see. Filter by a level column (county_code=eq.…) or by lead_organisation_id.';

grant select on api.cases to authenticated;
