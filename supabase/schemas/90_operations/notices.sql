-- Notices to organisations, and whether somebody has read them.

create policy "an organisation's people and readers of the case see its notices" on app.notices for select to authenticated
  using (coalesce(organisation_id = (select app.my_organisation()), false) or exists (select 1 from app.cases c where c.id = case_id));
grant select on app.notices to authenticated;
create view api.notices with (security_invoker = true) as
  select n.id, n.organisation_id, o.name as organisation_name, n.case_id, n.case_number, n.kind, n.stage, n.due_at, n.at, n.read_at, n.read_by_name
  from app.notices n left join app.organisations o on o.id = n.organisation_id;
comment on view api.notices is
  'Notices to organisations: kind, stage and due date of the deadline, read when and by whom. Filter by organisation_id or case_id.';
grant select on api.notices to authenticated;

create function app.notify(p_organisation uuid, p_case app.cases, p_kind text, p_stage text, p_due timestamptz) returns void
language sql volatile set search_path = '' as $$
  insert into app.notices (organisation_id, case_id, case_number, kind, stage, due_at)
  select p_organisation, p_case.id, p_case.number, p_kind, p_stage, p_due where p_organisation is not null
$$;

-- A history event also creates notices for the organisations concerned.
create function app.create_notices() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_case app.cases;
  v_kind text := case new.verb
    when 'issue_order' then 'order' when 'reject_answer' then 'rejected' when 'remind_order' then 'reminder' when 'answer_order' then 'answer'
    when 'urge_case' then 'urge' when 'report_risk' then 'risk' when 'escalate_case' then 'escalated' when 'request_extension' then 'extension'
    when 'return_case' then 'returned' when 'transfer_case' then 'transferred' when 'add_co_handler' then 'called_in'
    when 'dispatch_case' then 'dispatched' when 'delegate_case' then 'delegated' when 'undo_dispatch' then 'undone'
    -- Events of the parties' side.
    when 'write_message' then new.payload ->> 'message'
    when 'join_mediation' then case new.payload ->> 'decision' when 'agree' then 'joined' else 'declined' end
    when 'decide_mediation' then case new.payload ->> 'decision' when 'agree' then 'joined' else 'declined' end
    when 'reply_session' then case new.payload ->> 'session_reply' when 'move' then 'move_asked' end
    when 'sign_agreement' then 'signed'
    when 'rate_case' then case when new.payload -> 'low' = 'true' then 'low_rating' end end;
begin
  if v_kind is null then return null; end if;
  select * into v_case from app.cases where id = new.case_id;
  if v_kind in ('order', 'rejected', 'reminder', 'urge', 'dispatched', 'transferred', 'question', 'statement', 'joined', 'declined',
      'move_asked', 'signed') then
    perform app.notify(v_case.responsible_organisation_id, v_case, v_kind, v_case.due_stage, v_case.due_at);
  elsif v_kind = 'answer' then
    perform app.notify(o.issued_by_organisation_id, v_case, v_kind, null, null) from app.supervision_orders o
    where o.number = new.payload ->> 'order';
  elsif v_kind in ('called_in', 'undone') then
    perform app.notify((new.payload ->> 'organisation_id')::uuid, v_case, v_kind, null, null);
  elsif v_kind = 'risk' then
    -- A risk is reported at once to the desk and to the desk above it.
    perform app.notify(d, v_case, v_kind, null, null)
    from unnest(array[app.desk_id(v_case.id), app.desk_above(app.desk_id(v_case.id))]) d where d is not null;
  else
    perform app.notify(app.desk_id(v_case.id), v_case, v_kind, null, null);
  end if;
  return null;
end $$;
create trigger case_events_80_notices after insert on app.case_events
  for each row execute function app.create_notices();

-- Marks the acting organisation's notices as read, up to an id or for one case.
create function app.read_notices(p_upto bigint, p_case uuid) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_organisation uuid := app.my_organisation();
  v_n int;
begin
  if v_organisation is null then perform app.refuse('refused', '{}', '42501'); end if;
  update app.notices set read_at = now(), read_by_name = (select name from app.staff where id = auth.uid())
  where organisation_id = v_organisation and read_at is null and (p_upto is null or id <= p_upto) and (p_case is null or case_id = p_case)
    and (p_upto is not null or p_case is not null);
  get diagnostics v_n = row_count;
  return v_n;
end $$;

create function api.read_notices(upto_id bigint default null, case_id uuid default null)
returns int language sql volatile security invoker set search_path = '' as $$ select app.read_notices(upto_id, case_id) $$;

comment on function api.read_notices is 'Marks the acting organisation''s notices as read, up to an id or for one case; returns how many.';

grant execute on function app.read_notices(bigint, uuid), api.read_notices(bigint, uuid) to authenticated;
