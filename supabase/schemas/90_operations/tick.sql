-- The scheduler tick, which runs every minute: warns before deadlines, reports overdue ones along the escalation chain,
-- issues supervision orders for lateness.
-- Idempotent and bounded: each step finds what is due by an index, marks it, and leaves the rest to the next run. It is
-- safe to run twice at once or after a day without a run.

-- Sends one warning for each deadline whose last quarter has begun.
create function app.tick_warnings(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  with due as (
    select id from app.deadlines where met_at is null and paused_at is null and warned_at is null and warn_at < now()
    order by warn_at limit p_limit for update skip locked
  ), notified as (
    update app.deadlines d set warned_at = now() from due where d.id = due.id returning d.*
  ), noticed as (
    insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
    select c.responsible_organisation_id, c.id, c.number, 'warning', t.stage, t.due_at
    from notified t join app.cases c on c.id = t.case_id where t.due_at >= now()
  )
  select count(*) into v_n from notified;
  return v_n;
end $$;

-- Reports each overdue deadline to the responsible organisation, its desk and the open screens.
create function app.tick_overdue(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hint record;
  v_ids bigint[];
begin
  with due as (
    select id from app.deadlines where met_at is null and paused_at is null and overdue_told_at is null and due_at < now()
    order by due_at limit p_limit for update skip locked
  ), notified as (
    update app.deadlines d set overdue_told_at = now(), warned_at = coalesce(warned_at, now()) from due where d.id = due.id returning d.id
  )
  select array_agg(id) into v_ids from notified;
  if v_ids is null then return 0; end if;
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select o.id, c.id, c.number, 'overdue', d.stage, d.due_at
  from app.deadlines d join app.cases c on c.id = d.case_id
  cross join lateral (
    select distinct x.id from unnest(array[c.responsible_organisation_id,
      coalesce((select p.organisation_id from app.case_participants p where p.case_id = c.id and p.part = 'desk' and p.until is null), c.responsible_organisation_id)]) x (id)
  ) o
  where d.id = any (v_ids);
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
  return cardinality(v_ids);
end $$;

-- When a deadline has been overdue for as long as the setting says, the desk above issues a supervision order.
create function app.tick_escalate(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_clock app.deadlines;
  v_case app.cases;
  v_above uuid;
  v_order app.supervision_orders;
  v_n int := 0;
  v_hours int := (app.setting('supervise_after_hours'))::int;
begin
  for v_clock in
    select d.* from app.deadlines d where d.met_at is null and d.paused_at is null and d.raised_at is null
      and d.due_at < now() - make_interval(hours => v_hours)
    order by d.due_at limit p_limit for update skip locked
  loop
    update app.deadlines set raised_at = now() where id = v_clock.id;
    v_n := v_n + 1;
    select * into v_case from app.cases where id = v_clock.case_id for update;
    continue when v_case.closed_at is not null or v_clock.stage = any (app.secondary_deadline_stages());
    if v_clock.stage = 'supplement' then
      -- The requested information was not supplied: the application lapses, and may be filed again.
      v_case := app.store_withdrawal(v_case);
      perform app.append_event(v_case, 'lapse_case', 'needs_info', '{}');
      continue;
    end if;
    -- The desk of the responsible organisation or, if that is the desk itself, the desk above it.
    v_above := case when app.desk_id(v_case.id) is distinct from v_case.responsible_organisation_id then app.desk_id(v_case.id)
      else app.desk_above(app.desk_id(v_case.id)) end;
    continue when v_above is null or exists (
      select 1 from app.supervision_orders where case_id = v_case.id and issued_by_organisation_id = v_above and closed_at is null);
    v_order := app.open_order(v_case, v_above, null, 'overdue:' || v_clock.stage);
    v_case := app.save_case(v_case);
    perform app.append_event(v_case, 'issue_order', v_case.status, jsonb_build_object('order', v_order.number, 'stage', v_clock.stage,
      'organisation_name', v_order.to_organisation_name));
  end loop;
  return v_n;
end $$;

-- Resumes cases whose suspension has reached its end date.
create function app.tick_resume(p_limit int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_case app.cases;
  v_n int := 0;
begin
  for v_id in select case_id from app.case_flags where flag = 'suspended' and ended_at is null and until_on < app.today() order by until_on limit p_limit loop
    select * into v_case from app.cases where id = v_id for update skip locked;
    continue when v_case.id is null;
    perform app.end_flag(v_id, 'suspended');
    perform app.resume_deadlines(v_id, null);
    v_case := app.save_case(v_case);
    perform app.append_event(v_case, 'resume_case', v_case.status, '{}');
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

create function app.tick() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  -- When two schedulers overlap or one is slow, the second finds the lock taken and returns.
  if not pg_try_advisory_xact_lock(hashtext('app.tick')) then return; end if;
  perform app.tick_resume(200);
  perform app.tick_warnings(2000);
  perform app.tick_overdue(2000);
  perform app.tick_escalate(200);
  -- Moves cases to the new code of their region.
  perform app.move_cases(c.id, 2000) from app.region_changes c where c.finished_at is null order by c.created_at limit 1;
  perform app.tick_uploads(200);
  perform app.tick_erasures(50);
  delete from app.spent_challenges where expires_at < now();
  -- Updates the map counts; a bulk of changes takes several runs.
  perform app.apply_map_changes(20000);
  delete from app.throttles where window_at < now() - interval '2 hours';
  delete from app.idempotency_keys where request_id in (
    select request_id from app.idempotency_keys where at < now() - interval '30 days' order by at limit 1000);
end $$;
comment on function app.tick is
  'Runs every minute: warnings, overdue deadlines, supervision orders for lateness, suspensions that end, cases of changed regions, erasure after the retention period, deletion of old rows.';

-- Hosted projects have pg_cron; the embedded stack provides a function of the same name.
do $$
begin
  if exists (select 1 from pg_available_extensions where name = 'pg_cron')
     and current_setting('shared_preload_libraries', true) like '%pg_cron%' then
    create extension if not exists pg_cron with schema pg_catalog;
  end if;
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('e-mediation-tick', '* * * * *', 'select app.tick()');
  else
    raise notice 'No scheduler: call app.tick() every minute from outside.';
  end if;
end $$;
