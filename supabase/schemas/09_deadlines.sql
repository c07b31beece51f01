-- Chapter 9 · Deadlines (时限)
-- One row per clock of a case. The policy that fits best (type, channel, grade) is pinned when the clock starts,
-- so a rule changed today leaves running clocks alone. Overdue is computed, never stored.

create table app.deadline_policies (
  id int generated always as identity,
  stage text not null,
  type_code text,
  channel text,
  grade text,
  amount int not null,
  unit text not null,
  -- The law or local rule that it rests on.
  basis text not null,
  valid_from timestamptz not null default '2000-01-01 00:00:00+00',
  valid_to timestamptz,
  constraint deadline_policies_pkey primary key (id),
  constraint deadline_policies_unique unique nulls not distinct (stage, type_code, channel, grade, valid_from),
  constraint deadline_policies_stage check (stage in ('accept', 'dispatch', 'sign', 'contact', 'mediate', 'close')),
  constraint deadline_policies_grade check (grade in ('red', 'yellow', 'blue')),
  constraint deadline_policies_amount check (amount between 1 and 1000),
  constraint deadline_policies_unit check (unit in ('workhour', 'workday', 'day', 'month')),
  constraint deadline_policies_type foreign key (type_code) references app.dispute_types (code) on delete restrict,
  constraint deadline_policies_channel foreign key (channel) references app.channels (code) on delete restrict
);
comment on table app.deadline_policies is 'How long each stage may take, by type, channel and grade.';
create index deadline_policies_type_code on app.deadline_policies (type_code);
create index deadline_policies_channel on app.deadline_policies (channel);

create table app.deadlines (
  id bigint generated always as identity,
  case_id uuid not null,
  stage text not null,
  policy_id int not null,
  starts_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  met_at timestamptz,
  -- Computed into a year whose holidays are not announced yet.
  provisional boolean not null default false,
  -- When the waiting screens were told that it ran out.
  overdue_told_at timestamptz,
  constraint deadlines_pkey primary key (id),
  constraint deadlines_order check (starts_at <= warn_at and warn_at <= due_at),
  constraint deadlines_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint deadlines_policy foreign key (policy_id) references app.deadline_policies (id) on delete restrict
);
comment on table app.deadlines is 'Clocks of a case; at most one runs per stage.';
create unique index deadlines_one_running on app.deadlines (case_id, stage) where met_at is null;
create index deadlines_case_id on app.deadlines (case_id, id);
create index deadlines_policy_id on app.deadlines (policy_id);
create index deadlines_untold on app.deadlines (due_at) where met_at is null and overdue_told_at is null;

create function app.policy_for(p_stage text, p_type text, p_channel text, p_grade text, p_at timestamptz)
returns app.deadline_policies
language sql stable security definer set search_path = '' as $$
  select p from app.deadline_policies p
  where p.stage = p_stage
    and (p.type_code is null or p.type_code = p_type)
    and (p.channel is null or p.channel = p_channel)
    and (p.grade is null or p.grade = p_grade)
    and p.valid_from <= p_at and (p.valid_to is null or p.valid_to > p_at)
  order by (p.type_code is not null)::int + (p.channel is not null)::int + (p.grade is not null)::int desc,
    p.grade nulls last, p.type_code nulls last, p.id
  limit 1
$$;

-- A clock for a stage of a case, starting at a moment; not yet stored.
create function app.plan_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns app.deadlines
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := app.policy_for(p_stage, p_case.type_code, p_case.channel, p_case.grade, p_from);
  v_row app.deadlines;
begin
  if v_policy.id is null then
    raise exception 'no deadline policy for stage %', p_stage using errcode = 'P0001';
  end if;
  v_row.case_id := p_case.id;
  v_row.stage := p_stage;
  v_row.policy_id := v_policy.id;
  v_row.starts_at := p_from;
  v_row.due_at := app.add_working_time(p_from, v_policy.amount, v_policy.unit);
  v_row.warn_at := v_row.due_at - (v_row.due_at - p_from) / 4;
  v_row.provisional := app.is_provisional((v_row.due_at at time zone 'Asia/Shanghai')::date);
  return v_row;
end $$;

-- Starts a clock unless the stage's clock is running already: a second start never buys time.
create function app.start_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.deadlines := app.plan_deadline(p_case, p_stage, p_from);
begin
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional)
  values (v_row.case_id, v_row.stage, v_row.policy_id, v_row.starts_at, v_row.warn_at, v_row.due_at, v_row.provisional)
  on conflict (case_id, stage) where met_at is null do nothing;
end $$;

alter table app.deadline_policies enable row level security;
alter table app.deadlines enable row level security;
create policy "whoever reads the case reads its deadlines" on app.deadlines for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select on app.deadlines to authenticated;

create view api.deadlines with (security_invoker = true) as
  select id, case_id, stage, starts_at, due_at, met_at, provisional,
    case when met_at is null then app.light(due_at, warn_at) when met_at > due_at then 'red' else 'green' end as light
  from app.deadlines;
comment on view api.deadlines is 'Clocks of a case: stage, start, due, met; light green, amber or red (overdue or met late).';
grant select on api.deadlines to authenticated;
