-- What the steps of the scheduler share: each step runs alone, each row stands alone, and a failure is recorded.
-- Locks: see supabase/README.md. A step locks the cases of its batch with "skip locked" before anything that belongs to
-- them, so that it never waits for a person; what it skips, it finds again at the next run.

create policy "administrators read what the scheduler failed to do in their territory" on app.tick_failures for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and (
    exists (select 1 from app.cases c where c.id = case_id and starts_with(c.region_code, (select app.my_scope())))
    or case_id is null and length((select app.my_scope())) = 4), false));
grant select on app.tick_failures to authenticated;
create view api.tick_failures with (security_invoker = true) as
  select f.step, f.subject, f.case_id, c.number as case_number, f.error, f.times, f.first_at, f.last_at, f.next_at
  from app.tick_failures f left join app.cases c on c.id = f.case_id;
comment on view api.tick_failures is
  'Administrators: what the scheduler failed to do: step, case, error, how often, when it is tried again. Failures of a whole step are shown to the city.';
grant select on api.tick_failures to authenticated;

-- Whether a row has failed and is not to be tried again yet. A failure in the future was recorded before the clock was
-- set back: it is tried again at once.
create function app.is_postponed(p_step text, p_subject text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from app.tick_failures f
    where f.step = p_step and f.subject = p_subject and f.next_at > now() and f.last_at <= now())
$$;

-- The next attempt waits a minute, then twice as long each time, six hours at most.
create function app.record_failure(p_step text, p_subject text, p_case uuid, p_error text) returns void
language sql volatile set search_path = '' as $$
  insert into app.tick_failures as f (step, subject, case_id, error, next_at)
  values (p_step, p_subject, p_case, left(p_error, 300), now() + interval '1 minute')
  on conflict on constraint tick_failures_pkey do update set times = f.times + 1, error = excluded.error, last_at = now(),
    next_at = now() + make_interval(mins => least(power(2, least(f.times, 10)), 360)::int)
$$;

-- Does one step for one row. An error undoes this row only. Returns whether it succeeded.
create function app.attempt(p_step text, p_subject text, p_case uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  begin
    case p_step
      when 'resume' then perform app.resume_suspended(p_subject::uuid);
      when 'warnings' then perform app.warn_of_deadline(p_subject::bigint);
      when 'overdue' then perform app.report_overdue(p_subject::bigint);
      when 'escalate' then perform app.escalate_overdue(p_subject::bigint);
      when 'regions' then perform app.move_listed(array[p_subject::uuid]);
      when 'uploads' then perform app.drop_ticket(p_subject::uuid);
      when 'erasures' then perform app.expire_case(p_subject::uuid);
    end case;
  exception when others then
    perform app.record_failure(p_step, p_subject, p_case, sqlstate || ' ' || sqlerrm);
    return false;
  end;
  delete from app.tick_failures where step = p_step and subject = p_subject;
  return true;
end $$;

-- The steps in their usual order, each a job of the scheduler.
create function app.tick_steps() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['clock', 'resume', 'warnings', 'overdue', 'escalate', 'regions', 'uploads', 'erasures', 'map', 'cleanup']
$$;

-- One batch of a step, in a short transaction of its own. Returns how many rows it handled; 0 when nothing is due, when
-- the step failed as a whole, or when it is running already.
create function app.run_step(p_step text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  if not pg_try_advisory_xact_lock(hashtext('app.tick'), hashtext(p_step)) or app.is_postponed(p_step, '') then return 0; end if;
  begin
    v_n := case p_step
      when 'clock' then app.tick_clock(500)
      when 'resume' then app.tick_resume(50)
      when 'warnings' then app.tick_warnings(200)
      when 'overdue' then app.tick_overdue(200)
      when 'escalate' then app.tick_escalate(50)
      when 'regions' then app.tick_regions(200)
      when 'uploads' then app.tick_uploads(200)
      when 'erasures' then app.tick_erasures(20)
      -- A bulk of changes takes several runs.
      when 'map' then app.apply_map_changes(5000)
      when 'cleanup' then app.tick_cleanup(1000)
    end;
  exception when others then
    perform app.record_failure(p_step, '', null, sqlstate || ' ' || sqlerrm);
    return 0;
  end;
  delete from app.tick_failures where step = p_step and subject = '';
  return v_n;
end $$;
comment on function app.run_step is
  'One batch of a step of the scheduler (see app.tick_steps), bounded; errors are recorded in app.tick_failures. Returns how many rows it handled.';
