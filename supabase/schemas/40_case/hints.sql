-- Hints over realtime: which case changed, never how. The client refetches it with its own rights.

create function app.hint_topics(p_case app.cases) returns text[]
language sql stable set search_path = '' as $$
  select array_remove(array['region:' || p_case.city_code, 'region:' || p_case.county_code, 'region:' || p_case.town_code,
      'region:' || p_case.village_code, 'case:' || p_case.id], null)
    || array(select 'organisation:' || o.id from app.organisations o
             where o.id = any (p_case.participant_organisation_ids) and not o.territorial)
$$;

-- Payload of a hint: one case and its version, or only a marker when many cases changed at once.
create function app.hint(p_count bigint, p_id text, p_version int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_count = 1 then jsonb_build_object('id', p_id, 'version', p_version, 'op', 'one')
    else jsonb_build_object('id', null, 'version', 0, 'op', 'many') end
$$;

-- realtime.send hides its errors and runs as the caller, hence security definer. One hint per topic and statement.
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

-- Who may subscribe: a territorial post to its own region, any post to its organisation, a reader to the case.
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
