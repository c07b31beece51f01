-- Importing the calendar of a year. It moves running deadlines; the preview shows which ones.

-- The due date of a deadline, recomputed from its start, its policy and its pauses with the current calendar.
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
comment on type api.moved_deadline is 'A running deadline that a new calendar moves.';

-- Writes the days of a year that differ from the normal week, and moves the running deadlines that reach into it. A
-- deadline that was extended or shortened by a decision keeps its offset from the policy.
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
      -- Lists show the next deadline of a case.
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
    -- The exception rolls everything back; its detail carries the moved deadlines to the caller.
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
comment on view api.holidays is 'Days that differ from the normal week: holidays and make-up workdays.';
grant select on api.holidays to authenticated;

create function api.preview_calendar(year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.preview_calendar(year, rows) $$;
create function api.import_calendar(request_id uuid, year int, rows jsonb)
returns setof api.moved_deadline language sql volatile security invoker set search_path = '' as $$ select * from app.import_calendar(request_id, year, rows) $$;

comment on function api.preview_calendar is
  'City administrator: which running deadlines the announced days of a year ({day, is_workday, name}) would move; changes nothing.';
comment on function api.import_calendar is
  'City administrator: imports the announced days of this or one of the next two years; returns the deadlines that moved.';

grant execute on function app.preview_calendar(int, jsonb), api.preview_calendar(int, jsonb),
  app.import_calendar(uuid, int, jsonb), api.import_calendar(uuid, int, jsonb) to authenticated;
