-- Chapter 8 · History: append-only and chained; and what stands beside a case: flags, links
-- Each event carries the hash of the one before it in the same case, so that a change after the fact shows.

create table app.case_events (
  id bigint generated always as identity,
  case_id uuid not null,
  seq int not null,
  verb text not null,
  from_status text,
  to_status text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  post_id uuid,
  role text,
  organisation_id uuid,
  organisation_name text,
  -- Words and figures of the act; never personal data of a party.
  payload jsonb not null default '{}',
  at timestamptz not null default now(),
  request_id uuid,
  previous_hash bytea,
  hash bytea not null,
  constraint case_events_pkey primary key (id),
  constraint case_events_order unique (case_id, seq),
  constraint case_events_actor_kind check (actor_kind in ('public', 'staff', 'system')),
  constraint case_events_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_events_actor foreign key (actor_id) references app.staff (id) on delete restrict,
  constraint case_events_post foreign key (post_id) references app.posts (id) on delete restrict,
  constraint case_events_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.case_events is 'Who did what when, in which post; append-only, hash-chained per case.';
create index case_events_actor_id on app.case_events (actor_id, at);
create index case_events_post_id on app.case_events (post_id);
create index case_events_organisation_id on app.case_events (organisation_id, at);

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

-- Whether the erasing function is at work: its mark holds for one transaction, and only in the hands of the tables' owner.
create function app.erasing() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.erasing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- The words in some books are erased with the case; the history, the unmaskings and the changes never are.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_table_name in ('sessions', 'agreements', 'ratings', 'agreement_signatures') and app.erasing() then return new; end if;
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;
create trigger case_events_30_append_only before update or delete on app.case_events
  for each row execute function app.refuse_change();
create trigger case_events_31_append_only before truncate on app.case_events
  for each statement execute function app.refuse_change();
create trigger party_reveals_30_append_only before update or delete on app.party_reveals
  for each row execute function app.refuse_change();

-- The number of the first event whose hash does not hold, null when the chain is whole.
create function app.broken_event(p_case uuid) returns int
language sql stable set search_path = '' as $$
  select min(e.seq) from (
    select e.seq, e.hash is distinct from app.event_hash(e)
      or e.previous_hash is distinct from lag(e.hash) over (order by e.seq)
      or e.seq <> row_number() over (order by e.seq) as broken
    from app.case_events e where e.case_id = p_case
  ) e where e.broken
$$;
comment on function app.broken_event is 'First event of a case whose hash or order does not hold; null when whole.';

alter table app.case_events enable row level security;
create policy "whoever reads the case reads its history" on app.case_events for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, verb, from_status, to_status, actor_kind, actor_name, role, organisation_name, payload, at)
  on app.case_events to authenticated;

-- The words that people wrote with an act belong to the chain and stay; of an erased case nobody is shown them.
create view api.case_events with (security_invoker = true) as
  select e.id, e.case_id, e.seq, e.verb, e.from_status, e.to_status, e.actor_kind, e.actor_name, e.role, e.organisation_name,
    case when c.erased_at is null then e.payload
      else e.payload - array['answer', 'info', 'reason', 'note', 'items', 'task', 'description', 'demand', 'review', 'place', 'claimed', 'notified_to', 'point', 'former_point'] end as payload,
    e.at
  from app.case_events e join app.cases c on c.id = e.case_id;
comment on view api.case_events is
  'History of a case in order: verb, stage before and after, who in which role, when; of an erased case without words.';
grant select on api.case_events to authenticated;

-- What holds beside the stage, with start, end, who and why.
create table app.case_flags (
  id bigint generated always as identity,
  case_id uuid not null,
  flag text not null,
  reason text not null,
  -- When it is due to end, as far as known.
  until_on date,
  started_at timestamptz not null default now(),
  started_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint case_flags_pkey primary key (id),
  constraint case_flags_flag check (flag in ('suspended', 'supervised', 'co_handled', 'escalated', 'jurisdiction', 'risk', 'question')),
  constraint case_flags_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.case_flags is 'Suspended, supervised, co-handled, escalated, disputed jurisdiction, risk, unanswered question: from when to when, by whom, why.';
create index case_flags_case_id on app.case_flags (case_id, id);
create unique index case_flags_one_running on app.case_flags (case_id, flag) where ended_at is null;
create index case_flags_until on app.case_flags (until_on) where ended_at is null and until_on is not null;

create table app.case_links (
  case_id uuid not null,
  other_id uuid not null,
  kind text not null,
  created_at timestamptz not null default now(),
  constraint case_links_pkey primary key (case_id, other_id, kind),
  constraint case_links_kind check (kind in ('merged', 'continues', 'related')),
  constraint case_links_other_case check (case_id <> other_id),
  constraint case_links_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_links_other foreign key (other_id) references app.cases (id) on delete restrict
);
comment on table app.case_links is 'A case that was merged into, continues, or has to do with another.';
create index case_links_other_id on app.case_links (other_id);

alter table app.case_flags enable row level security;
alter table app.case_links enable row level security;
create policy "whoever reads the case reads its flags" on app.case_flags for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads both cases reads their link" on app.case_links for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id) and exists (select 1 from app.cases c where c.id = other_id));
grant select on app.case_flags, app.case_links to authenticated;

create view api.case_flags with (security_invoker = true) as
  select id, case_id, flag, reason, until_on, started_at, started_by, ended_at, ended_by from app.case_flags;
comment on view api.case_flags is 'What held or holds beside a case''s stage: flag, why, from when to when, by whom.';
create view api.case_links with (security_invoker = true) as
  select l.case_id, l.other_id, l.kind, c.number, o.number as other_number, o.status as other_status, l.created_at
  from app.case_links l join app.cases c on c.id = l.case_id join app.cases o on o.id = l.other_id;
comment on view api.case_links is 'Relations between cases: case_id was merged into, continues, or has to do with other_id.';
grant select on api.case_flags, api.case_links to authenticated;
