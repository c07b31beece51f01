-- Creating a city with its first administrator.

-- Only the operator of an installation creates a city and its first administrator: region, dispatch centre, invitation.
-- Returns the token of the link <address>/console/join#<token>; a repeated call returns one again while the city has no
-- administrator.
create function app.found_city(p_code text, p_name text, p_longitude double precision, p_latitude double precision)
returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code text := app.check_region_code(p_code, 'code');
  v_request uuid := gen_random_uuid();
  v_organisation uuid;
  v_account text := 'admin.' || app.plain_region_code(p_code);
begin
  if length(v_code) <> 4 then perform app.refuse('invalid_region_code', '{"field": "code"}'); end if;
  perform app.check_position(p_longitude, p_latitude);
  insert into app.regions (code, name, longitude, latitude, position_basis)
  values (v_code, app.clean_text(p_name, 'name', 2, 60), p_longitude, p_latitude, 'outline')
  on conflict (code) do nothing;
  insert into app.organisations (name, short_name, kind, region_code, longitude, latitude, capacity)
  select r.name || '矛盾纠纷多元化解指挥调度中心', r.name || '指挥调度中心', 'dispatch_centre', r.code, r.longitude, r.latitude, 300
  from app.regions r where r.code = v_code
    and not exists (select 1 from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code);
  select id into v_organisation from app.organisations where kind = 'dispatch_centre' and active and region_code = v_code;
  insert into app.organisation_regions (organisation_id, region_code) values (v_organisation, v_code) on conflict do nothing;
  if exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
             where p.organisation_id = v_organisation and p.role = 'administrator' and app.is_current(p.valid_from, p.valid_to)) then
    return null;
  end if;
  update app.invitations set revoked_at = now() where account = v_account and accepted_at is null and revoked_at is null;
  insert into app.invitations (purpose, name, account, organisation_id, role, token_hash, expires_at)
  values ('join', '系统管理员', v_account, v_organisation, 'administrator',
    app.token_hash(app.invitation_token(v_request, v_account)), now() + make_interval(days => (app.setting('invitation_days'))::int));
  return app.invitation_token(v_request, v_account);
end $$;
comment on function app.found_city is
  'Operator only: creates a city, its dispatch centre and the invitation of its first administrator; null when there is one already.';
