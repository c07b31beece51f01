-- Chapter 15 · Hints over realtime, and the minute's tick
-- A hint says which case changed, never how: the client reads it again through its own rights.

create function app.hint_topics(p_case app.cases) returns text[]
language sql stable set search_path = '' as $$
  select array_remove(array['region:' || p_case.city_code, 'region:' || p_case.county_code, 'region:' || p_case.town_code,
      'region:' || p_case.village_code, 'case:' || p_case.id], null)
    || array(select 'organisation:' || o.id from app.organisations o
             where o.id = any (p_case.participant_organisation_ids) and not o.territorial)
$$;

-- What a hint says: one case and its version; or, when many changed at once, only that.
create function app.hint(p_count bigint, p_id text, p_version int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_count = 1 then jsonb_build_object('id', p_id, 'version', p_version, 'op', 'one')
    else jsonb_build_object('id', null, 'version', 0, 'op', 'many') end
$$;

-- realtime.send swallows its errors and runs as the caller, hence security definer. One hint per topic and statement.
create function app.send_hints() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(app.hint(count(*), min(c.id::text), min(c.version)),
    case tg_op when 'INSERT' then 'case_created' else 'case_changed' end, topic, true)
  from newer c cross join lateral unnest(app.hint_topics(c)) as topic
  group by topic order by topic;
  return null;
end $$;
create trigger cases_90_hints_created after insert on app.cases
  referencing new table as newer for each statement execute function app.send_hints();
create trigger cases_90_hints_changed after update on app.cases
  referencing new table as newer for each statement execute function app.send_hints();

-- Who may listen: a territorial post to its own region, any post to its organisation, a reader to the case.
create function app.may_hear(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if p_topic like 'case:%' then
    select * into v_case from app.cases c where 'case:' || c.id::text = p_topic
      and c.id = case when substr(p_topic, 6) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(p_topic, 6)::uuid end;
    return v_case.id is not null and app.may_read(v_case);
  end if;
  return coalesce(p_topic in ('region:' || app.my_scope(), 'organisation:' || app.my_organisation()::text), false);
end $$;
grant execute on function app.may_hear(text) to authenticated;

create policy "people listen to their own region, organisation and cases" on realtime.messages for select to authenticated
  using (extension = 'broadcast' and (select app.may_hear((select realtime.topic()))));

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
  delete from app.throttles where window_at < now() - interval '2 hours';
  delete from app.requests where request_id in (
    select request_id from app.requests where at < now() - interval '30 days' order by at limit 1000);
end $$;
comment on function app.tick is 'Runs every minute: tells screens of clocks that ran out, clears old throttles and requests.';

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
