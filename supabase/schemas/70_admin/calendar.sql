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

-- The running deadlines that reach into a year.
create function app.deadlines_of_year(p_year int) returns setof app.deadlines
language sql stable set search_path = '' as $$
  select * from app.deadlines d where d.met_at is null
    and d.due_at >= make_timestamptz(p_year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
    and d.starts_at < make_timestamptz(p_year + 1, 1, 15, 0, 0, 0, 'Asia/Shanghai')
$$;

-- Writes the days of a year that differ from the normal week, and returns the deadlines that they move; the deadlines
-- themselves stay. One that was extended or shortened by a decision keeps its offset from the policy.
create function app.replace_calendar(p_year int, p_days jsonb) returns table (deadline_id bigint, new_due timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
begin
  create temp table if not exists pg_temp.calendar_before (id bigint primary key, counted timestamptz) on commit drop;
  truncate pg_temp.calendar_before;
  insert into pg_temp.calendar_before select d.id, app.recompute_due(d) from app.deadlines_of_year(p_year) d;
  delete from app.holidays where day between make_date(p_year, 1, 1) and make_date(p_year, 12, 31);
  insert into app.holidays (day, is_workday, name)
  select (x ->> 'day')::date, (x ->> 'is_workday')::boolean, app.clean_text(x ->> 'name', 'name', 1, 40) from jsonb_array_elements(p_days) x;
  return query
    select x.id, x.due from (
      select d.id, d.due_at, d.starts_at, d.due_at + (app.recompute_due(d) - b.counted) as due
      from pg_temp.calendar_before b join app.deadlines d on d.id = b.id
    ) x where x.due <> x.due_at and x.due > x.starts_at;
end $$;

-- Imports the days of a year and moves the running deadlines. Their cases are locked first and in the order of their
-- ids, as in every verb that changes several.
create function app.apply_calendar(p_year int, p_days jsonb) returns setof api.moved_deadline
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform 1 from app.cases where id in (select case_id from app.deadlines_of_year(p_year)) order by id for update;
  create temp table if not exists pg_temp.calendar_moved (id bigint primary key, due timestamptz, moved api.moved_deadline) on commit drop;
  truncate pg_temp.calendar_moved;
  insert into pg_temp.calendar_moved
  select m.deadline_id, m.new_due, (d.case_id, c.number, d.stage, d.due_at, m.new_due)::api.moved_deadline
  from app.replace_calendar(p_year, p_days) m join app.deadlines d on d.id = m.deadline_id join app.cases c on c.id = d.case_id;
  update app.deadlines d set due_at = m.due, warn_at = greatest(m.due - (d.due_at - d.warn_at), d.starts_at),
    provisional = app.is_provisional((m.due at time zone 'Asia/Shanghai')::date)
  from pg_temp.calendar_moved m where m.id = d.id;
  update app.deadlines d set provisional = false
  from app.deadlines_of_year(p_year) y where d.id = y.id and d.provisional
    and not app.is_provisional((d.due_at at time zone 'Asia/Shanghai')::date);
  -- Lists show the next deadline of a case.
  update app.cases c set due_at = d.due_at, warn_at = d.warn_at
  from pg_temp.calendar_moved m join app.deadlines d on d.id = m.id
  where c.id = d.case_id and c.due_stage = d.stage and c.due_at = (m.moved).due_before;
  return query select (m.moved).* from pg_temp.calendar_moved m order by (m.moved).due_before, m.id;
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
    -- No deadline is written, so that nobody waits for a preview.
    select coalesce(jsonb_agg(to_jsonb((d.case_id, c.number, d.stage, d.due_at, m.new_due)::api.moved_deadline) order by d.due_at, d.id), '[]')
    into v_result
    from app.replace_calendar(p_year, p_days) m join app.deadlines d on d.id = m.deadline_id join app.cases c on c.id = d.case_id;
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
