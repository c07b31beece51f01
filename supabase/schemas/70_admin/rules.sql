-- Rules that the city's administrators edit: deadline policies, and what a desk dispatches automatically.
-- A new version of a policy does not affect running deadlines.

create function app.require_city_administrator() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if length(coalesce(app.my_scope(), '')) <> 4 then perform app.refuse('refused', '{}', '42501'); end if;
end $$;

-- A new version of a deadline policy from now on; the previous one ends. Without an amount the special policy ends and
-- a more general one applies; the general policy of a stage can only be changed.
create function app.set_policy(p_request uuid, p_stage text, p_type text, p_channel text, p_grade text, p_level int, p_amount int,
  p_unit text, p_pausable boolean, p_basis text)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('stage', p_stage, 'type', p_type, 'channel', p_channel, 'grade', p_grade, 'level', p_level,
    'amount', p_amount, 'unit', p_unit, 'pausable', p_pausable, 'basis', p_basis);
  v_done jsonb := app.changed_before(p_request, 'set_policy', v_args);
  v_before app.deadline_policies;
  v_basis text;
  v_id int;
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  perform app.require_city_administrator();
  perform app.check_choice('stage', p_stage, app.deadline_stages());
  if p_stage = any (app.deadline_stages_by_law()) then perform app.refuse('set_by_law', '{"field": "stage"}', 'PT409'); end if;
  if p_type is not null then perform app.check_type(p_type); end if;
  if p_channel is not null and not exists (select 1 from app.channels where code = p_channel) then perform app.refuse('unknown_choice', '{"field": "channel"}'); end if;
  if p_grade is not null then perform app.check_choice('grade', p_grade, app.grades()); end if;
  if p_level not between 1 and 4 then perform app.refuse('out_of_range', '{"field": "level", "min": 1, "max": 4}'); end if;
  select * into v_before from app.deadline_policies p
  where p.stage = p_stage and p.type_code is not distinct from p_type and p.channel is not distinct from p_channel
    and p.grade is not distinct from p_grade and p.level is not distinct from p_level::smallint and p.valid_to is null for update;
  if p_amount is null then
    if v_before.id is null then perform app.refuse('policy_not_found', '{}', 'PT404'); end if;
    if p_type is null and p_channel is null and p_grade is null and p_level is null then
      perform app.refuse('general_rule', '{"field": "amount"}', 'PT409');
    end if;
  else
    if p_amount not between 1 and 1000 then perform app.refuse('out_of_range', '{"field": "amount", "min": 1, "max": 1000}'); end if;
    perform app.check_choice('unit', p_unit, app.time_units());
    if p_unit = 'month' and p_amount > 24 then perform app.refuse('out_of_range', '{"field": "amount", "min": 1, "max": 24}'); end if;
    v_basis := app.clean_text(p_basis, 'basis', 2, 200);
  end if;
  update app.deadline_policies set valid_to = now() where id = v_before.id;
  if p_amount is not null then
    insert into app.deadline_policies (stage, type_code, channel, grade, level, amount, unit, pausable, basis, valid_from)
    values (p_stage, p_type, p_channel, p_grade, p_level, p_amount, p_unit, coalesce(p_pausable, false), v_basis, now()) returning id into v_id;
  end if;
  return next app.as_result(app.write_change('set_policy', 'policy', coalesce(v_id, v_before.id)::text, p_stage, null, app.my_scope(),
    jsonb_build_object('from', case when v_before.id is not null then jsonb_build_object('amount', v_before.amount, 'unit', v_before.unit) end,
      'to', case when p_amount is not null then jsonb_build_object('amount', p_amount, 'unit', p_unit) end,
      'type', p_type, 'channel', p_channel, 'grade', p_grade, 'level', p_level),
    p_request, v_args, jsonb_build_object('id', coalesce(v_id, v_before.id), 'version', 1)));
end $$;

-- Sets which accepted cases a desk dispatches to the best organisation automatically.
create function app.set_auto_dispatch(p_request uuid, p_type text, p_grade text, p_on boolean)
returns setof api.change_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('type', p_type, 'grade', p_grade, 'on', p_on, 'organisation', app.my_organisation());
  v_done jsonb := app.changed_before(p_request, 'set_auto_dispatch', v_args);
  v_me app.posts := app.my_post();
begin
  if v_done is not null then return next app.as_result(v_done); return; end if;
  if v_me.role is distinct from 'dispatcher' or app.my_scope() is null then perform app.refuse('refused', '{}', '42501'); end if;
  perform app.check_type(p_type);
  perform app.check_choice('grade', p_grade, app.grades());
  if p_on is null then perform app.refuse('field_required', '{"field": "enabled"}'); end if;
  if p_on then
    insert into app.auto_dispatches (organisation_id, type_code, grade) values (v_me.organisation_id, p_type, p_grade) on conflict do nothing;
  else
    delete from app.auto_dispatches where organisation_id = v_me.organisation_id and type_code = p_type and grade = p_grade;
  end if;
  return next app.as_result(app.write_change('set_auto_dispatch', 'organisation', v_me.organisation_id::text,
    (select name from app.organisations where id = v_me.organisation_id), v_me.organisation_id,
    app.my_scope(), jsonb_build_object('type', p_type, 'grade', p_grade, 'enabled', p_on), p_request, v_args,
    jsonb_build_object('id', v_me.organisation_id, 'version', 1)));
end $$;

create function api.set_policy(request_id uuid, stage text, type_code text default null, channel text default null, grade text default null,
  level int default null, amount int default null, unit text default null, pausable boolean default false, basis text default null)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_policy(request_id, stage, type_code, channel, grade, level, amount, unit, pausable, basis) $$;

create function api.set_auto_dispatch(request_id uuid, type_code text, grade text, enabled boolean)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_auto_dispatch(request_id, type_code, grade, enabled) $$;

comment on function api.set_policy is
  'City administrator: a new version of a deadline policy from now on; without an amount the special policy ends. Running deadlines keep theirs.';

comment on function api.set_auto_dispatch is
  'Dispatcher of a desk: whether accepted cases of a type and grade are dispatched to the best organisation automatically.';

grant execute on function app.set_policy(uuid, text, text, text, text, int, int, text, boolean, text),
  api.set_policy(uuid, text, text, text, text, int, int, text, boolean, text),
  app.set_auto_dispatch(uuid, text, text, boolean), api.set_auto_dispatch(uuid, text, text, boolean) to authenticated;
