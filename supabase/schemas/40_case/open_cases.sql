-- The number of open cases that an organisation leads and that a mediator has.

-- Open cases per lead organisation. The rows of the organisations are locked in a fixed order to avoid deadlocks.
create function app.count_loads() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_loads as l (organisation_id, open_cases)
  select organisation_id, sum(n) from (
    select lead_organisation_id as organisation_id, 1 as n from newer
    where lead_organisation_id is not null and status in ('dispatched', 'assigned', 'mediating')
    union all
    select lead_organisation_id, -1 from older
    where lead_organisation_id is not null and status in ('dispatched', 'assigned', 'mediating')
  ) as change group by organisation_id having sum(n) <> 0 order by organisation_id
  on conflict (organisation_id) do update set open_cases = l.open_cases + excluded.open_cases;
  return null;
end $$;
create trigger cases_70_loads after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.count_loads();

create view api.posts with (security_invoker = true) as
  select p.id, p.staff_id, s.name as staff_name, s.account, p.role, p.organisation_id, o.name as organisation_name,
    o.level as organisation_level, o.region_code, r.path as region_path, p.valid_from, p.valid_to, p.version,
    (s.active and app.is_current(p.valid_from, p.valid_to)) as active,
    case when p.role = 'mediator' then
      (select count(*) from app.cases c where c.mediator_id = p.staff_id and c.closed_at is null)
    end as open_cases
  from app.posts p
  left join app.staff s on s.id = p.staff_id
  left join app.organisations o on o.id = p.organisation_id
  left join app.regions r on r.code = o.region_code;
comment on view api.posts is 'Posts that the caller may see: person, organisation, role, period, open cases of a mediator.';

grant select on api.posts to authenticated;
