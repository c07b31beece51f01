-- Chapter 7 · Parties (当事人) and their personal data
-- Lists show masked copies. The originals are sealed in a table that no role reads; api.reveal_party opens one
-- row for somebody who works on the case, and writes down who, when and why.

create table app.parties (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  side text not null,
  kind text not null default 'person',
  name text not null,
  phone text,
  id_number text,
  -- Under eighteen: a guardian belongs beside them, and harm is reported at once.
  minor boolean not null default false,
  -- Their order; the first applicant holds the tracking code.
  created_at timestamptz not null default clock_timestamp(),
  constraint parties_pkey primary key (id),
  constraint parties_side check (side in ('applicant', 'respondent', 'agent', 'guardian', 'third_party')),
  constraint parties_kind check (kind in ('person', 'organisation')),
  constraint parties_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.parties is 'Parties of a case; names, phones and ID numbers are masked here.';
create index parties_case_id on app.parties (case_id);

create table app.parties_private (
  party_id uuid not null,
  name bytea not null,
  phone bytea,
  id_number bytea,
  address bytea,
  -- Keyed digests, by which the same person is found again without opening anything.
  phone_hash bytea,
  id_hash bytea,
  constraint parties_private_pkey primary key (party_id),
  constraint parties_private_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.parties_private is 'Sealed personal data. No grants: only app.reveal_party opens it.';
create index parties_private_phone_hash on app.parties_private (phone_hash);
create index parties_private_id_hash on app.parties_private (id_hash);

create table app.party_reveals (
  id bigint generated always as identity,
  party_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  post_id uuid not null,
  -- As it was at that moment, for a report that does not change with the register of staff.
  actor_name text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  reason text not null,
  at timestamptz not null default now(),
  constraint party_reveals_pkey primary key (id),
  constraint party_reveals_party foreign key (party_id) references app.parties (id) on delete restrict,
  constraint party_reveals_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_reveals_staff foreign key (staff_id) references app.staff (id) on delete restrict,
  constraint party_reveals_post foreign key (post_id) references app.posts (id) on delete restrict,
  constraint party_reveals_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.party_reveals is 'Each unmasking of personal data: who, when, why.';
create index party_reveals_party_id on app.party_reveals (party_id);
create index party_reveals_case_id on app.party_reveals (case_id, at);
create index party_reveals_staff_id on app.party_reveals (staff_id, at);
create index party_reveals_post_id on app.party_reveals (post_id);
create index party_reveals_organisation_id on app.party_reveals (organisation_id, id desc);
create index party_reveals_city on app.party_reveals (city_code, id desc);
create index party_reveals_county on app.party_reveals (county_code, id desc);
create index party_reveals_town on app.party_reveals (town_code, id desc);
create index party_reveals_village on app.party_reveals (village_code, id desc);

create function app.personal_data_key() returns bytea
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    extensions.digest(nullif(current_setting('app.personal_data_key', true), ''), 'sha256'),
    (select value from app.secrets where name = 'personal_data'));
end $$;
comment on function app.personal_data_key is 'Key of the sealed columns: the database setting app.personal_data_key, else the installation''s own.';

-- AES-256 with a fresh initialisation vector in front.
create function app.seal(p_text text) returns bytea
language plpgsql volatile set search_path = '' as $$
declare
  v_iv bytea := extensions.gen_random_bytes(16);
begin
  if p_text is null then return null; end if;
  return v_iv || extensions.encrypt_iv(convert_to(p_text, 'UTF8'), app.personal_data_key(), v_iv, 'aes');
end $$;
create function app.unseal(p_sealed bytea) returns text
language sql stable set search_path = '' as $$
  select convert_from(extensions.decrypt_iv(substr(p_sealed, 17), app.personal_data_key(), substr(p_sealed, 1, 16), 'aes'), 'UTF8')
$$;

create function app.personal_hash(p_text text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac(convert_to(p_text, 'UTF8'), app.personal_data_key(), 'sha256')
$$;

create function app.mask_name(p_name text, p_kind text) returns text
language sql immutable set search_path = '' as $$
  select case when p_kind = 'organisation' then p_name else left(p_name, 1) || '某' end
$$;
create function app.mask_phone(p_phone text) returns text
language sql immutable set search_path = '' as $$
  select left(p_phone, 3) || repeat('*', greatest(length(p_phone) - 7, 1)) || right(p_phone, 4)
$$;
create function app.mask_id_number(p_id text) returns text
language sql immutable set search_path = '' as $$
  select left(p_id, 6) || repeat('*', greatest(length(p_id) - 10, 1)) || right(p_id, 4)
$$;

create function app.add_party(p_case uuid, p_side text, p_kind text, p_name text, p_phone text, p_id_number text default null,
  p_address text default null, p_minor boolean default false) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app.parties (case_id, side, kind, name, phone, id_number, minor)
  values (p_case, p_side, p_kind, app.mask_name(p_name, p_kind), app.mask_phone(p_phone), app.mask_id_number(p_id_number), p_minor)
  returning id into v_id;
  insert into app.parties_private (party_id, name, phone, id_number, address, phone_hash, id_hash)
  values (v_id, app.seal(p_name), app.seal(p_phone), app.seal(p_id_number), app.seal(p_address),
    app.personal_hash(p_phone), app.personal_hash(p_id_number));
  return v_id;
end $$;

alter table app.parties enable row level security;
alter table app.parties_private enable row level security;
alter table app.party_reveals enable row level security;
create policy "readers of the case, but administrators, read masked parties" on app.parties for select to authenticated
  using (coalesce((select app.my_role()) <> 'administrator', false) and exists (select 1 from app.cases c where c.id = case_id));
create policy "leaders and administrators audit unmaskings, others their own" on app.party_reveals for select to authenticated
  using (coalesce(staff_id = (select auth.uid()) and (select app.my_role()) is not null, false)
    or coalesce((select app.my_role()) in ('leader', 'administrator')
      and (starts_with(region_code, (select app.my_scope())) or organisation_id = (select app.my_organisation())), false));
grant select on app.parties, app.party_reveals to authenticated;

create view api.parties with (security_invoker = true) as
  select id, case_id, side, kind, name, phone, id_number, minor from app.parties;
comment on view api.parties is 'Parties of a case and who stands beside them, masked: 陈某, 138****5678, 350821********1234.';

create view api.party_reveals with (security_invoker = true) as
  select v.id, v.at, v.case_id, c.number as case_number, v.party_id, p.name as party_name, p.side as party_side,
    v.staff_id, v.actor_name, v.organisation_id, v.organisation_name, v.region_code, v.city_code, v.county_code,
    v.town_code, v.village_code, v.reason
  from app.party_reveals v
  left join app.cases c on c.id = v.case_id
  left join app.parties p on p.id = v.party_id;
comment on view api.party_reveals is
  'Each unmasking of a party''s data: who, for which organisation, when, why. Filter by a level column or organisation_id.';
grant select on api.parties, api.party_reveals to authenticated;
