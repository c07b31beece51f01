-- Chapter 5 · Staff and posts (岗位): who acts, where, in which role
-- The post table decides what a person may do, never the token: a post that ends has no effect from the next
-- request on. A person with several posts acts in one of them at a time.

create table app.staff (
  id uuid not null,
  account text not null,
  name text not null,
  acting_post_id uuid,
  active boolean not null default true,
  suspended_reason text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint staff_pkey primary key (id),
  constraint staff_account_unique unique (account),
  constraint staff_account_form check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  constraint staff_name_length check (length(name) between 1 and 40),
  constraint staff_user foreign key (id) references auth.users (id) on delete restrict
);
comment on table app.staff is 'People who sign in. The key is the auth user.';

create table app.posts (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  valid_from date not null default app.today(),
  -- The last day; the day before the first for a post that was taken back at once.
  valid_to date,
  version int not null default 1,
  constraint posts_pkey primary key (id),
  constraint posts_role check (role in ('administrator', 'dispatcher', 'mediator', 'leader', 'reporter')),
  constraint posts_period check (valid_to is null or valid_to >= valid_from - 1),
  constraint posts_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint posts_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.posts is 'A post: person, organisation, role, from, to.';
create index posts_organisation_id on app.posts (organisation_id);
create index posts_staff_id on app.posts (staff_id);
alter table app.staff add constraint staff_acting_post foreign key (acting_post_id) references app.posts (id) on delete set null;
create index staff_acting_post_id on app.staff (acting_post_id);

create function app.is_current(p_from date, p_to date) returns boolean
language sql stable set search_path = '' as $$
  select app.today() between p_from and coalesce(p_to, 'infinity'::date)
$$;

-- What a party or a desk may want to know of a mediator.
create table app.mediator_profiles (
  staff_id uuid not null,
  -- The grade awarded; gold: gold-medal mediator (金牌调解员).
  grade text not null default 'none',
  qualification text,
  certificate_number text,
  -- First-level dispute types.
  specialities text[] not null default '{}',
  -- Languages and dialects, in words.
  languages text[] not null default '{}',
  introduction text,
  photo_path text,
  version int not null default 1,
  constraint mediator_profiles_pkey primary key (staff_id),
  constraint mediator_profiles_grade check (grade in ('gold', 'first', 'second', 'third', 'fourth', 'none')),
  constraint mediator_profiles_staff foreign key (staff_id) references app.staff (id) on delete cascade
);
comment on table app.mediator_profiles is 'Qualification, grade, specialities and languages of a mediator.';

-- Leave with a deputy: a colleague in the same role of the same organisation, so that no right is made by it.
create table app.leaves (
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  deputy_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  cancelled_at timestamptz,
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint leaves_pkey primary key (id),
  constraint leaves_period check (to_on >= from_on and to_on - from_on <= 366),
  constraint leaves_other check (deputy_id <> staff_id),
  constraint leaves_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint leaves_deputy foreign key (deputy_id) references app.staff (id) on delete restrict,
  constraint leaves_creator foreign key (created_by) references app.staff (id) on delete restrict,
  constraint leaves_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.leaves is 'Leave of absence and the deputy who acts meanwhile.';
create index leaves_staff_id on app.leaves (staff_id, from_on);
create index leaves_deputy_id on app.leaves (deputy_id, from_on);
create index leaves_organisation_id on app.leaves (organisation_id, from_on);
create index leaves_created_by on app.leaves (created_by);

-- The leave that is running for somebody in an organisation, if any.
create function app.leave_of(p_staff uuid, p_organisation uuid, p_role text) returns app.leaves
language sql stable security definer set search_path = '' as $$
  select l from app.leaves l
  where l.staff_id = p_staff and l.organisation_id = p_organisation and l.role = p_role and l.cancelled_at is null
    and app.today() between l.from_on and l.to_on
  order by l.from_on desc, l.id limit 1
$$;

-- The post in which the caller acts now; null for strangers, suspended people, ended posts and ended sessions: a
-- token outlives its session by up to an hour, and a sign-out must not.
create function app.my_post() returns app.posts
language plpgsql stable security definer set search_path = '' as $$
declare
  v_session text := auth.jwt() ->> 'session_id';
  v_post app.posts;
begin
  -- PL/pgSQL keeps the plans of its statements; a function of plain SQL would plan anew at each of the many calls.
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
-- The organisation whose cases the caller sees; a reporter sees only what they filed themselves.
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
comment on function app.my_post is 'The caller''s acting post. Call helpers as (select app.my_…()) in policies: once per query.';
grant execute on function app.my_role(), app.my_organisation(), app.my_scope(), app.today(), app.is_current(date, date) to authenticated;

alter table app.dispute_types enable row level security;
alter table app.organisation_categories enable row level security;
alter table app.organisations enable row level security;
alter table app.organisation_regions enable row level security;
alter table app.organisation_types enable row level security;
alter table app.organisation_loads enable row level security;
alter table app.mediator_profiles enable row level security;
alter table app.leaves enable row level security;
alter table app.staff enable row level security;
alter table app.posts enable row level security;

create policy "signed-in people read dispute types" on app.dispute_types for select to authenticated using (true);
create policy "signed-in people read categories" on app.organisation_categories for select to authenticated using (true);
create policy "posts read the directory of organisations" on app.organisations for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read regions served" on app.organisation_regions for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read types handled" on app.organisation_types for select to authenticated
  using ((select app.my_role()) is not null);
create policy "posts read open cases of organisations" on app.organisation_loads for select to authenticated
  using ((select app.my_role()) is not null);
create policy "people read posts of their organisation and of their territory" on app.posts for select to authenticated
  using (staff_id = (select auth.uid())
    or coalesce(organisation_id = (select app.my_organisation()), false)
    or coalesce((select app.my_role()) in ('administrator', 'leader')
         and exists (select 1 from app.organisations o where o.id = organisation_id
                     and starts_with(o.region_code, (select app.my_scope()))), false));
create policy "people read whose posts they read" on app.staff for select to authenticated
  using (id = (select auth.uid()) or exists (select 1 from app.posts p where p.staff_id = staff.id));

create policy "people read profiles of people they see" on app.mediator_profiles for select to authenticated
  using (exists (select 1 from app.staff s where s.id = staff_id));
create policy "people read leaves of people they see" on app.leaves for select to authenticated
  using (coalesce(deputy_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or exists (select 1 from app.staff s where s.id = staff_id));

grant select on app.mediator_profiles, app.leaves to authenticated;
grant select on app.dispute_types, app.organisation_categories, app.organisations, app.organisation_regions, app.organisation_types,
  app.organisation_loads, app.posts to authenticated;
grant select (id, account, name, active, suspended_reason, version) on app.staff to authenticated;

create view api.dispute_types with (security_invoker = true) as
  select code, parent_code, name, name_en, hint, sort from app.dispute_types where active;
comment on view api.dispute_types is 'Dispute types in use, first and second level.';

create view api.organisations with (security_invoker = true) as
  select o.id, o.name, o.short_name, o.kind, o.level, o.region_code, r.path as region_path, o.territorial,
    o.parent_id, parent.name as parent_name, o.category, o.phone, o.contact_name, o.contact_phone, o.address, o.longitude, o.latitude, o.capacity,
    coalesce(l.open_cases, 0) as open_cases, o.duty_hours,
    array(select t.type_code from app.organisation_types t where t.organisation_id = o.id order by 1) as type_codes,
    array(select s.region_code from app.organisation_regions s where s.organisation_id = o.id order by 1) as region_codes,
    o.active, o.version
  from app.organisations o
  left join app.regions r on r.code = o.region_code
  left join app.organisations parent on parent.id = o.parent_id
  left join app.organisation_loads l on l.organisation_id = o.id;
comment on view api.organisations is 'Directory of organisations with region, types handled, capacity and open cases.';

create view api.organisation_categories with (security_invoker = true) as
  select code, kind, name, name_en, sort from app.organisation_categories;
comment on view api.organisation_categories is 'Categories of function rooms, professional committees and departments.';

grant select on api.dispute_types, api.organisations, api.organisation_categories to authenticated;

create type api.identity as (staff_id uuid, name text, account text, post_id uuid, role text, organisation_id uuid,
  organisation_name text, territorial boolean, scope_code text, scope_level smallint, scope_name text, posts jsonb);
comment on type api.identity is 'A person in the acting post; scope is null unless the organisation is territorial; posts are the choices.';

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
comment on function api.who_am_i is 'The caller: person, acting post, organisation, scope. No row for somebody without a post.';

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
comment on function api.switch_post is 'Acts in another of one''s own current posts from now on. Refused with 42501 for any other post.';
grant execute on function app.who_am_i(), api.who_am_i(), app.switch_post(uuid), api.switch_post(uuid) to authenticated;
