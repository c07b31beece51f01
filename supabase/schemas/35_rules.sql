-- Chapter 35 · Rules that the city's administrators edit: deadlines, calendar, dispatch by itself
-- A new version of a rule leaves running clocks on the old one. A calendar moves running clocks, and says which before.

create function app.require_city_administrator() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_administrator();
  if length(coalesce(app.my_scope(), '')) <> 4 then perform app.refuse('refused', '{}', '42501'); end if;
end $$;

-- A new version of a deadline rule from now on; the one before ends. Without an amount the rule ends, and a more general
-- one applies; the general rule of a stage only changes.
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
  perform app.check_choice('stage', p_stage, array['accept', 'supplement', 'dispatch', 'sign', 'contact', 'mediate', 'close', 'confirm', 'follow_up', 'supervise', 'question']);
  if p_stage = 'confirm' then perform app.refuse('set_by_law', '{"field": "stage"}', 'PT409'); end if;
  if p_type is not null then perform app.check_type(p_type); end if;
  if p_channel is not null and not exists (select 1 from app.channels where code = p_channel) then perform app.refuse('unknown_choice', '{"field": "channel"}'); end if;
  if p_grade is not null then perform app.check_choice('grade', p_grade, array['red', 'yellow', 'blue']); end if;
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
    perform app.check_choice('unit', p_unit, array['workhour', 'workday', 'day', 'month']);
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

-- The end of a clock from its start, its rule and its pauses, by the calendar as it stands.
create function app.recompute_due(p_clock app.deadlines) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := (select p from app.deadline_policies p where p.id = p_clock.policy_id);
  v_due timestamptz := app.add_working_time(p_clock.starts_at, v_policy.amount, v_policy.unit);
  v_pause record;
begin
  for v_pause in select * from app.deadline_pauses where deadline_id = p_clock.id order by id loop
    v_due := app.extend_due(v_due, v_pause.from_at, v_pause.to_at, v_policy.unit);
  end loop;
  return v_due;
end $$;

create type api.moved_deadline as (case_id uuid, case_number text, stage text, due_before timestamptz, due_after timestamptz);
comment on type api.moved_deadline is 'A running clock that a new calendar moves.';

-- Writes the days of a year that differ from the plain week, and moves the running clocks that reach into it. Clocks that
-- were extended or shortened by a decision keep their distance from the rule.
create function app.apply_calendar(p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_old jsonb := '{}';
  v_from timestamptz := make_timestamptz(p_year, 1, 1, 0, 0, 0, 'Asia/Shanghai');
  v_to timestamptz := make_timestamptz(p_year + 1, 1, 15, 0, 0, 0, 'Asia/Shanghai');
  v_due timestamptz;
  v_counted timestamptz;
begin
  create temp table if not exists pg_temp.calendar_before (id bigint primary key, counted timestamptz) on commit drop;
  truncate pg_temp.calendar_before;
  insert into pg_temp.calendar_before
  select d.id, app.recompute_due(d) from app.deadlines d where d.met_at is null and d.due_at >= v_from and d.starts_at < v_to order by d.id limit 20000;
  delete from app.holidays where day between make_date(p_year, 1, 1) and make_date(p_year, 12, 31);
  insert into app.holidays (day, is_workday, name)
  select (x ->> 'day')::date, (x ->> 'is_workday')::boolean, app.clean_text(x ->> 'name', 'name', 1, 40) from jsonb_array_elements(p_days) x;
  for v_clock in select d.* from app.deadlines d join pg_temp.calendar_before b on b.id = d.id order by d.due_at, d.id loop
    select counted into v_counted from pg_temp.calendar_before where id = v_clock.id;
    v_due := v_clock.due_at + (app.recompute_due(v_clock) - v_counted);
    if v_due is distinct from v_clock.due_at and v_due > v_clock.starts_at then
      update app.deadlines set due_at = v_due, warn_at = greatest(v_due - (due_at - warn_at), starts_at),
        provisional = app.is_provisional((v_due at time zone 'Asia/Shanghai')::date) where id = v_clock.id;
      -- Lists show the next clock of a case.
      update app.cases c set due_at = v_due, warn_at = greatest(v_due - (v_clock.due_at - v_clock.warn_at), v_clock.starts_at)
      where c.id = v_clock.case_id and c.due_stage = v_clock.stage and c.due_at = v_clock.due_at;
      return next (v_clock.case_id, (select number from app.cases where id = v_clock.case_id), v_clock.stage, v_clock.due_at, v_due)::api.moved_deadline;
    else
      update app.deadlines set provisional = app.is_provisional((due_at at time zone 'Asia/Shanghai')::date)
      where id = v_clock.id and provisional;
    end if;
  end loop;
end $$;

create function app.check_calendar(p_year int, p_days jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day jsonb;
begin
  if p_year is null then perform app.refuse('field_required', '{"field": "year"}'); end if;
  if p_year not between extract(year from app.today())::int and extract(year from app.today())::int + 2 then
    perform app.refuse('out_of_range', jsonb_build_object('field', 'year', 'min', extract(year from app.today()), 'max', extract(year from app.today()) + 2));
  end if;
  perform app.check_rows(p_days, 366);
  for v_day in select * from jsonb_array_elements(p_days) loop
    if coalesce(v_day ->> 'day', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or left(v_day ->> 'day', 4) <> p_year::text
        or jsonb_typeof(v_day -> 'is_workday') is distinct from 'boolean' or coalesce(v_day ->> 'name', '') = ''
        or to_char(make_date(p_year, 1, 1) + 0, 'YYYY') <> p_year::text then
      perform app.refuse('invalid_value', '{"field": "rows"}');
    end if;
    begin
      perform (v_day ->> 'day')::date;
    exception when others then
      perform app.refuse('invalid_value', '{"field": "rows"}');
    end;
  end loop;
  if (select count(distinct x ->> 'day') from jsonb_array_elements(p_days) x) <> jsonb_array_length(p_days) then
    perform app.refuse('line_repeated', '{"field": "rows"}');
  end if;
end $$;

create function app.preview_calendar(p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_result jsonb := '[]';
  v_detail text;
begin
  perform app.require_city_administrator();
  perform app.check_calendar(p_year, p_days);
  begin
    select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_result from app.apply_calendar(p_year, p_days) m;
    -- Undone as a whole; what it would move leaves by the exception.
    raise exception using errcode = 'EM001', message = 'preview', detail = v_result::text;
  exception when sqlstate 'EM001' then
    get stacked diagnostics v_detail = pg_exception_detail;
  end;
  return query select * from jsonb_populate_recordset(null::api.moved_deadline, v_detail::jsonb);
end $$;

create function app.import_calendar(p_request uuid, p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('year', p_year, 'days', p_days);
  v_done jsonb := app.changed_before(p_request, 'import_calendar', v_args);
  v_result jsonb;
begin
  if v_done is null then
    perform app.require_city_administrator();
    perform app.check_calendar(p_year, p_days);
    select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_result from app.apply_calendar(p_year, p_days) m;
    v_done := app.write_change('import_calendar', 'calendar', p_year::text, p_year::text, null, app.my_scope(),
      jsonb_build_object('days', jsonb_array_length(p_days), 'moved', jsonb_array_length(v_result)), p_request, v_args, v_result);
  end if;
  return query select * from jsonb_populate_recordset(null::api.moved_deadline, v_done);
end $$;

create policy "people in office read the calendar" on app.holidays for select to authenticated using ((select app.my_role()) is not null);
grant select on app.holidays to authenticated;
create view api.holidays with (security_invoker = true) as select day, is_workday, name from app.holidays;
comment on view api.holidays is 'Days that differ from the plain week: holidays and make-up workdays.';
grant select on api.holidays to authenticated;

-- Which accepted cases a desk lets go to the best organisation by itself.
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
  perform app.check_choice('grade', p_grade, array['red', 'yellow', 'blue']);
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
create function api.preview_calendar(year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.preview_calendar(year, rows) $$;
create function api.import_calendar(request_id uuid, year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.import_calendar(request_id, year, rows) $$;
create function api.set_auto_dispatch(request_id uuid, type_code text, grade text, enabled boolean)
returns setof api.change_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_auto_dispatch(request_id, type_code, grade, enabled) $$;

comment on function api.set_policy is 'City administrator: a new version of a deadline rule from now on; without an amount the special rule ends. Running clocks keep theirs.';
comment on function api.preview_calendar is 'City administrator: which running clocks the announced days of a year ({day, is_workday, name}) would move; changes nothing.';
comment on function api.import_calendar is 'City administrator: the announced days of this or one of the next two years; answers the clocks that moved.';
comment on function api.set_auto_dispatch is 'Dispatcher of a desk: accepted cases of a type and grade go to the best organisation by themselves.';

grant execute on function
  app.set_policy(uuid, text, text, text, text, int, int, text, boolean, text), api.set_policy(uuid, text, text, text, text, int, int, text, boolean, text),
  app.preview_calendar(int, jsonb), api.preview_calendar(int, jsonb), app.import_calendar(uuid, int, jsonb), api.import_calendar(uuid, int, jsonb),
  app.set_auto_dispatch(uuid, text, text, boolean), api.set_auto_dispatch(uuid, text, text, boolean)
to authenticated;
