-- Chapter 39 · The minute's tick

-- Once a minute: hints for clocks that ran out, so that waiting screens change colour; clearing of what is no longer
-- needed. Bounded, and safe to run twice or after a day of silence.
create function app.tick() returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hint record;
begin
  for v_hint in
    with told as (
      update app.deadlines d set overdue_told_at = now()
      where d.id in (select id from app.deadlines where met_at is null and overdue_told_at is null and due_at < now()
                     order by due_at limit 500 for update skip locked)
      returning d.case_id
    ), changed as (
      select distinct c.id, c.version, topic
      from told join app.cases c on c.id = told.case_id cross join lateral unnest(app.hint_topics(c)) as topic
    )
    select topic, app.hint(count(*), min(id::text), min(version)) as payload from changed group by topic order by topic
  loop
    perform realtime.send(v_hint.payload, 'case_changed', v_hint.topic, true);
  end loop;
  -- Cases that follow a region's new code.
  perform app.move_cases(c.id, 2000) from app.region_changes c where c.finished_at is null order by c.created_at limit 1;
  delete from app.throttles where window_at < now() - interval '2 hours';
  delete from app.requests where request_id in (
    select request_id from app.requests where at < now() - interval '30 days' order by at limit 1000);
end $$;
comment on function app.tick is 'Runs every minute: tells screens of clocks that ran out, lets cases follow their regions, clears old throttles and requests.';

-- Hosted projects have pg_cron; the embedded stack brings the same function.
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
