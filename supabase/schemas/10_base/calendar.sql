-- The calendar and working time.
-- Statutory holidays and make-up workdays are data, because the government announces them each November for the next
-- year.
-- The start day never counts; days end at 23:59:59 Asia/Shanghai. A period in calendar days or months that ends on a
-- day off moves to the next working day (民法典 203); a period in working days cannot end on one.

-- Today in China, whatever the server's time zone.
create function app.today() returns date
language sql stable set search_path = '' as $$ select (now() at time zone 'Asia/Shanghai')::date $$;

create function app.is_workday(p_day date) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select h.is_workday from app.holidays h where h.day = p_day), extract(isodow from p_day) < 6)
$$;

-- A date in a year whose holidays have not been announced yet is provisional.
create function app.is_provisional(p_day date) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return not exists (select 1 from app.holidays h where h.day between date_trunc('year', p_day)::date
                     and (date_trunc('year', p_day) + interval '1 year - 1 day')::date);
end $$;

create function app.next_workday(p_day date) returns date
language plpgsql stable set search_path = '' as $$
begin
  while not app.is_workday(p_day) loop p_day := p_day + 1; end loop;
  return p_day;
end $$;

create function app.add_workdays(p_day date, p_count int) returns date
language plpgsql stable set search_path = '' as $$
begin
  for i in 1 .. p_count loop p_day := app.next_workday(p_day + 1); end loop;
  return p_day;
end $$;

create function app.add_workhours(p_from timestamptz, p_time interval) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left interval := p_time;
  v_now timestamp := p_from at time zone 'Asia/Shanghai';
  v_day date := v_now::date;
  v_window record;
  v_start timestamp;
begin
  loop
    if app.is_workday(v_day) then
      for v_window in select opens, closes from app.duty_windows order by opens loop
        v_start := greatest(v_now, v_day + v_window.opens);
        if v_start < v_day + v_window.closes then
          if v_start + v_left <= v_day + v_window.closes then
            return (v_start + v_left) at time zone 'Asia/Shanghai';
          end if;
          v_left := v_left - (v_day + v_window.closes - v_start);
        end if;
      end loop;
    end if;
    v_day := v_day + 1;
  end loop;
end $$;

-- The moment at which a period ends. Units: workhour, workday, day, month.
create function app.add_working_time(p_from timestamptz, p_amount int, p_unit text) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day date := (p_from at time zone 'Asia/Shanghai')::date;
begin
  if p_unit = 'workhour' then return app.add_workhours(p_from, make_interval(hours => p_amount)); end if;
  v_day := case p_unit
    when 'workday' then app.add_workdays(v_day, p_amount)
    when 'day' then app.next_workday(v_day + p_amount)
    when 'month' then app.next_workday((v_day + make_interval(months => p_amount))::date)
  end;
  return (v_day + time '23:59:59') at time zone 'Asia/Shanghai';
end $$;
comment on function app.add_working_time is 'The moment at which a period ends; the amount is in workhour, workday, day or month.';

-- Working time between two moments, counted within duty hours.
create function app.workhours_between(p_from timestamptz, p_to timestamptz) returns interval
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(least(p_to at time zone 'Asia/Shanghai', d.day + w.closes) - greatest(p_from at time zone 'Asia/Shanghai', d.day + w.opens)), interval '0')
  from generate_series((p_from at time zone 'Asia/Shanghai')::date, (p_to at time zone 'Asia/Shanghai')::date, interval '1 day') as g (at)
  cross join lateral (select g.at::date as day) d
  cross join app.duty_windows w
  where app.is_workday(d.day)
    and least(p_to at time zone 'Asia/Shanghai', d.day + w.closes) > greatest(p_from at time zone 'Asia/Shanghai', d.day + w.opens)
$$;

-- Moves a due moment by the length of a pause, in working hours, working days or days as the unit of the deadline says.
create function app.extend_due(p_due timestamptz, p_from timestamptz, p_to timestamptz, p_unit text) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_due date := (p_due at time zone 'Asia/Shanghai')::date;
  v_from date := (p_from at time zone 'Asia/Shanghai')::date;
  v_to date := (p_to at time zone 'Asia/Shanghai')::date;
begin
  if p_unit = 'workhour' then return app.add_workhours(p_due, app.workhours_between(p_from, p_to)); end if;
  v_due := case p_unit
    when 'workday' then app.add_workdays(v_due, (
      select count(*)::int from generate_series(v_from + 1, v_to, interval '1 day') as day where app.is_workday(day::date)))
    else app.next_workday(v_due + (v_to - v_from)) end;
  return (v_due + time '23:59:59') at time zone 'Asia/Shanghai';
end $$;
comment on function app.extend_due is 'A due moment moved by the length of a pause, in the unit of the deadline.';

grant execute on function app.today() to authenticated;
