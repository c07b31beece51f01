-- Copies of region codes in other records: how each follows when a region gets a new code.

-- Every column that holds the code of a region, and how it follows when the code changes: "case" with the case of its
-- row, "change" at once with the change of regions, "own" by a statement of its own in region_codes.sql; the others stay as they are.
create function app.region_columns() returns table (relation text, field text, follows text, why text)
language sql immutable set search_path = '' as $$
  values ('cases', 'region_code', 'own', 'in batches'),
    ('cases', 'filed_region_code', 'stays', 'where the case was filed'),
    ('supervision_orders', 'region_code', 'case', null), ('party_reveals', 'region_code', 'case', null),
    ('privacy_requests', 'region_code', 'case', null), ('erasures', 'region_code', 'case', null),
    ('privacy_log', 'region_code', 'case', null),
    ('administration_events', 'region_code', 'change', null), ('filing_sources', 'region_code', 'change', null),
    ('figure_sets', 'city_code', 'change', null),
    ('organisations', 'region_code', 'own', 'with what becomes of desks'),
    ('organisation_regions', 'region_code', 'own', 'without doubles'),
    ('region_outlines', 'region_code', 'own', 'outlines are joined'),
    ('regions', 'successor_code', 'stays', 'the change itself'),
    ('region_changes', 'code', 'stays', 'the change itself'), ('region_moves', 'old_code', 'stays', 'the change itself'),
    ('region_moves', 'new_code', 'stays', 'the change itself'),
    ('map_changes', 'region_code', 'stays', 'a log of values before and after')
$$;

-- Copies in the records of a case follow its region, whether the region changed its code or the case its place.
create function app.recode_records() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_column record;
begin
  perform set_config('app.recoding', 'on', true);
  for v_column in select * from app.region_columns() where follows = 'case' loop
    execute format('update app.%I set %I = $1 where case_id = $2 and %2$I <> $1', v_column.relation, v_column.field)
      using new.region_code, new.id;
  end loop;
  perform set_config('app.recoding', '', true);
  return null;
end $$;
create trigger cases_60_region_copies after update of region_code on app.cases
  for each row when (old.region_code is distinct from new.region_code) execute function app.recode_records();

-- Copies in records that belong to no case follow a change of regions at once.
create function app.recode_copies(p_change uuid) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_column record;
begin
  perform set_config('app.recoding', 'on', true);
  for v_column in select * from app.region_columns() where follows = 'change' loop
    execute format('update app.%I t set %I = m.new_code from app.region_moves m where m.change_id = $1 and t.%2$I = m.old_code',
      v_column.relation, v_column.field) using p_change;
  end loop;
  perform set_config('app.recoding', '', true);
end $$;
