-- Chapter 10 · The life of a case: who may do what at which stage, as data
-- One table of transitions drives the verbs, the possible actions and the rights. The console shows what
-- api.available_actions says and knows no rule of its own.

create table app.transitions (
  from_status text,
  verb text not null,
  to_status text not null,
  -- Who: public (no account) · filer (staff entering a dispute) · desk (dispatcher of the case's desk) · lead (dispatcher
  -- or mediator of the lead organisation) · lead_desk (its dispatcher) · mediator (the case's own mediator, or the deputy)
  -- · co_handler (dispatcher or mediator of an organisation called in) · above (leader or dispatcher of a territory
  -- above the organisation that answers) · system (the minute's tick).
  who text not null,
  sort smallint not null,
  constraint transitions_unique unique nulls not distinct (from_status, verb, to_status, who),
  constraint transitions_who check (who in ('public', 'filer', 'desk', 'lead', 'lead_desk', 'mediator', 'co_handler', 'above', 'system'))
);
comment on table app.transitions is 'The state machine: stage before, verb, stage after, who. No stage before means filing.';
alter table app.transitions enable row level security;

create type api.verb_result as (id uuid, number text, status text, version int);
comment on type api.verb_result is 'What every verb answers: the case, its number, its stage and its version afterwards.';

-- What was already done, so that a request sent twice is done once.
create table app.requests (
  request_id uuid not null,
  verb text not null,
  -- The auth user, who need not be staff; null for somebody without an account.
  actor_id uuid,
  -- SHA-256 over the arguments: the same id with other words is a mistake, not a repetition.
  digest bytea not null,
  case_id uuid not null,
  status text not null,
  version int not null,
  at timestamptz not null default now(),
  constraint requests_pkey primary key (request_id),
  constraint requests_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.requests is 'Requests done, by their id; kept thirty days.';
create index requests_case_id on app.requests (case_id);
create index requests_at on app.requests (at);
alter table app.requests enable row level security;

create function app.digest(p_args jsonb) returns bytea
language sql immutable set search_path = '' as $$
  select extensions.digest(convert_to(p_args::text, 'UTF8'), 'sha256')
$$;

-- Finds a request that was done before. Two sendings of one request wait for each other here.
-- Refuses with request_reused (PT409) when the id was used for something else or by somebody else.
create function app.done_before(p_request uuid, p_verb text, p_args jsonb) returns app.requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done app.requests;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended(p_request::text, 0));
  select * into v_done from app.requests where request_id = p_request;
  if v_done.request_id is not null and (v_done.verb <> p_verb or v_done.digest <> app.digest(p_args)
      or v_done.actor_id is distinct from auth.uid()) then
    perform app.refuse('request_reused', '{}', 'PT409');
  end if;
  return v_done;
end $$;

create function app.may_read(p_case app.cases) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(starts_with(p_case.region_code, app.my_scope()), false)
    or coalesce(app.my_organisation() = any (p_case.participant_organisation_ids), false)
    or coalesce(p_case.filed_by = auth.uid() and app.my_role() is not null, false)
$$;
comment on function app.may_read is 'The reading rule of app.cases for one row, for functions that read past row-level security.';

-- Whether the acting post is the "who" of a transition for a case.
create function app.is_actor(p_who text, p_case app.cases, p_me app.posts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(case p_who
    when 'desk' then p_me.role = 'dispatcher' and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'desk' and p.until is null)
    when 'lead' then p_me.role in ('dispatcher', 'mediator') and p_me.organisation_id = p_case.lead_organisation_id
    when 'lead_desk' then p_me.role = 'dispatcher' and p_me.organisation_id = p_case.lead_organisation_id
    -- Or the deputy while the mediator is on leave.
    when 'mediator' then p_me.role = 'mediator' and p_me.organisation_id = p_case.lead_organisation_id
      and (p_me.staff_id = p_case.mediator_id or p_me.staff_id =
        (app.leave_of(p_case.mediator_id, p_case.lead_organisation_id, 'mediator')).deputy_id)
    when 'co_handler' then p_me.role in ('dispatcher', 'mediator') and exists (
      select 1 from app.case_participants p
      where p.case_id = p_case.id and p.organisation_id = p_me.organisation_id and p.part = 'co_handler' and p.until is null)
    when 'above' then p_me.role in ('leader', 'dispatcher') and exists (
      select 1 from app.organisations o join app.organisations r on r.id = p_case.responsible_organisation_id
      where o.id = p_me.organisation_id and o.territorial and starts_with(p_case.region_code, o.region_code) and o.id <> r.id
        and (p_me.role = 'leader' or o.level < r.level or not r.territorial))
  end, false)
$$;

-- The desk one level above a desk, and the one below that serves a place; null when there is none.
create function app.desk_above(p_desk uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select up.id from app.organisations o
  join app.organisations up on up.kind = 'dispatch_centre' and up.active and length(up.region_code) < length(o.region_code)
    and starts_with(o.region_code, up.region_code)
  where o.id = p_desk order by length(up.region_code) desc limit 1
$$;
create function app.desk_below(p_desk uuid, p_region text) returns uuid
language sql stable security definer set search_path = '' as $$
  select down.id from app.organisations o
  join app.organisations down on down.kind = 'dispatch_centre' and down.active and length(down.region_code) > length(o.region_code)
    and starts_with(down.region_code, o.region_code) and starts_with(p_region, down.region_code)
  where o.id = p_desk
    -- Somebody must be there to take it.
    and exists (select 1 from app.posts p join app.staff s on s.id = p.staff_id and s.active
                where p.organisation_id = down.id and p.role = 'dispatcher' and app.is_current(p.valid_from, p.valid_to))
  order by length(down.region_code) limit 1
$$;
create function app.desk_id(p_case uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organisation_id from app.case_participants where case_id = p_case and part = 'desk' and until is null limit 1
$$;

-- Extensions of the time to mediate: asked before it runs out, with the parties' consent; granted by the desk.
create table app.extensions (
  id bigint generated always as identity,
  case_id uuid not null,
  days int not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  granted boolean,
  decision text,
  due_before timestamptz,
  due_after timestamptz,
  constraint extensions_pkey primary key (id),
  constraint extensions_days check (days between 1 and 60),
  constraint extensions_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.extensions is 'Extensions of a case''s time to mediate: asked, granted or refused.';
create unique index extensions_one_pending on app.extensions (case_id) where decided_at is null;
create index extensions_case_id on app.extensions (case_id, id);

-- Supervision orders (督办单): issued from above, answered, accepted or sent back, with their reminders.
create table app.supervision_orders (
  id uuid not null default gen_random_uuid(),
  number text not null,
  case_id uuid not null,
  case_number text not null,
  issued_by_organisation_id uuid not null,
  issued_by_organisation_name text not null,
  -- Null: opened by the system for lateness.
  issued_by_name text,
  to_organisation_id uuid not null,
  to_organisation_name text not null,
  demand text not null,
  status text not null default 'issued',
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  review text,
  reviewed_at timestamptz,
  reviewed_by_name text,
  rejections smallint not null default 0,
  reminders smallint not null default 0,
  reminded_at timestamptz,
  due_at timestamptz not null,
  warn_at timestamptz not null,
  version int not null default 1,
  region_code text collate "C" not null,
  city_code text collate "C" not null generated always as (left(region_code, 4)) stored,
  county_code text collate "C" generated always as (case when length(region_code) >= 6 then left(region_code, 6) end) stored,
  town_code text collate "C" generated always as (case when length(region_code) >= 9 then left(region_code, 9) end) stored,
  village_code text collate "C" generated always as (case when length(region_code) >= 12 then left(region_code, 12) end) stored,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  constraint supervision_orders_pkey primary key (id),
  constraint supervision_orders_number unique (number),
  constraint supervision_orders_status check (status in ('issued', 'answered', 'rejected', 'accepted', 'cancelled')),
  constraint supervision_orders_closed check ((status in ('accepted', 'cancelled')) = (closed_at is not null)),
  constraint supervision_orders_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint supervision_orders_issuer foreign key (issued_by_organisation_id) references app.organisations (id) on delete restrict,
  constraint supervision_orders_receiver foreign key (to_organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.supervision_orders is 'Supervision orders: who demands what of whom about which case, until when; the answer and its review.';
create index supervision_orders_case_id on app.supervision_orders (case_id, created_at);
create unique index supervision_orders_one_open on app.supervision_orders (case_id, issued_by_organisation_id) where closed_at is null;
create index supervision_orders_issuer on app.supervision_orders (issued_by_organisation_id, created_at desc);
create index supervision_orders_receiver on app.supervision_orders (to_organisation_id, created_at desc);
create index supervision_orders_city on app.supervision_orders (city_code, created_at desc, id);
create index supervision_orders_county on app.supervision_orders (county_code, created_at desc, id);
create index supervision_orders_town on app.supervision_orders (town_code, created_at desc, id);
create index supervision_orders_village on app.supervision_orders (village_code, created_at desc, id);

alter table app.extensions enable row level security;
alter table app.supervision_orders enable row level security;
create policy "whoever reads the case reads its extensions" on app.extensions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
-- The rule of cases, told with the columns that the orders carry themselves.
create policy "whoever oversees or takes part reads supervision orders" on app.supervision_orders for select to authenticated
  using (coalesce(starts_with(region_code, (select app.my_scope())), false)
    or coalesce((select app.my_organisation()) in (issued_by_organisation_id, to_organisation_id), false)
    or exists (select 1 from app.cases c where c.id = case_id));
grant select on app.extensions, app.supervision_orders to authenticated;
create view api.extensions with (security_invoker = true) as
  select id, case_id, days, reason, asked_by, asked_at, decided_at, granted, decision, due_before, due_after from app.extensions;
comment on view api.extensions is 'Extensions of a case''s time to mediate: days asked, why, by whom; granted or refused.';
create view api.supervision_orders with (security_invoker = true) as
  select id, number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name, issued_by_name,
    to_organisation_id, to_organisation_name, demand, status, answer, answered_at, answered_by_name, review, reviewed_at,
    reviewed_by_name, rejections, reminders, reminded_at, due_at, version, region_code, city_code, county_code, town_code,
    village_code, created_at, closed_at,
    case when status in ('issued', 'rejected') then app.light(due_at, warn_at) end as light
  from app.supervision_orders;
comment on view api.supervision_orders is
  'Supervision orders: status issued, answered, rejected (answer sent back), accepted or cancelled; light while an answer is due.';
grant select on api.extensions, api.supervision_orders to authenticated;

-- Why a verb that the stage knows is not possible for a case now: a code, or null when nothing stands against it. The one
-- place for it: possible actions and refusals both ask here.
create function app.obstacle(p_verb text, p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_suspended boolean := 'suspended' = any (p_case.flags);
  v_desk uuid;
begin
  if v_suspended and p_verb in ('log_session', 'conclude_case', 'request_extension', 'assign_mediator', 'return_case', 'transfer_case',
      'recuse_mediator', 'close_case', 'suspend_case') then
    return 'suspended_now';
  end if;
  case p_verb
    when 'return_case' then
      if p_case.return_count >= 2 then return 'returned_twice'; end if;
    when 'request_info' then
      if p_case.missing_items is not null then return 'asked_before'; end if;
    when 'resume_case' then
      if not v_suspended then return 'not_suspended'; end if;
    when 'request_extension' then
      if exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'extension_pending'; end if;
      if (select count(*) from app.extensions where case_id = p_case.id and granted) >= 2 then return 'extended_twice'; end if;
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'mediate' and met_at is null and due_at > now()) then
        return 'deadline_over';
      end if;
    when 'decide_extension' then
      if not exists (select 1 from app.extensions where case_id = p_case.id and decided_at is null) then return 'no_extension'; end if;
    when 'escalate_case' then
      if app.desk_above(app.desk_id(p_case.id)) is null then return 'no_desk_above'; end if;
    when 'delegate_case' then
      v_desk := app.desk_below(app.desk_id(p_case.id), p_case.region_code);
      if v_desk is null then return 'no_desk_below'; end if;
      if p_case.grade = 'red' and (select level from app.organisations where id = v_desk) > 3 then return 'red_stays'; end if;
    when 'remove_co_handler' then
      if not exists (select 1 from app.case_participants where case_id = p_case.id and part = 'co_handler' and until is null) then
        return 'no_co_handler';
      end if;
    when 'close_case' then
      if exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null) then return 'order_open'; end if;
    when 'withdraw_case' then
      if 'risk' = any (p_case.flags) then return 'risk_open'; end if;
    when 'clear_risk' then
      if not 'risk' = any (p_case.flags) then return 'no_risk'; end if;
    when 'reopen_case' then
      if p_case.reopen_count > 0 then return 'reopened_before'; end if;
      if p_case.closed_at < now() - make_interval(days => (app.setting('reopen_days'))::int) then return 'reopen_too_late'; end if;
    when 'record_follow_up' then
      if not exists (select 1 from app.deadlines where case_id = p_case.id and stage = 'follow_up' and met_at is null) then
        return 'no_follow_up';
      end if;
    when 'urge_case' then
      if exists (select 1 from app.case_events where case_id = p_case.id and verb = 'urge_case' and at > now() - interval '1 day') then
        return 'urged_today';
      end if;
    else null;
  end case;
  return null;
end $$;
comment on function app.obstacle is 'Code of what stands against a verb for a case now, beside its stage; null when nothing does.';

create function app.available_actions(p_case uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  return query
    with mine as materialized (
      -- Who one is, asked once for each kind and not for each verb.
      select w.who from (select distinct t.who from app.transitions t where t.from_status = v_case.status) w
      where app.is_actor(w.who, v_case, v_me)
    ), possible as (
      select t.verb, min(t.sort) as sort from app.transitions t join mine using (who)
      where t.from_status = v_case.status group by t.verb
    )
    select p.verb from possible p where app.obstacle(p.verb, v_case) is null order by p.sort, p.verb;
end $$;

create function api.available_actions(case_id uuid) returns table (verb text)
language sql stable security invoker set search_path = '' as $$ select app.available_actions(case_id) $$;
comment on function api.available_actions is 'Verbs that the caller may use on a case now, most usual first. 404 case_not_found.';
grant execute on function app.available_actions(uuid), api.available_actions(uuid) to authenticated;

-- Locks a case for a verb and checks version, stage and right, in this order of telling: hidden cases do not exist
-- (PT404), a changed case says who did what (PT409 stale_version), a stage that knows no such verb says so (PT409),
-- and somebody else's step is refused (42501).
create function app.open_case(p_verb text, p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
  v_last record;
  v_obstacle text;
begin
  if v_me.id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not exists (select 1 from app.transitions t where t.verb = p_verb
                 and (app.is_actor(t.who, v_case, v_me)
                   -- Of the lead's people, whose step it is depends on the stage: told below.
                   or t.who in ('lead_desk', 'mediator') and app.is_actor('lead', v_case, v_me))) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  if v_case.version <> p_version then
    select e.verb, e.actor_name, e.at into v_last
    from app.case_events e where e.case_id = p_case order by e.seq desc limit 1;
    perform app.refuse('stale_version', jsonb_build_object('version', v_case.version, 'status', v_case.status,
      'verb', v_last.verb, 'actor', v_last.actor_name, 'at', v_last.at), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb) then
    perform app.refuse('not_possible_now', jsonb_build_object('status', v_case.status), 'PT409');
  end if;
  if not exists (select 1 from app.transitions t where t.from_status = v_case.status and t.verb = p_verb
                 and app.is_actor(t.who, v_case, v_me)) then
    perform app.refuse('refused', '{}', '42501');
  end if;
  v_obstacle := app.obstacle(p_verb, v_case);
  if v_obstacle is not null then perform app.refuse(v_obstacle, jsonb_build_object('status', v_case.status), 'PT409'); end if;
  return v_case;
end $$;
comment on function app.open_case is 'Locks a case for a verb; refuses with case_not_found, refused, stale_version or not_possible_now.';

create function app.join_case(p_case uuid, p_organisation uuid, p_part text) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_participants (case_id, organisation_id, part) values (p_case, p_organisation, p_part)
  on conflict on constraint case_participants_pkey do update set until = null
$$;

create function app.check_choice(p_field text, p_value text, p_choices text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_value is null or p_value = '' then perform app.refuse('field_required', jsonb_build_object('field', p_field)); end if;
  if p_value <> all (p_choices) then perform app.refuse('unknown_choice', jsonb_build_object('field', p_field)); end if;
end $$;

create function app.check_type(p_type text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_type is null or p_type = '' then perform app.refuse('field_required', '{"field": "type_code"}'); end if;
  if not exists (select 1 from app.dispute_types where code = p_type and active) then
    perform app.refuse('unknown_choice', '{"field": "type_code"}');
  end if;
end $$;

-- Yuan and fen. NaN compares as greater than everything and is refused with the rest.
create function app.check_amount(p_amount numeric) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_amount < 0 or p_amount > 999999999999.99 then
    perform app.refuse('out_of_range', '{"field": "amount", "min": 0, "max": 999999999999.99}');
  end if;
end $$;

-- Ends the part of an organisation called in, and the flag with the last of them.
create function app.end_co_handling(p_case uuid, p_organisation uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update app.case_participants set until = now()
  where case_id = p_case and organisation_id = p_organisation and part = 'co_handler' and until is null;
  if found then perform app.join_case(p_case, p_organisation, 'former_co_handler'); end if;
  if not exists (select 1 from app.case_participants where case_id = p_case and part = 'co_handler' and until is null) then
    perform app.lower_flag(p_case, 'co_handled');
  end if;
end $$;

create function app.meet_deadline(p_case uuid, p_stage text) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines set met_at = now() where case_id = p_case and stage = p_stage and met_at is null
$$;

-- Writes a changed case with its next deadline and its participants: one update, one version.
create function app.save_case(p_case app.cases) returns app.cases
language plpgsql volatile set search_path = '' as $$
declare
  v_next app.deadlines;
  v_saved app.cases;
begin
  select * into v_next from app.deadlines d
  where d.case_id = p_case.id and d.met_at is null and d.paused_at is null and d.stage not in ('follow_up', 'confirm', 'supervise')
  order by d.due_at, d.id limit 1;
  update app.cases c set
    version = c.version + 1, updated_at = now(), status = p_case.status, grade = p_case.grade,
    type_code = p_case.type_code, responsible_organisation_id = p_case.responsible_organisation_id,
    lead_organisation_id = p_case.lead_organisation_id, mediator_id = p_case.mediator_id,
    mediator_name = p_case.mediator_name, return_count = p_case.return_count, outcome = p_case.outcome,
    answer = p_case.answer, flags = array(select f.flag from app.case_flags f where f.case_id = c.id and f.ended_at is null order by 1),
    difficulty = p_case.difficulty, missing_items = p_case.missing_items, reject_reason = p_case.reject_reason,
    referred_to = p_case.referred_to, merged_into = p_case.merged_into, reopen_count = p_case.reopen_count,
    danger = p_case.danger, people_count = p_case.people_count,
    closed_at = case when p_case.status in ('closed', 'rejected', 'withdrawn', 'merged', 'referred') then coalesce(c.closed_at, now()) end,
    first_closed_at = coalesce(c.first_closed_at, case when p_case.status = 'closed' then now() end),
    first_outcome = coalesce(c.first_outcome, case when p_case.status = 'closed' then p_case.outcome end),
    due_at = v_next.due_at, warn_at = v_next.warn_at, due_stage = v_next.stage,
    participant_organisation_ids = array(
      select distinct p.organisation_id from app.case_participants p where p.case_id = c.id order by 1)
  where c.id = p_case.id
  returning * into v_saved;
  return v_saved;
end $$;

-- Raises and lowers what holds beside the stage; the verb's case is saved afterwards.
create function app.raise_flag(p_case uuid, p_flag text, p_reason text, p_until date) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_flags (case_id, flag, reason, until_on, started_by)
  values (p_case, p_flag, p_reason, p_until, coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system'))
  on conflict (case_id, flag) where ended_at is null do nothing
$$;
create function app.lower_flag(p_case uuid, p_flag text) returns void
language sql volatile set search_path = '' as $$
  update app.case_flags set ended_at = now(), ended_by = coalesce((select s.name from app.staff s where s.id = auth.uid()), 'system')
  where case_id = p_case and flag = p_flag and ended_at is null
$$;

-- Writes the history of something that the system did by itself.
create function app.tell_history(p_case app.cases, p_verb text, p_from text, p_payload jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, payload)
  values (p_case.id, p_verb, p_from, p_case.status, 'system', jsonb_strip_nulls(p_payload))
$$;

-- Writes the history and remembers the request; answers what the verb answers.
create function app.finish_verb(p_verb text, p_from text, p_case app.cases, p_payload jsonb, p_request uuid, p_args jsonb)
returns api.verb_result
language plpgsql volatile set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
begin
  insert into app.case_events (case_id, verb, from_status, to_status, actor_kind, actor_id, actor_name, post_id, role,
    organisation_id, organisation_name, payload, request_id)
  select p_case.id, p_verb, p_from, p_case.status, case when v_me.id is null then 'public' else 'staff' end,
    v_me.staff_id, s.name, v_me.id, v_me.role, v_me.organisation_id, o.name,
    jsonb_strip_nulls(p_payload || jsonb_build_object('deputy_for', case
      when p_verb in ('log_session', 'conclude_case') and p_case.mediator_id <> v_me.staff_id then p_case.mediator_name end)),
    p_request
  from (select 1) as always
  left join app.staff s on s.id = v_me.staff_id
  left join app.organisations o on o.id = v_me.organisation_id;
  insert into app.requests (request_id, verb, actor_id, digest, case_id, status, version)
  values (p_request, p_verb, auth.uid(), app.digest(p_args), p_case.id, p_case.status, p_case.version);
  return (p_case.id, p_case.number, p_case.status, p_case.version)::api.verb_result;
end $$;

create function app.repeat_answer(p_done app.requests) returns api.verb_result
language sql stable security definer set search_path = '' as $$
  select c.id, c.number, p_done.status, p_done.version from app.cases c where c.id = p_done.case_id
$$;

-- Open cases per lead organisation. One row per organisation is locked, in one order, so that nobody waits in a ring.
create function app.count_loads() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.organisation_loads as l (organisation_id, open_cases)
  select organisation_id, sum(n) from (
    select lead_organisation_id as organisation_id, 1 as n from newer
    where lead_organisation_id is not null and status in ('dispatched', 'received', 'mediating')
    union all
    select lead_organisation_id, -1 from older
    where lead_organisation_id is not null and status in ('dispatched', 'received', 'mediating')
  ) as change group by organisation_id having sum(n) <> 0 order by organisation_id
  on conflict (organisation_id) do update set open_cases = l.open_cases + excluded.open_cases;
  return null;
end $$;
create trigger cases_70_loads after update on app.cases
  referencing old table as older new table as newer for each statement execute function app.count_loads();
