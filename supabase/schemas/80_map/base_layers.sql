-- Base layers of the maps: tiles of another provider below our own layers.
-- None by default: the maps draw the counties themselves and contact no other host. The city's administrators name the
-- tile servers; the pages are then allowed to load from exactly these hosts.

insert into app.settings (name, value, explanation) values
  ('map_layers', '{"version": 1, "layers": []}', 'Tile layers of the maps, edited in the console; hosts that the pages may load pictures from')
on conflict (name) do nothing;

-- The form of a tile address: one host, in which {s} is the only placeholder, and a path with {z}, {x} and {y} or {-y}.
-- No character in it may end the host or add another one to the Content-Security-Policy.
create function app.is_tile_address(p_url text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(length(p_url) <= 500
    and p_url ~ '^https?://(\{s\}|[A-Za-z0-9-])(\{s\}|[A-Za-z0-9.-])*(:[0-9]{1,5})?/[!-~]*$'
    and p_url !~ '["''<>\\^`|;*]'
    and p_url like '%{z}%' and p_url like '%{x}%' and (p_url like '%{y}%' or p_url like '%{-y}%')
    and regexp_replace(p_url, '\{(s|x|y|-y|z|key)\}', '', 'g') !~ '[{}]', false)
$$;

-- The names that {s} is replaced with: `0123` or `a,b,c`.
create function app.subdomains_of(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select case when coalesce(p_text, '') = '' then '{}'::text[] when p_text like '%,%' then string_to_array(p_text, ',')
    else regexp_split_to_array(p_text, '') end
$$;

create function app.refuse_layer(p_code text, p_row bigint, p_column text, p_more jsonb default '{}') returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform app.refuse(p_code, jsonb_build_object('field', p_column, 'row', p_row) || p_more);
end $$;

-- Checks the layers and returns them cleaned, in their order.
create function app.clean_layers(p_layers jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_layer jsonb;
  v_row bigint;
  v_clean jsonb := '[]';
  v_name text;
  v_column text;
  v_least int;
  v_most int;
begin
  if jsonb_typeof(p_layers) is distinct from 'array' then perform app.refuse('invalid_value', '{"field": "layers"}'); end if;
  if jsonb_array_length(p_layers) > 8 then perform app.refuse('out_of_range', '{"field": "layers", "min": 0, "max": 8}'); end if;
  for v_layer, v_row in select * from jsonb_array_elements(p_layers) with ordinality loop
    if jsonb_typeof(v_layer) <> 'object' then perform app.refuse('invalid_value', jsonb_build_object('field', 'layers', 'row', v_row)); end if;
    foreach v_column in array array['name', 'name_en', 'url', 'labels_url', 'subdomains', 'attribution', 'approval', 'system', 'key'] loop
      if jsonb_typeof(v_layer -> v_column) not in ('string', 'null') then perform app.refuse_layer('invalid_value', v_row, v_column); end if;
    end loop;
    v_name := app.clean_text(v_layer ->> 'name', 'name', 1, 20);
    if exists (select 1 from jsonb_array_elements(v_clean) c where c ->> 'name' = v_name) then perform app.refuse_layer('line_repeated', v_row, 'name'); end if;
    if coalesce(v_layer ->> 'url', '') = '' then perform app.refuse_layer('field_required', v_row, 'url'); end if;
    foreach v_column in array array['url', 'labels_url'] loop
      if coalesce(v_layer ->> v_column, '') <> '' and not app.is_tile_address(v_layer ->> v_column) then
        perform app.refuse_layer('tile_address', v_row, v_column);
      end if;
      if v_layer ->> v_column like '%{key}%' and coalesce(v_layer ->> 'key', '') = '' then perform app.refuse_layer('field_required', v_row, 'key'); end if;
      if v_layer ->> v_column like '%{s}%' and coalesce(v_layer ->> 'subdomains', '') = '' then
        perform app.refuse_layer('field_required', v_row, 'subdomains');
      end if;
    end loop;
    if coalesce(v_layer ->> 'subdomains', '') !~ '^([A-Za-z0-9-]{1,20}(,[A-Za-z0-9-]{1,20}){0,15})?$' then
      perform app.refuse_layer('invalid_value', v_row, 'subdomains');
    end if;
    if coalesce(v_layer ->> 'key', '') !~ '^[A-Za-z0-9_.-]{0,100}$' then perform app.refuse_layer('invalid_value', v_row, 'key'); end if;
    perform app.check_choice('system', v_layer ->> 'system', array['wgs84', 'cgcs2000', 'gcj02', 'bd09']);
    foreach v_column in array array['min_zoom', 'max_zoom'] loop
      if jsonb_typeof(v_layer -> v_column) not in ('number', 'null') or (v_layer ->> v_column)::numeric not between 1 and 20
          or (v_layer ->> v_column)::numeric % 1 <> 0 then
        perform app.refuse_layer('out_of_range', v_row, v_column, '{"min": 1, "max": 20}');
      end if;
    end loop;
    v_least := coalesce((v_layer ->> 'min_zoom')::numeric::int, 1);
    v_most := coalesce((v_layer ->> 'max_zoom')::numeric::int, 18);
    if v_least > v_most then perform app.refuse_layer('out_of_range', v_row, 'max_zoom', jsonb_build_object('min', v_least, 'max', 20)); end if;
    v_clean := v_clean || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('name', v_name,
      'name_en', app.clean_text(v_layer ->> 'name_en', 'name_en', 0, 40),
      'url', v_layer ->> 'url', 'labels_url', nullif(v_layer ->> 'labels_url', ''), 'subdomains', nullif(v_layer ->> 'subdomains', ''),
      'attribution', app.clean_text(v_layer ->> 'attribution', 'attribution', 0, 120),
      'approval', app.clean_text(v_layer ->> 'approval', 'approval', 0, 60),
      'min_zoom', v_least, 'max_zoom', v_most, 'system', v_layer ->> 'system', 'key', nullif(v_layer ->> 'key', ''))));
  end loop;
  return v_clean;
end $$;

-- The same rule applies when the setting is changed without the verb.
alter table app.settings add constraint settings_map_layers check (name <> 'map_layers' or (
  jsonb_typeof(value -> 'version') = 'number' and app.clean_layers(value -> 'layers') is not null));

-- The layers that every map shows, with addresses as the browser requests them. A key in an address is visible to every
-- visitor: it must be restricted to the city's domain by the provider that issued it.
create function app.map_layers() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg((layer - 'key') || jsonb_strip_nulls(jsonb_build_object(
      'url', replace(layer ->> 'url', '{key}', coalesce(layer ->> 'key', '')),
      'labels_url', replace(layer ->> 'labels_url', '{key}', coalesce(layer ->> 'key', '')))) order by place), '[]')
  from jsonb_array_elements(app.setting('map_layers') -> 'layers') with ordinality as l (layer, place)
$$;

-- The hosts of the tiles, each once, for the Content-Security-Policy of the pages.
create function app.map_hosts() returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct replace(substring(address from '^https?://[^/]+'), '{s}', coalesce(sub, ''))
  from jsonb_array_elements(app.setting('map_layers') -> 'layers') as layer
  cross join lateral (values (layer ->> 'url'), (layer ->> 'labels_url')) as a (address)
  left join lateral unnest(app.subdomains_of(layer ->> 'subdomains')) as sub on address like '%{s}%'
  where address is not null
  order by 1
$$;
comment on function app.map_hosts is 'Origins from which the maps load tiles; none by default.';

create function app.map_layer_settings() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_city_administrator();
  return coalesce(app.setting('map_layers'), '{"version": 1, "layers": []}');
end $$;

-- All layers in their order, with the keys, which only the city's administrators may read.
create function app.set_map_layers(p_request uuid, p_version int, p_layers jsonb)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('version', p_version, 'layers', p_layers);
  v_done jsonb := app.changed_before(p_request, 'set_map_layers', v_args);
  v_before jsonb;
  v_layers jsonb;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  v_layers := app.clean_layers(p_layers);
  select value into v_before from app.settings where name = 'map_layers' for update;
  if (v_before ->> 'version')::int <> p_version then
    perform app.refuse('stale_record', jsonb_build_object('version', v_before -> 'version'), 'PT409');
  end if;
  update app.settings set value = jsonb_build_object('version', p_version + 1, 'layers', v_layers) where name = 'map_layers';
  return next app.as_result(app.write_change('set_map_layers', 'settings', 'map_layers', 'map_layers', null, app.my_scope(),
    jsonb_build_object('layers', (select jsonb_agg(l ->> 'name') from jsonb_array_elements(v_layers) l),
      'former_layers', (select jsonb_agg(l ->> 'name') from jsonb_array_elements(v_before -> 'layers') l)),
    p_request, v_args,
    jsonb_build_object('id', 'map_layers', 'version', p_version + 1)));
end $$;

create function api.map_layers() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.map_layers() $$;
create function api.map_layer_settings() returns jsonb
language sql stable security invoker set search_path = '' as $$ select app.map_layer_settings() $$;
create function api.set_map_layers(request_id uuid, expected_version int, layers jsonb)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_map_layers(request_id, expected_version, layers) $$;

comment on function api.map_layers is
  'Anybody: the tile layers that maps may show below their own outlines: name, url, labels_url, subdomains, attribution, approval, min_zoom, max_zoom, system.';
comment on function api.map_layer_settings is 'City administrator: {version, layers} of the tile layers, with their keys.';
comment on function api.set_map_layers is
  'City administrator: replaces the tile layers (at most 8). Errors: tile_address, line_repeated, out_of_range, unknown_choice, stale_record (409).';

grant execute on function app.map_layers(), api.map_layers() to anon, authenticated;
grant execute on function app.map_layer_settings(), api.map_layer_settings(), app.set_map_layers(uuid, int, jsonb),
  api.set_map_layers(uuid, int, jsonb)
to authenticated;
