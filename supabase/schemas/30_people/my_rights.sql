-- Who the caller is, in which organisation and in which role.
-- The posts table decides what a person may do, never the token: an ended post has no effect from the next request on.
-- A person with several posts acts in one of them at a time.

create function app.is_current(p_from date, p_to date) returns boolean
language sql stable set search_path = '' as $$
  select app.today() between p_from and coalesce(p_to, 'infinity'::date)
$$;

-- The caller's acting post; null for strangers, suspended people, ended posts and ended sessions. A token stays valid
-- up to an hour after its session has ended, so the session is checked here too.
create function app.my_post() returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  v_session text := auth.jwt() ->> 'session_id';
  v_post app.posts;
begin
  -- PL/pgSQL caches the plans of its statements; a plain SQL function would be planned again at each of the many calls.
  select p.* into v_post from app.staff s
  join app.posts p on p.staff_id = s.id and app.is_current(p.valid_from, p.valid_to)
  join app.organisations o on o.id = p.organisation_id and o.active
  where s.id = auth.uid() and s.active
    and (v_session is null or exists (select 1 from auth.sessions n where n.id = v_session::uuid and n.user_id = s.id))
  order by (p.id is not distinct from s.acting_post_id) desc, p.valid_from, p.id
  limit 1;
  return v_post;
end $$;
create function app.my_role() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (app.my_post()).role;
end $$;
-- The organisation whose cases the caller sees; null for a reporter, who sees only their own filings.
create function app.my_organisation() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  return case when v_me.role <> 'reporter' then v_me.organisation_id end;
end $$;
-- The region whose subtree the caller sees; null unless the organisation is territorial.
create function app.my_scope() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.region_code from app.organisations o where o.id = app.my_organisation() and o.territorial);
end $$;
comment on function app.my_post is
  'The caller''s acting post. In policies call helpers as (select app.my_…()), so that they run once per query.';

grant execute on function app.my_role(), app.my_organisation(), app.my_scope(), app.is_current(date, date)
  to authenticated;

create type api.identity as (staff_id uuid, name text, account text, post_id uuid, role text, organisation_id uuid,
  organisation_name text, territorial boolean, scope_code text, scope_level smallint, scope_name text, posts jsonb);
comment on type api.identity is
  'A person in the acting post; scope is null unless the organisation is territorial; posts lists the posts to choose from.';

create function app.who_am_i() returns setof api.identity
language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.account, me.id, me.role, o.id, o.name, o.territorial,
    case when o.territorial then o.region_code end,
    case when o.territorial then o.level end,
    case when o.territorial then r.name end,
    (select jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'organisation_name', po.name) order by po.name, p.role)
     from app.posts p join app.organisations po on po.id = p.organisation_id
     where p.staff_id = s.id and app.is_current(p.valid_from, p.valid_to))
  from app.my_post() me
  join app.staff s on s.id = me.staff_id
  join app.organisations o on o.id = me.organisation_id
  join app.regions r on r.code = o.region_code
$$;
create function api.who_am_i() returns setof api.identity
language sql stable security invoker set search_path = '' as $$ select * from app.who_am_i() $$;
comment on function api.who_am_i is 'The caller: person, acting post, organisation, scope. No row for a user without a post.';

create function app.switch_post(p_post uuid) returns setof api.identity
language plpgsql security definer set search_path = '' as $$
begin
  update app.staff s set acting_post_id = p.id
  from app.posts p
  where p.id = p_post and p.staff_id = s.id and s.id = auth.uid() and s.active and app.is_current(p.valid_from, p.valid_to);
  if not found then perform app.refuse('refused', '{}', '42501'); end if;
  return query select * from app.who_am_i();
end $$;
create function api.switch_post(post_id uuid) returns setof api.identity
language sql security invoker set search_path = '' as $$ select * from app.switch_post(post_id) $$;
comment on function api.switch_post is 'Switches the caller''s acting post to another of their current posts. Any other post: 42501.';
grant execute on function app.who_am_i(), api.who_am_i(), app.switch_post(uuid), api.switch_post(uuid) to authenticated;
