-- Who administers what, and the checks that every administration verb starts with.
-- An administrator of a dispatch centre manages the subtree of its region; an administrator of another organisation
-- manages that organisation. Nobody changes their own posts, so nobody can grant themselves a right.

-- The acting post of the caller, who must be an administrator (else 42501 refused).
create function app.require_administrator() returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  if v_me.role is distinct from 'administrator' then perform app.refuse('refused', '{}', '42501'); end if;
  return v_me;
end $$;

create function app.administers_region(p_region text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() = 'administrator' and starts_with(p_region, app.my_scope()), false)
$$;
comment on function app.administers_region is 'Whether the caller administers a region: it lies in the territory of their dispatch centre.';

create function app.administers(p_organisation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(app.my_role() = 'administrator' and (p_organisation = app.my_organisation()
    or app.administers_region((select region_code from app.organisations where id = p_organisation))), false)
$$;
comment on function app.administers is 'Whether the caller administers an organisation: their own, or one of their territory.';

-- Whether the caller administers every current and future post of a person. A person without posts belongs to whoever
-- administers the organisations they last worked for.
create function app.administers_person(p_staff uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with alive as (
    select p.* from app.posts p where p.staff_id = p_staff and coalesce(p.valid_to, 'infinity'::date) >= app.today()
  ), counted as (
    select * from alive
    union all
    select p.* from app.posts p where p.staff_id = p_staff and not exists (select 1 from alive)
  )
  select count(*) > 0 and bool_and(app.administers(organisation_id)) from counted
$$;

-- Locks a person for a change. Errors: 404 for a person the caller cannot see, 42501 own_account for the caller's own
-- record, 42501 posts_elsewhere for a person who also holds a post outside the caller's reach.
create function app.open_staff(p_staff uuid, p_version int) returns app.staff
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.require_administrator();
  v_staff app.staff;
begin
  if p_staff is null then perform app.refuse('field_required', '{"field": "staff_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_staff from app.staff where id = p_staff for update;
  if v_staff.id is null or not exists (select 1 from app.posts p where p.staff_id = p_staff and app.administers(p.organisation_id)) then
    perform app.refuse('staff_not_found', '{"field": "staff_id"}', 'PT404');
  end if;
  if p_staff = v_me.staff_id then perform app.refuse('own_account', '{}', '42501'); end if;
  if not app.administers_person(p_staff) then perform app.refuse('posts_elsewhere', '{}', '42501'); end if;
  if v_staff.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_staff.version), 'PT409');
  end if;
  return v_staff;
end $$;

-- Locks an organisation for a change by its administrator.
create function app.open_organisation(p_organisation uuid, p_version int) returns app.organisations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.require_administrator();
  v_row app.organisations;
begin
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_row from app.organisations where id = p_organisation for update;
  if v_row.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  if not app.administers(p_organisation) then perform app.refuse('outside_scope', '{"field": "organisation_id"}', '42501'); end if;
  if v_row.version <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_row.version), 'PT409');
  end if;
  return v_row;
end $$;

-- The organisation of a new post: in use, and administered by the caller.
create function app.organisation_to_staff(p_organisation uuid) returns app.organisations
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row app.organisations;
begin
  if p_organisation is null then perform app.refuse('field_required', '{"field": "organisation_id"}'); end if;
  select * into v_row from app.organisations where id = p_organisation;
  if v_row.id is null then perform app.refuse('organisation_not_found', '{"field": "organisation_id"}', 'PT404'); end if;
  if not app.administers(p_organisation) then perform app.refuse('outside_scope', '{"field": "organisation_id"}', '42501'); end if;
  if not v_row.active then perform app.refuse('organisation_retired', '{"field": "organisation_id"}', 'PT409'); end if;
  return v_row;
end $$;

-- Raises last_administrator (409) when the change would remove the last administrator of a region. `p_staff` loses all
-- posts, or only `p_post`. Two administrators who remove each other at the same time wait for one another here.
create function app.check_last_administrator(p_staff uuid, p_post uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_region text;
begin
  for v_region in
    select distinct o.region_code from app.posts p join app.organisations o on o.id = p.organisation_id and o.territorial
    where p.staff_id = p_staff and (p_post is null or p.id = p_post) and p.role = 'administrator'
      and app.is_current(p.valid_from, p.valid_to)
    order by 1
  loop
    perform pg_advisory_xact_lock(hashtextextended('administrators of ' || v_region, 0));
    if not exists (
      select 1 from app.posts p
      join app.organisations o on o.id = p.organisation_id and o.territorial and o.active and o.region_code = v_region
      join app.staff s on s.id = p.staff_id and s.active
      where p.role = 'administrator' and app.is_current(p.valid_from, p.valid_to)
        and case when p_post is null then p.staff_id <> p_staff else p.id <> p_post end
    ) then
      perform app.refuse('last_administrator', jsonb_build_object('region', (select name from app.regions where code = v_region)), 'PT409');
    end if;
  end loop;
end $$;

create function app.region_of_person(p_staff uuid, out organisation_id uuid, out region_code text)
language sql stable security definer set search_path = '' as $$
  select o.id, o.region_code from app.posts p join app.organisations o on o.id = p.organisation_id
  where p.staff_id = p_staff order by coalesce(p.valid_to, 'infinity'::date) desc, p.valid_from, p.id limit 1
$$;
