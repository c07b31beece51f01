-- The history of a case: append-only and hash-chained.
-- Each event carries the hash of the previous event of the same case, so that a later change is detected.

create function app.event_hash(e app.case_events) returns bytea
language sql stable set search_path = '' as $$
  select extensions.digest(convert_to(concat_ws('|', encode(e.previous_hash, 'hex'), e.case_id, e.seq, e.verb, e.from_status,
    e.to_status, e.actor_kind, e.actor_id, e.post_id, e.payload::text,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.request_id), 'UTF8'), 'sha256')
$$;
comment on function app.event_hash is 'SHA-256 over the event and the previous hash.';

create function app.chain_event() returns trigger language plpgsql set search_path = '' as $$
declare
  v_last record;
begin
  select seq, hash into v_last from app.case_events where case_id = new.case_id order by seq desc limit 1;
  new.seq := coalesce(v_last.seq, 0) + 1;
  new.previous_hash := v_last.hash;
  new.hash := app.event_hash(new);
  return new;
end $$;
create trigger case_events_10_chain before insert on app.case_events
  for each row execute function app.chain_event();

create trigger case_events_30_append_only before update or delete on app.case_events
  for each row execute function app.refuse_change();
create trigger case_events_31_append_only before truncate on app.case_events
  for each statement execute function app.refuse_change();

-- The number of the first event whose hash does not match, null when the chain is intact.
create function app.broken_event(p_case uuid) returns int
language sql stable set search_path = '' as $$
  select min(e.seq) from (
    select e.seq, e.hash is distinct from app.event_hash(e)
      or e.previous_hash is distinct from lag(e.hash) over (order by e.seq)
      or e.seq <> row_number() over (order by e.seq) as broken
    from app.case_events e where e.case_id = p_case
  ) e where e.broken
$$;
comment on function app.broken_event is 'First event of a case whose hash or order does not match; null when the chain is intact.';

create policy "whoever reads the case reads its history" on app.case_events for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at)
  on app.case_events to authenticated;

-- Texts that people wrote are part of the hash chain and must stay; for an erased case this view hides them.
create view api.case_events with (security_invoker = true) as
  select e.id, e.case_id, e.seq, e.verb, e.from_status, e.to_status, e.actor_kind, e.actor_name, e.role, e.organisation_name,
    case when c.erased_at is null then e.payload
      else e.payload - array['answer', 'info', 'reason', 'note', 'items', 'task', 'description', 'demand', 'review', 'place', 'claimed', 'notified_to', 'point', 'former_point'] end as payload,
    e.at
  from app.case_events e join app.cases c on c.id = e.case_id;
comment on view api.case_events is
  'History of a case in order: verb, stage before and after, who in which role, when; for an erased case without texts.';
grant select on api.case_events to authenticated;

-- Writes a history event for something that the system did automatically.
create function app.append_event(p_case app.cases, p_verb text, p_from text, p_payload jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, payload)
  values (p_case.id, p_verb, p_from, p_case.status, 'system', jsonb_strip_nulls(p_payload))
$$;
