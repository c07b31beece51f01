-- Chapter 6 · Cases (纠纷案件)

create table app.channels (
  code text not null,
  name text not null,
  name_en text not null,
  sort smallint not null default 0,
  -- Which roles enter a dispute by this channel; none for the public's own form.
  roles text[] not null default '{}',
  -- The number under which the source keeps it: none, optional, required. The same number twice is one case.
  external_number text not null default 'none',
  -- What this channel must tell beyond type, what happened and where: names of fields.
  required_fields text[] not null default '{}',
  -- The grade that it has at least.
  least_grade text not null default 'blue',
  -- Whether the source is told the result before the case may be closed.
  reply_duty boolean not null default false,
  constraint channels_pkey primary key (code),
  constraint channels_external_number check (external_number in ('none', 'optional', 'required')),
  constraint channels_least_grade check (least_grade in ('red', 'yellow', 'blue'))
);
comment on table app.channels is 'The eleven channels by which a dispute arrives.';

create sequence app.case_numbers;

-- Words to be found by. Chinese has no blanks, so every two neighbouring characters make a term, and the last of a run
-- one of its own; letters and digits make a term a run. A number is found by its parts: whole, from the date on, by its
-- serial with or without zeros.
create function app.terms_of(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct term), '{}')
  from regexp_matches(lower(normalize(p_text, nfkc)), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
  cross join lateral (
    select substr(run[1], i, 2) as term from generate_series(1, length(run[1])) as i where run[1] >= '㐀'
    union all select run[1] where run[1] < '㐀'
  ) as terms
$$;
create function app.search_vector(p_number text, p_text text) returns tsvector
language sql immutable set search_path = '' as $$
  select array_to_tsvector(app.terms_of(p_text) || array_remove(array[replace(number, '-', ''),
    replace(substr(number, 8), '-', ''), substr(number, 15), ltrim(substr(number, 15), '0')], ''))
  from lower(p_number) as number
$$;
-- What is typed, as a query: every word must occur; a single character and the last letters may go on.
create function app.search_query(p_query text) returns tsquery
language sql immutable set search_path = '' as $$
  select string_agg('''' || term || case when length(term) = 1 or term < '㐀' then ''':*' else '''' end, ' & ')::tsquery
  from (
    select distinct term from regexp_matches(
      replace(lower(normalize(left(p_query, 100), nfkc)), '-', ''), '[\u3400-\u9fff]+|[a-z0-9]+', 'g') as run
    cross join lateral (
      select substr(run[1], i, 2) as term from generate_series(1, greatest(length(run[1]) - 1, 1)) as i where run[1] >= '㐀'
      union all select run[1] where run[1] < '㐀'
    ) as terms
    limit 60
  ) as query
$$;

create table app.cases (
  id uuid not null default gen_random_uuid(),
  number text collate "C" not null,
  version int not null default 1,
  status text not null default 'submitted',
  grade text not null default 'blue',
  channel text not null,
  type_code text not null,
  summary text not null,
  -- Where it happens, to the village; a home address belongs to app.parties_private.
  place text,
  -- pin: a point that was told; region: the middle of its region; none: nobody knows yet, the pair is null.
  longitude double precision,
  latitude double precision,
  -- The square of a fiftieth of a degree (about two kilometres) around it, by which the map finds what is in view.
  map_cell int generated always as (app.map_cell(longitude, latitude)) stored,
  location_basis text not null,
  -- What a source claimed although it cannot be, and why, until somebody places the case.
  claimed_longitude double precision,
  claimed_latitude double precision,
  place_problem text,
  people_count int,
  amount numeric(14, 2),
  danger boolean not null default false,
  -- Where it was filed, for good: regions are renamed, merged and split, the record of the day is not.
  filed_region_code text collate "C" not null,
  -- The most precise region known, by the code in use today; the level columns below follow from it (null below
  -- its precision).
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  -- Exactly one organisation answers for the case at any time: the desk, then the lead.
  responsible_organisation_id uuid not null,
  lead_organisation_id uuid,
  mediator_id uuid,
  mediator_name text,
  -- Every organisation that takes part or took part, written by app.save_case.
  participant_organisation_ids uuid[] not null default '{}',
  return_count smallint not null default 0,
  -- What holds beside the stage, each with its interval in app.case_flags.
  flags text[] not null default '{}',
  difficulty text not null default 'ordinary',
  external_number text,
  outcome text,
  answer text,
  -- Items that the applicant was asked for, once (一次性告知).
  missing_items text[],
  reject_reason text,
  referred_to text,
  merged_into uuid,
  reopen_count smallint not null default 0,
  -- The result of the first closing stays what it was, whatever comes later.
  first_closed_at timestamptz,
  first_outcome text,
  -- The next open deadline, for lists and lights.
  due_at timestamptz,
  warn_at timestamptz,
  due_stage text,
  tracking_hash bytea,
  filed_by uuid,
  consent_version text,
  search tsvector not null generated always as (app.search_vector(number, summary || ' ' || coalesce(place, ''))) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  legal_hold boolean not null default false, erased_at timestamptz, -- kept from erasure by law; erased
  constraint cases_pkey primary key (id),
  constraint cases_number_unique unique (number),
  constraint cases_status check (status in ('submitted', 'needs_info', 'accepted', 'answered', 'dispatched', 'assigned',
    'mediating', 'agreed', 'not_settled', 'closed', 'rejected', 'withdrawn', 'merged', 'referred')),
  constraint cases_grade check (grade in ('red', 'yellow', 'blue')),
  constraint cases_location_basis check (location_basis in ('pin', 'region', 'none')),
  constraint cases_placed check ((location_basis = 'none') = (longitude is null) and (longitude is null) = (latitude is null)),
  constraint cases_place_problem check ((location_basis = 'none') = (place_problem is not null)),
  constraint cases_people_count check (people_count between 1 and 100000),
  constraint cases_amount check (amount between 0 and 999999999999.99),
  constraint cases_return_count check (return_count between 0 and 2),
  constraint cases_closed check ((status in ('closed', 'rejected', 'withdrawn', 'merged', 'referred')) = (closed_at is not null)),
  constraint cases_outcome check (outcome in ('agreed_written', 'agreed_oral', 'not_settled', 'answered')),
  constraint cases_difficulty check (difficulty in ('simple', 'ordinary', 'major')),
  constraint cases_reject_reason check (reject_reason in ('in_court', 'decided', 'by_law', 'not_a_dispute', 'elsewhere', 'refused_by_party')),
  constraint cases_referred_to check (referred_to in ('litigation', 'arbitration', 'adjudication', 'reconsideration', 'petition', 'legal_aid', 'police')),
  constraint cases_rejected check ((status = 'rejected') = (reject_reason is not null)),
  constraint cases_referred check (status <> 'referred' or referred_to is not null),
  constraint cases_merged check ((status = 'merged') = (merged_into is not null)),
  constraint cases_merged_other check (merged_into <> id),
  constraint cases_reopen_count check (reopen_count between 0 and 1),
  constraint cases_closed_with_outcome check (status <> 'closed' or outcome is not null),
  constraint cases_lead check (lead_organisation_id is not null
    or status in ('submitted', 'needs_info', 'accepted', 'answered', 'closed', 'rejected', 'withdrawn', 'merged', 'referred')),
  constraint cases_mediator check (mediator_id is not null or status not in ('assigned', 'mediating', 'agreed', 'not_settled')),
  constraint cases_channel foreign key (channel) references app.channels (code) on delete restrict,
  constraint cases_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint cases_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint cases_responsible foreign key (responsible_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_lead_organisation foreign key (lead_organisation_id) references app.organisations (id) on delete restrict,
  constraint cases_mediator_staff foreign key (mediator_id) references app.staff (id) on delete restrict,
  constraint cases_filed_by foreign key (filed_by) references app.staff (id) on delete restrict,
  constraint cases_merged_case foreign key (merged_into) references app.cases (id) on delete restrict
);
comment on table app.cases is 'One row per dispute. Written only by the verbs.';

-- Every list sends an equality on one of these first columns, so that the index drives and row-level security is
-- a cheap check on top.
-- Those that carry what the map counts by answer it without a look at the cases.
create index cases_city_created on app.cases (city_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_county_created on app.cases (county_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_town_created on app.cases (town_code, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_village_created on app.cases (village_code, created_at desc, id desc);
create index cases_city_status on app.cases (city_code, status, created_at desc, id desc);
create index cases_county_status on app.cases (county_code, status, created_at desc, id desc);
create index cases_town_status on app.cases (town_code, status, created_at desc, id desc);
create index cases_village_status on app.cases (village_code, status, created_at desc, id desc);
create index cases_lead_created on app.cases (lead_organisation_id, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_lead_status on app.cases (lead_organisation_id, status, created_at desc, id desc);
create index cases_mediator_status on app.cases (mediator_id, status, created_at desc, id desc);
-- Worst first among the open ones: small, whatever the history.
create index cases_city_open on app.cases (city_code, due_at, id) where closed_at is null;
create index cases_county_open on app.cases (county_code, due_at, id) where closed_at is null;
create index cases_town_open on app.cases (town_code, due_at, id) where closed_at is null;
create index cases_village_open on app.cases (village_code, due_at, id) where closed_at is null;
create index cases_lead_open on app.cases (lead_organisation_id, due_at, id) where closed_at is null;
create index cases_mediator_open on app.cases (mediator_id, due_at, id) where closed_at is null;
-- What cannot be placed on the map: few.
create index cases_city_unplaced on app.cases (city_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_county_unplaced on app.cases (county_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_town_unplaced on app.cases (town_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_village_unplaced on app.cases (village_code, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_lead_unplaced on app.cases (lead_organisation_id, created_at desc, id desc) where location_basis = 'none' and closed_at is null;
create index cases_search on app.cases using gin (search);
create index cases_region_code on app.cases (region_code);
create index cases_responsible on app.cases (responsible_organisation_id);
create index cases_channel on app.cases (channel, created_at) include (id, region_code, type_code, grade, status, longitude, latitude, location_basis);
create index cases_merged_into on app.cases (merged_into);
create unique index cases_external_number on app.cases (channel, external_number) where external_number is not null;
create index cases_type_code on app.cases (type_code, channel, created_at) include (id, region_code, grade, status, longitude, latitude, location_basis);
create index cases_filed_by on app.cases (filed_by, created_at desc, id desc)
  include (region_code, type_code, channel, grade, status, longitude, latitude, location_basis);
create index cases_cell on app.cases (map_cell, created_at) include (id, region_code, type_code, channel, grade, status, longitude, latitude, location_basis);

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
comment on function app.next_case_number is 'County code, date, serial: 350821-261124-00042. Gaps are normal, nothing waits.';

-- Which organisations take part, and as what.
create table app.case_participants (
  case_id uuid not null,
  organisation_id uuid not null,
  part text not null,
  since timestamptz not null default now(),
  until timestamptz,
  constraint case_participants_pkey primary key (case_id, organisation_id, part),
  constraint case_participants_part check (part in ('desk', 'former_desk', 'lead', 'former_lead', 'co_handler', 'former_co_handler')),
  constraint case_participants_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_participants_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.case_participants is 'Organisations taking part in a case: desk, lead, co-handlers, and those that did.';

create index case_participants_organisation_id on app.case_participants (organisation_id, case_id);

-- A state that reads well: green while there is time, amber in the last quarter, red when overdue.
create function app.light(p_due timestamptz, p_warn timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when p_due is null then null when p_due < now() then 'red' when p_warn < now() then 'amber' else 'green' end
$$;
grant execute on function app.light(timestamptz, timestamptz) to authenticated;

alter table app.channels enable row level security;
alter table app.cases enable row level security;
alter table app.case_participants enable row level security;
create policy "signed-in people read channels" on app.channels for select to authenticated using (true);
-- coalesce keeps the planner from guessing the bound: the level equality of the query chooses the index.
create policy "a post reads cases of its territory, its organisation, its filing" on app.cases for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) = any (participant_organisation_ids), false)
    or coalesce(filed_by = (select auth.uid()) and (select app.my_role()) is not null, false));
create policy "whoever reads the case reads who takes part" on app.case_participants for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));

grant select on app.channels, app.case_participants to authenticated;
grant select (id, number, version, status, grade, channel, type_code, summary, place, longitude, latitude, location_basis,
  claimed_longitude, claimed_latitude, place_problem, people_count, amount, danger, region_code, city_code, county_code, town_code, village_code,
  responsible_organisation_id, lead_organisation_id, mediator_id, mediator_name, participant_organisation_ids,
  return_count, flags, difficulty, external_number, outcome, answer, missing_items, reject_reason, referred_to, merged_into,
  reopen_count, first_closed_at, first_outcome, due_at, warn_at, due_stage, filed_region_code, filed_by, created_at,
  updated_at, closed_at, legal_hold, erased_at, consent_version) on app.cases to authenticated;

create view api.channels with (security_invoker = true) as select code, name, name_en, sort, roles,
  external_number, required_fields, least_grade, reply_duty from app.channels;
comment on view api.channels is 'Channels by which disputes arrive.';

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

create view api.case_participants with (security_invoker = true) as
  select p.case_id, p.organisation_id, o.name as organisation_name, p.part, p.since, p.until
  from app.case_participants p left join app.organisations o on o.id = p.organisation_id;
comment on view api.case_participants is 'Organisations that take or took part in a case, and as what.';
grant select on api.case_participants to authenticated;

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

create view api.staff with (security_invoker = true) as
  select s.id, s.account, s.name, s.active, s.suspended_reason, s.version,
    coalesce(m.grade, 'none') as grade, m.qualification, m.certificate_number, coalesce(m.specialities, '{}') as specialities,
    coalesce(m.languages, '{}') as languages, m.introduction, m.photo_path, coalesce(m.version, 0) as profile_version
  from app.staff s
  left join app.mediator_profiles m on m.staff_id = s.id;
comment on view api.staff is 'People whom the caller may see, with the profile of a mediator; profile_version 0: none yet.';

create view api.leaves with (security_invoker = true) as
  select l.id, l.staff_id, s.name as staff_name, l.organisation_id, o.name as organisation_name, l.role, l.deputy_id,
    d.name as deputy_name, l.from_on, l.to_on, l.reason, l.cancelled_at, l.version, l.created_at,
    case when l.cancelled_at is not null then 'cancelled' when l.to_on < app.today() then 'over'
      when l.from_on > app.today() then 'ahead' else 'running' end as state
  from app.leaves l
  left join app.staff s on s.id = l.staff_id
  left join app.staff d on d.id = l.deputy_id
  left join app.organisations o on o.id = l.organisation_id;
comment on view api.leaves is 'Leaves of absence with their deputies; state ahead, running, over or cancelled.';
grant select on api.channels, api.cases, api.posts, api.staff, api.leaves to authenticated;
