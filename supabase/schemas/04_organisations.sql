-- Chapter 4 · Dispute types and organisations (调解组织)
-- The "1 + 6 + N" model as data: a dispatch centre per level, function blocks, rooms, committees, departments.

create table app.dispute_types (
  code text not null,
  parent_code text,
  name text not null,
  name_en text not null,
  -- Plain words for the public form.
  hint text not null default '',
  sort smallint not null default 0,
  active boolean not null default true,
  -- Personal-status disputes, whose papers are not signed electronically (电子签名法 3); holds for the types below, too.
  paper_only boolean not null default false,
  constraint dispute_types_pkey primary key (code),
  constraint dispute_types_parent foreign key (parent_code) references app.dispute_types (code) on delete restrict
);
comment on table app.dispute_types is 'Official list of dispute types with second-level types.';
create index dispute_types_parent_code on app.dispute_types (parent_code);

-- What kind of room, committee or department: the "N" of "1 + 6 + N".
create table app.organisation_categories (
  code text not null,
  kind text not null,
  name text not null,
  name_en text not null,
  sort smallint not null default 0,
  constraint organisation_categories_pkey primary key (code)
);
comment on table app.organisation_categories is 'Function rooms, professional committees and departments by category.';

create table app.organisations (
  id uuid not null default gen_random_uuid(),
  name text not null,
  short_name text not null,
  kind text not null,
  category text,
  region_code text collate "C" not null,
  level smallint not null generated always as
    (case length(region_code) when 4 then 1 when 6 then 2 when 9 then 3 else 4 end) stored,
  -- A territorial organisation sees every case of its region; others see the cases they take part in.
  territorial boolean not null generated always as (kind = 'dispatch_centre') stored,
  parent_id uuid,
  phone text,
  contact_name text,
  contact_phone text,
  address text,
  longitude double precision,
  latitude double precision,
  capacity int not null default 30,
  duty_hours text,
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now(),
  constraint organisations_pkey primary key (id),
  constraint organisations_name_unique unique (name),
  constraint organisations_kind check (kind in ('dispatch_centre', 'people_mediation', 'judicial_mediation',
    'administrative_mediation', 'petition_linkage', 'labour_linkage', 'legal_service', 'function_room',
    'professional_committee', 'department')),
  constraint organisations_name_length check (length(name) between 2 and 80),
  constraint organisations_capacity check (capacity between 1 and 10000),
  constraint organisations_category_kind foreign key (category) references app.organisation_categories (code) on delete restrict,
  constraint organisations_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint organisations_parent foreign key (parent_id) references app.organisations (id) on delete restrict
);
comment on table app.organisations is 'Dispatch centres, mediation committees, rooms and departments.';
create index organisations_region_code on app.organisations (region_code, name);
create index organisations_parent_id on app.organisations (parent_id);
create index organisations_category on app.organisations (category);
-- One desk per region: nobody may doubt who answers for a place.
create unique index organisations_one_desk on app.organisations (region_code) where kind = 'dispatch_centre' and active;

-- The regions served: usually one, several for a joint committee.
create table app.organisation_regions (
  organisation_id uuid not null,
  region_code text collate "C" not null,
  constraint organisation_regions_pkey primary key (organisation_id, region_code),
  constraint organisation_regions_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_regions_region foreign key (region_code) references app.regions (code) on delete restrict
);
create index organisation_regions_region_code on app.organisation_regions (region_code);

-- The first-level types handled; no row means every type.
create table app.organisation_types (
  organisation_id uuid not null,
  type_code text not null,
  constraint organisation_types_pkey primary key (organisation_id, type_code),
  constraint organisation_types_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade,
  constraint organisation_types_type foreign key (type_code) references app.dispute_types (code) on delete restrict
);
create index organisation_types_type_code on app.organisation_types (type_code);

-- Open cases per lead organisation, kept by the trigger of the cases table.
create table app.organisation_loads (
  organisation_id uuid not null,
  open_cases int not null default 0,
  constraint organisation_loads_pkey primary key (organisation_id),
  constraint organisation_loads_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade
);

-- The desk in charge of a region: the dispatch centre of the nearest county or city above it.
create function app.desk_of(p_region text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.id from app.organisations o
  where o.kind = 'dispatch_centre' and o.active and o.region_code in (left(p_region, 6), left(p_region, 4))
  order by length(o.region_code) desc, o.created_at, o.id
  limit 1);
end $$;
comment on function app.desk_of is 'Dispatch centre responsible for a region: county first, then city.';
