-- The steps of the scheduler, which runs each every minute: warns before deadlines, reports overdue ones along the
-- escalation chain, issues supervision orders for lateness, ends suspensions, moves cases of changed regions.
-- Idempotent and bounded: each step finds what is due by an index, marks it, and leaves the rest to the next batch. It
-- is safe to run twice at once, after a day without a run, and after the clock was set.

-- Undoes what was marked while the clock was ahead: a deadline that is not due yet must be reported when it is.
create function app.tick_clock(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int := 0;
begin
  if exists (select 1 from app.tick_clock where at > now() + interval '1 minute') then
    with marked as (
      select d.id from app.deadlines d join app.cases c on c.id = d.case_id
      where d.met_at is null and (d.warned_at > now() and d.warn_at > now() or d.overdue_told_at > now() and d.due_at > now()
        or d.raised_at > now() and d.due_at > now())
      order by d.case_id limit p_limit for update of c skip locked
    )
    update app.deadlines d set warned_at = case when d.warn_at > now() then null else d.warned_at end,
      overdue_told_at = case when d.due_at > now() then null else d.overdue_told_at end,
      raised_at = case when d.due_at > now() then null else d.raised_at end
    from marked where d.id = marked.id;
    get diagnostics v_n = row_count;
  end if;
  -- Until nothing is left, the time in the future stays, and the next run continues.
  if v_n = 0 then
    insert into app.tick_clock (at) values (now()) on conflict on constraint tick_clock_pkey do update set at = excluded.at;
  end if;
  return v_n;
end $$;

-- Sends the warning for a deadline whose last quarter has begun; not for one that is overdue already.
create function app.warn_of_deadline(p_id bigint) returns void language sql volatile set search_path = '' as $$
  with marked as (
    update app.deadlines set warned_at = now()
    where id = p_id and met_at is null and paused_at is null and warned_at is null and warn_at < now() returning *
  )
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select c.responsible_organisation_id, c.id, c.number, 'warning', d.stage, d.due_at
  from marked d join app.cases c on c.id = d.case_id where d.due_at >= now()
$$;

create function app.tick_warnings(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_n int := 0;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.warned_at is null and d.warn_at < now()
      and not app.is_postponed('warnings', d.id::text)
    order by d.warn_at limit p_limit for update of c skip locked
  loop
    perform app.attempt('warnings', v_due.id::text, v_due.case_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Reports an overdue deadline to the responsible organisation and its desk.
create function app.report_overdue(p_id bigint) returns void language sql volatile set search_path = '' as $$
  with marked as (
    update app.deadlines set overdue_told_at = now(), warned_at = coalesce(warned_at, now())
    where id = p_id and met_at is null and paused_at is null and overdue_told_at is null and due_at < now() returning *
  )
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select o.id, c.id, c.number, 'overdue', d.stage, d.due_at
  from marked d join app.cases c on c.id = d.case_id
  cross join lateral (
    select distinct x.id from unnest(array[c.responsible_organisation_id,
      coalesce((select p.organisation_id from app.case_participants p where p.case_id = c.id and p.part = 'desk' and p.until is null), c.responsible_organisation_id)]) x (id)
  ) o
$$;

create function app.tick_overdue(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_hint record;
  v_ids bigint[] := '{}';
  v_n int := 0;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.overdue_told_at is null and d.due_at < now()
      and not app.is_postponed('overdue', d.id::text)
    order by d.due_at limit p_limit for update of c skip locked
  loop
    if app.attempt('overdue', v_due.id::text, v_due.case_id) then v_ids := v_ids || v_due.id; end if;
    v_n := v_n + 1;
  end loop;
  -- The open screens: one hint for each topic, however many deadlines have passed.
  for v_hint in
    with changed as (
      select distinct c.id, c.version, topic
      from app.deadlines d join app.cases c on c.id = d.case_id cross join lateral unnest(app.hint_topics(c)) as topic
      where d.id = any (v_ids)
    )
    select topic, app.hint(count(*), min(id::text), min(version)) as payload from changed group by topic order by topic
  loop
    perform realtime.send(v_hint.payload, 'case_changed', v_hint.topic, true);
  end loop;
  return v_n;
end $$;

-- When a deadline has been overdue for as long as the setting says, the desk above issues a supervision order.
create function app.escalate_overdue(p_id bigint) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_case app.cases;
  v_above uuid;
  v_order app.supervision_orders;
begin
  update app.deadlines set raised_at = now()
  where id = p_id and met_at is null and paused_at is null and raised_at is null and due_at < now() returning * into v_clock;
  if v_clock.id is null then return; end if;
  select * into v_case from app.cases where id = v_clock.case_id;
  if v_case.closed_at is not null or v_clock.stage = any (app.secondary_deadline_stages()) then return; end if;
  if v_clock.stage = 'supplement' then
    -- The requested information was not supplied: the application lapses, and may be filed again.
    v_case := app.store_withdrawal(v_case);
    perform app.append_event(v_case, 'lapse_case', 'needs_info', '{}');
    return;
  end if;
  -- The desk of the responsible organisation or, if that is the desk itself, the desk above it.
  v_above := case when app.desk_id(v_case.id) is distinct from v_case.responsible_organisation_id then app.desk_id(v_case.id)
    else app.desk_above(app.desk_id(v_case.id)) end;
  if v_above is null or exists (
      select 1 from app.supervision_orders where case_id = v_case.id and issued_by_organisation_id = v_above and closed_at is null) then
    return;
  end if;
  v_order := app.open_order(v_case, v_above, null, 'overdue:' || v_clock.stage);
  v_case := app.save_case(v_case);
  perform app.append_event(v_case, 'issue_order', v_case.status, jsonb_build_object('order', v_order.number, 'stage', v_clock.stage,
    'organisation_name', v_order.to_organisation_name));
end $$;

create function app.tick_escalate(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_n int := 0;
  v_hours int := (app.setting('supervise_after_hours'))::int;
begin
  for v_due in
    select d.id, d.case_id from app.deadlines d join app.cases c on c.id = d.case_id
    where d.met_at is null and d.paused_at is null and d.raised_at is null and d.due_at < now() - make_interval(hours => v_hours)
      and not app.is_postponed('escalate', d.id::text)
    order by d.due_at limit p_limit for update of c skip locked
  loop
    perform app.attempt('escalate', v_due.id::text, v_due.case_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Resumes a case whose suspension has reached its end date.
create function app.resume_suspended(p_case uuid) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_case app.cases;
begin
  perform 1 from app.case_flags where case_id = p_case and flag = 'suspended' and ended_at is null and until_on < app.today();
  if not found then return; end if;
  select * into v_case from app.cases where id = p_case;
  perform app.end_flag(p_case, 'suspended');
  perform app.resume_deadlines(p_case, null);
  v_case := app.save_case(v_case);
  perform app.append_event(v_case, 'resume_case', v_case.status, '{}');
end $$;

create function app.tick_resume(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_n int := 0;
begin
  for v_id in
    select c.id from app.case_flags f join app.cases c on c.id = f.case_id
    where f.flag = 'suspended' and f.ended_at is null and f.until_on < app.today() and not app.is_postponed('resume', c.id::text)
    order by f.until_on limit p_limit for update of c skip locked
  loop
    perform app.attempt('resume', v_id::text, v_id);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- Moves cases to the new code of their region, the oldest change first.
create function app.tick_regions(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_change uuid;
  v_n int := 0;
begin
  for v_change in select id from app.region_changes where finished_at is null order by created_at, id loop
    exit when v_n >= p_limit;
    v_n := v_n + app.move_cases(v_change, p_limit - v_n);
  end loop;
  return v_n;
end $$;

-- Deletes rows whose time is over. A window that begins in the future was opened before the clock was set back.
create function app.tick_cleanup(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from app.spent_challenges where expires_at < now();
  delete from app.throttles where window_at < now() - interval '2 hours' or window_at > now() + interval '1 hour';
  delete from app.idempotency_keys where request_id in (
    select request_id from app.idempotency_keys where at < now() - interval '30 days' order by at limit p_limit);
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function app.tick() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.run_step(step) from unnest(app.tick_steps()) as step;
end $$;
comment on function app.tick is
  'One batch of every step in a single transaction, for an installation that is quiet; a scheduler runs each step alone: app.run_step.';

-- Hosted projects have pg_cron; the embedded stack provides a function of the same name. Each batch is committed alone: a
-- function cannot commit, an anonymous block can.
do $$
declare
  v_step text;
begin
  if exists (select 1 from pg_available_extensions where name = 'pg_cron')
     and current_setting('shared_preload_libraries', true) like '%pg_cron%' then
    create extension if not exists pg_cron with schema pg_catalog;
  end if;
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    foreach v_step in array app.tick_steps() loop
      perform cron.schedule('e-mediation-' || v_step, '* * * * *', format(
        'do $step$ begin for batch in 1..20 loop exit when app.run_step(%L) = 0; commit; end loop; end $step$', v_step));
    end loop;
  else
    raise notice 'No scheduler: call app.run_step() for each of app.tick_steps() every minute from outside.';
  end if;
end $$;
