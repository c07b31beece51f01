-- The history of a case: append-only and hash-chained.
-- Each event carries the hash of the previous event of the same case, so that a later change is detected; the number of
-- events and the last hash are kept apart, so that a history cut at its end is detected.

-- The hash covers every column but itself, by name, also of columns added later; a column without a value is left out.
-- The settings make its text the same in every session.
create function app.event_hash(e app.case_events) returns bytea
language sql stable set search_path = '' set timezone = 'UTC' set bytea_output = 'hex' as $$
  select extensions.digest(convert_to((
    select jsonb_object_agg(c.key, c.value) from jsonb_each(to_jsonb(e) - 'hash') c where c.value <> 'null')::text, 'UTF8'), 'sha256')
$$;
comment on function app.event_hash is 'SHA-256 over every column of the event, the previous hash included.';

-- Continues the chain from its recorded head, not from the last event that is there: after a cut, nothing fits any more.
create function app.chain_event() returns trigger language plpgsql set search_path = '' as $$
declare
  v_head app.case_chains;
begin
  select * into v_head from app.case_chains where case_id = new.case_id;
  new.seq := coalesce(v_head.events, 0) + 1;
  new.previous_hash := v_head.last_hash;
  new.hash := app.event_hash(new);
  insert into app.case_chains (case_id, events, last_hash) values (new.case_id, new.seq, new.hash)
  on conflict on constraint case_chains_pkey do update set events = excluded.events, last_hash = excluded.last_hash;
  return new;
end $$;
create trigger case_events_10_chain before insert on app.case_events
  for each row execute function app.chain_event();

create trigger case_events_30_append_only before update or delete on app.case_events
  for each row execute function app.refuse_change();
create trigger case_events_31_append_only before truncate on app.case_events
  for each statement execute function app.refuse_change();

-- The number of the first event that does not match or is missing, null when the chain is intact.
create function app.broken_event(p_case uuid) returns int
language sql stable set search_path = '' as $$
  with events as (
    select e.seq, e.hash, e.hash is distinct from app.event_hash(e)
      or e.previous_hash is distinct from lag(e.hash) over (order by e.seq)
      or e.seq <> row_number() over (order by e.seq) as broken
    from app.case_events e where e.case_id = p_case
  ), last as (
    select coalesce(max(seq), 0) as seq, (array_agg(hash order by seq desc))[1] as hash from events
  )
  select coalesce((select min(seq) from events where broken), (
    select l.seq + 1 from last l left join app.case_chains h on h.case_id = p_case
    where (l.seq, l.hash) is distinct from (h.events, h.last_hash)))
$$;
comment on function app.broken_event is
  'First event of a case that does not match or is missing at the end; null when the chain is intact. A case without any event is not intact.';

-- One digest over the last event of each history before a moment, to be kept outside: whoever rewrites a whole chain with
-- its head cannot rewrite that. Events are only added later, so the digest of a past moment never changes.
create function app.history_seal(p_until timestamptz) returns table (histories bigint, digest text)
language sql stable security definer set search_path = '' as $$
  select count(*), encode(extensions.digest(convert_to(coalesce(string_agg(concat(h.case_id, h.seq, encode(h.hash, 'hex')), ',' order by h.case_id), ''),
    'UTF8'), 'sha256'), 'hex')
  from (select distinct on (e.case_id) e.case_id, e.seq, e.hash from app.case_events e where e.at < p_until order by e.case_id, e.seq desc) h
$$;
comment on function app.history_seal is 'Number of histories with an event before a moment, and one SHA-256 over the last of each.';

create policy "whoever reads the case reads its history" on app.case_events for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at)
  on app.case_events to authenticated;

-- Texts that people wrote are part of the hash chain and must stay; for an erased case this view hides them.
create view api.case_events with (security_invoker = true) as
  select e.id, e.case_id, e.seq, e.verb, e.from_status, e.to_status, e.actor_kind, e.actor_name, e.role, e.organisation_name,
    case when c.erased_at is null then e.payload
      else e.payload - array['answer', 'info', 'reason', 'ways', 'reply', 'note', 'items', 'task', 'description', 'demand', 'review', 'place', 'claimed', 'notified_to', 'point', 'former_point'] end as payload,
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
