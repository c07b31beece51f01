-- Deadlines (时限).
-- One row per deadline of a case. The best matching policy (type, channel, grade) is fixed when a deadline starts, so a
-- rule changed later does not affect running deadlines. Overdue is computed, never stored.

-- The policy that matches a stage best. PL/pgSQL caches the plan, because each filing asks for the policies of all
-- later stages.
create function app.policy_for(p_stage text, p_type text, p_channel text, p_grade text, p_level smallint, p_at timestamptz)
returns app.deadline_policies
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies;
begin
  select p.* into v_policy from app.deadline_policies p
  where p.stage = p_stage
    -- A second-level type also falls under the policy of its first-level type.
    and (p.type_code is null or p.type_code = p_type or p.type_code = (select t.parent_code from app.dispute_types t where t.code = p_type))
    and (p.channel is null or p.channel = p_channel)
    and (p.grade is null or p.grade = p_grade)
    and (p.level is null or p.level = p_level)
    and p.valid_from <= p_at and (p.valid_to is null or p.valid_to > p_at)
  order by (p.type_code is not null)::int + (p.channel is not null)::int + (p.grade is not null)::int + (p.level is not null)::int desc,
    p.grade nulls last, p.type_code nulls last, p.valid_from desc, p.id
  limit 1;
  return v_policy;
end $$;

-- The deadline that a stage of a case would get from a start moment; not stored.
create function app.plan_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns app.deadlines
language plpgsql stable security definer set search_path = '' as $$
declare
  v_policy app.deadline_policies := app.policy_for(p_stage, p_case.type_code, p_case.channel, p_case.grade,
    (select o.level from app.organisations o where o.id = p_case.responsible_organisation_id), p_from);
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

-- Starts a deadline unless that of the stage is running already, so that a second start never gives more time.
create function app.start_deadline(p_case app.cases, p_stage text, p_from timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.deadlines := app.plan_deadline(p_case, p_stage, p_from);
begin
  insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at, provisional)
  values (v_row.case_id, v_row.stage, v_row.policy_id, v_row.starts_at, v_row.warn_at, v_row.due_at, v_row.provisional)
  on conflict (case_id, stage, coalesce(subject_id, case_id)) where met_at is null do nothing;
end $$;

-- The latest date of each step up to the result of mediation, assuming that every step takes its full time. `p_clock`
-- is the case's deadline to accept or to dispatch.
create function app.steps_from(p_case app.cases, p_clock app.deadlines) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last app.deadlines := p_clock;
  v_steps app.deadlines[] := array[p_clock];
  v_stage text;
begin
  if v_last.stage = 'accept' then
    v_last := app.plan_deadline(p_case, 'dispatch', greatest(v_last.due_at, now()));
    v_steps := v_steps || v_last;
  end if;
  foreach v_stage in array app.lead_deadline_stages() loop
    v_steps := v_steps || app.plan_deadline(p_case, v_stage, greatest(v_last.due_at, now()));
  end loop;
  return (select jsonb_agg(jsonb_build_object('stage', s.stage, 'due_at', s.due_at, 'provisional', s.provisional) order by s.ordinality)
    from unnest(v_steps) with ordinality s);
end $$;

-- The steps ahead of a case with their latest dates; null when it has ended or while its deadline is paused.
create function app.steps_ahead(p_case app.cases) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_clock app.deadlines;
begin
  select * into v_clock from app.deadlines d
  where d.case_id = p_case.id and d.stage in ('accept', 'dispatch') and d.met_at is null and d.paused_at is null;
  if v_clock.id is not null then return app.steps_from(p_case, v_clock); end if;
  return (select jsonb_agg(jsonb_build_object('stage', d.stage, 'due_at', d.due_at, 'provisional', d.provisional) order by d.due_at, d.id)
    from app.deadlines d
    where d.case_id = p_case.id and d.stage = any (app.lead_deadline_stages()) and d.met_at is null and d.paused_at is null);
end $$;

-- Pauses the given deadlines; without stages, those whose policy allows a pause.
create function app.pause_deadlines(p_case uuid, p_stages text[]) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines d set paused_at = now()
  where d.case_id = p_case and d.met_at is null and d.paused_at is null
    and (d.stage = any (p_stages) or p_stages is null and exists (select 1 from app.deadline_policies p where p.id = d.policy_id and p.pausable))
$$;

-- Resumes paused deadlines and extends each by its pause. A pause that begins in the future was begun before the clock
-- was set back; it lasted no time.
create function app.resume_deadlines(p_case uuid, p_stages text[]) returns void
language sql volatile set search_path = '' as $$
  with stopped as (
    select d.*, greatest(d.paused_at, now()) as resumed_at,
      case when d.paused_at >= now() then d.due_at else app.extend_due(d.due_at, d.paused_at, now(), p.unit) end as new_due
    from app.deadlines d join app.deadline_policies p on p.id = d.policy_id
    where d.case_id = p_case and d.met_at is null and d.paused_at is not null and (p_stages is null or d.stage = any (p_stages))
  ), noted as (
    insert into app.deadline_pauses (deadline_id, from_at, to_at, due_before, due_after)
    select id, paused_at, resumed_at, due_at, new_due from stopped
  )
  update app.deadlines d set paused_at = null, due_at = s.new_due, warn_at = s.new_due - (s.due_at - s.warn_at),
    provisional = app.is_provisional((s.new_due at time zone 'Asia/Shanghai')::date),
    warned_at = case when s.new_due - (s.due_at - s.warn_at) > now() then null else d.warned_at end,
    overdue_told_at = case when s.new_due > now() then null else d.overdue_told_at end
  from stopped s where s.id = d.id
$$;

create policy "whoever reads the case reads its deadlines" on app.deadlines for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the deadline reads its pauses" on app.deadline_pauses for select to authenticated
  using (exists (select 1 from app.deadlines d where d.id = deadline_id));
grant select on app.deadlines, app.deadline_pauses to authenticated;
create policy "people in office read the rules of deadlines" on app.deadline_policies for select to authenticated
  using ((select app.my_role()) is not null);
grant select on app.deadline_policies to authenticated;

create view api.deadlines with (security_invoker = true) as
  select d.id, d.case_id, d.stage, d.starts_at, d.due_at, d.met_at, d.paused_at, d.subject_id, d.provisional,
    p.amount, p.unit, p.basis, p.valid_from as rule_of,
    (select jsonb_agg(jsonb_build_object('from', x.from_at, 'to', x.to_at, 'before', x.due_before, 'after', x.due_after) order by x.id)
     from app.deadline_pauses x where x.deadline_id = d.id) as pauses,
    case when d.paused_at is not null then null when d.met_at is null then app.light(d.due_at, d.warn_at)
      when d.met_at > d.due_at then 'red' else 'green' end as light
  from app.deadlines d left join app.deadline_policies p on p.id = d.policy_id;
comment on view api.deadlines is
  'Deadlines of a case: stage, start, due, completed, paused since; the policy they follow; light green, amber or red (overdue or completed late).';
create view api.deadline_policies with (security_invoker = true) as
  select id, stage, type_code, channel, grade, level, amount, unit, pausable, basis, valid_from, valid_to from app.deadline_policies;
comment on view api.deadline_policies is
  'How long each stage may take, by type, channel, grade and level, with its legal basis; earlier versions included.';
grant select on api.deadlines, api.deadline_policies to authenticated;

create function app.complete_deadline(p_case uuid, p_stage text) returns void
language sql volatile set search_path = '' as $$
  update app.deadlines set met_at = now() where case_id = p_case and stage = p_stage and met_at is null
$$;
