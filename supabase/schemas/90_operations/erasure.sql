-- Erasure: requests of people about their data, and erasing the data of a closed case (个人信息保护法 44–47, 50).
-- An administrator requests an erasure and a second one confirms it, or the retention period ends. Names, texts,
-- photos, reported coordinates, the pin and all access are erased; number, region, type, stages, dates, organisations,
-- parameters and the chained history stay, and the middle of the region replaces the pin. The texts that staff and
-- applicants wrote with an act are part of the hash chain, kept as the archive file by law and no longer shown to
-- anybody: see api.case_events.

-- What becomes of every column of text that belongs to a case: erased, deleted with its row, or kept, and why. A test
-- compares this register with the catalogue, and erases a case with a word in each of them.
create function app.erasure_register() returns table (relation text, field text, treatment text, why text)
language sql immutable set search_path = '' as $$
  select r.relation, unnest(r.fields), r.treatment, r.why from (values
    ('cases', array['summary', 'place', 'answer', 'missing_items', 'tracking_hash'], 'erased', null),
    ('parties', array['name', 'phone', 'id_number'], 'erased', null),
    ('sessions', array['place', 'attendees', 'summary'], 'erased', null),
    ('planned_sessions', array['place', 'note', 'cancel_reason'], 'erased', null),
    ('session_invitees', array['message'], 'erased', null),
    ('agreements', array['terms'], 'erased', null),
    ('agreement_papers', array['facts', 'terms', 'manner', 'body', 'discard_reason'], 'erased', null),
    ('agreement_signatures', array['strokes'], 'erased', null),
    ('extensions', array['reason', 'decision'], 'erased', null),
    ('supervision_orders', array['demand', 'answer', 'review'], 'erased', null),
    ('case_flags', array['reason'], 'erased', null),
    ('evidence', array['path', 'note'], 'erased', null),
    ('party_links', array['about'], 'erased', null),
    ('party_messages', array['message', 'answer'], 'erased', null),
    ('party_reveals', array['reason'], 'erased', null),
    ('privacy_requests', array['message', 'reason'], 'erased', null),
    ('erasures', array['reason'], 'erased', null),
    ('ratings', array['message'], 'erased', null),
    ('outbox', array['recipient', 'secret', 'shown', 'error'], 'erased', null),
    ('parties_private', array['name', 'phone', 'id_number', 'address', 'phone_hash', 'id_hash'], 'deleted', null),
    ('party_access', array['code_hash'], 'deleted', null),
    ('party_channels', array['address', 'shown', 'language'], 'deleted', null),
    ('tick_failures', array['step', 'subject', 'error'], 'deleted', null),
    ('case_events', array['payload'], 'kept', 'part of the hash chain, the archive file by law; api.case_events hides its texts'),
    ('case_events', array['previous_hash', 'hash'], 'kept', 'the hash chain'),
    ('case_chains', array['last_hash'], 'kept', 'the hash chain'),
    ('case_events', array['actor_name', 'organisation_name'], 'kept', 'who acted in office'),
    ('agreement_papers', array['written_by_name', 'mediator_name', 'stamped_by_name', 'organisation_name'], 'kept', 'who acted in office'),
    ('agreement_papers', array['sha256'], 'kept', 'proves which text was signed'),
    ('agreement_signatures', array['recorded_by_name'], 'kept', 'who acted in office'),
    ('case_flags', array['started_by', 'ended_by'], 'kept', 'who acted in office'),
    ('case_reads', array['staff_name', 'organisation_name'], 'kept', 'who read the case'),
    ('cases', array['mediator_name'], 'kept', 'who acted in office'),
    ('erasures', array['asked_by_name', 'settled_by_name'], 'kept', 'who acted in office'),
    ('evidence', array['added_by_name'], 'kept', 'who acted in office'),
    ('extensions', array['asked_by'], 'kept', 'who acted in office'),
    ('notices', array['read_by_name'], 'kept', 'who acted in office'),
    ('party_links', array['created_by_name'], 'kept', 'who acted in office'),
    ('party_links', array['token_hash'], 'kept', 'of a random token that has expired'),
    ('party_messages', array['answered_by_name', 'answered_by_organisation'], 'kept', 'who acted in office'),
    ('party_reveals', array['actor_name', 'organisation_name'], 'kept', 'who unmasked the data'),
    ('planned_sessions', array['planned_by_name'], 'kept', 'who acted in office'),
    ('privacy_log', array['actor_name', 'asked_by_name'], 'kept', 'who acted in office'),
    ('privacy_requests', array['received_by_name', 'decided_by_name'], 'kept', 'who acted in office'),
    ('sessions', array['recorded_by_name'], 'kept', 'who acted in office'),
    ('supervision_orders', array['issued_by_organisation_name', 'issued_by_name', 'to_organisation_name', 'answered_by_name', 'reviewed_by_name'],
      'kept', 'who acted in office'),
    ('cases', array['number', 'external_number', 'filed_region_code'], 'kept', 'number and place of the case'),
    ('case_sources', array['label'], 'kept', 'the name of the code that was scanned'),
    ('erasures', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('notices', array['case_number'], 'kept', 'number and place of the case'),
    ('party_reveals', array['region_code'], 'kept', 'number and place of the case'),
    ('privacy_log', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('privacy_requests', array['case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('supervision_orders', array['number', 'case_number', 'region_code'], 'kept', 'number and place of the case'),
    ('outbox', array['params'], 'kept', 'the number of the case and moments'),
    ('privacy_log', array['counts'], 'kept', 'numbers'),
    ('case_events', array['verb', 'from_status', 'to_status', 'role'], 'kept', 'words of a list'),
    ('case_reads', array['role'], 'kept', 'words of a list'),
    ('cases', array['place_problem', 'flags', 'first_outcome', 'due_stage', 'consent_version'], 'kept', 'words of a list'),
    ('deadlines', array['stage'], 'kept', 'words of a list'),
    ('evidence', array['mime'], 'kept', 'words of a list'),
    ('idempotency_keys', array['verb', 'digest', 'status'], 'kept', 'a hash and words of a list; deleted after thirty days'),
    ('notices', array['kind', 'stage'], 'kept', 'words of a list'),
    ('outbox', array['kind', 'language'], 'kept', 'words of a list'),
    ('party_consents', array['version'], 'kept', 'words of a list'),
    ('privacy_requests', array['party_side'], 'kept', 'words of a list'),
    ('ratings', array['side'], 'kept', 'words of a list')
  ) as r (relation, fields, treatment, why)
$$;

create trigger privacy_log_30_append_only before update or delete on app.privacy_log for each row execute function app.refuse_change();
create trigger privacy_log_31_append_only before truncate on app.privacy_log for each statement execute function app.refuse_change();

create policy "administrators of the territory read requests about data" on app.privacy_requests for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
create policy "administrators of the territory read erasures" on app.erasures for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
create policy "administrators of the territory read what was erased" on app.privacy_log for select to authenticated
  using (coalesce((select app.my_role()) = 'administrator' and starts_with(region_code, (select app.my_scope())), false));
grant select on app.privacy_requests, app.erasures, app.privacy_log to authenticated;

create view api.privacy_requests with (security_invoker = true) as
  select id, case_id, case_number, region_code, party_side, received_by_name, identity, kind, message, state, reason, decided_by_name, decided_at,
    due_at, created_at, version, case when state = 'open' then app.light(due_at, due_at - interval '3 days') end as light
  from app.privacy_requests;
comment on view api.privacy_requests is 'Administrators: requests of people about their data within the territory.';
create view api.erasures with (security_invoker = true) as
  select id, case_id, case_number, region_code, reason, asked_by, asked_by_name, asked_at, state, settled_by_name, settled_at, version
  from app.erasures;
comment on view api.erasures is 'Administrators: erasures requested within the territory, and who confirmed or refused them.';
create view api.privacy_log with (security_invoker = true) as
  select id, kind, case_id, case_number, region_code, actor_name, asked_by_name, counts, at from app.privacy_log;
comment on view api.privacy_log is 'Administrators: the audit log of personal data. Filter by kind or case_number.';
grant select on api.privacy_requests, api.erasures, api.privacy_log to authenticated;

create function app.log_privacy(p_kind text, p_case app.cases, p_asked_by text, p_counts jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  insert into app.privacy_log (kind, case_id, case_number, region_code, actor_name, asked_by_name, counts)
  values (p_kind, p_case.id, p_case.number, p_case.region_code, (select name from app.staff where id = auth.uid()), p_asked_by,
    coalesce(p_counts, '{}'))
$$;

-- Locks a case for an administrator of its territory; checks in the same order as app.open_case.
create function app.open_for_privacy(p_case uuid, p_version int) returns app.cases
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_case app.cases;
begin
  if (app.my_post()).id is null then perform app.refuse('refused', '{}', '42501'); end if;
  if p_case is null then perform app.refuse('field_required', '{"field": "case_id"}'); end if;
  if p_version is null then perform app.refuse('field_required', '{"field": "expected_version"}'); end if;
  select * into v_case from app.cases where id = p_case for update;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if not app.administers_region(v_case.region_code) then perform app.refuse('refused', '{}', '42501'); end if;
  if v_case.version <> p_version then
    perform app.refuse('stale_version', (select jsonb_build_object('version', v_case.version, 'status', v_case.status,
      'verb', e.verb, 'actor', e.actor_name, 'at', e.at) from app.case_events e where e.case_id = p_case order by e.seq desc limit 1), 'PT409');
  end if;
  if v_case.erased_at is not null then perform app.refuse('erased', '{}', 'PT409'); end if;
  return v_case;
end $$;

-- The code of what prevents the erasure of a case now; null when nothing does.
create function app.erasure_obstacle(p_case app.cases) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when p_case.erased_at is not null then 'erased'
    when p_case.closed_at is null then 'not_possible_now'
    when p_case.legal_hold then 'under_hold'
    when exists (select 1 from app.deadlines where case_id = p_case.id and met_at is null)
      or exists (select 1 from app.supervision_orders where case_id = p_case.id and closed_at is null) then 'still_running'
  end;
end $$;

-- Erases the data; the caller has already checked the rights. Returns the numbers of erased rows and files.
create function app.erase_data(p_case uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_parties int;
  v_files int;
  v_messages int;
  v_longitude double precision;
  v_latitude double precision;
begin
  perform set_config('app.erasing', 'on', true);
  perform app.drop_evidence(id) from app.evidence where case_id = p_case and path is not null;
  get diagnostics v_files = row_count;
  update app.evidence set note = null where case_id = p_case;
  delete from app.party_access where case_id = p_case;
  update app.party_links set about = '—', revoked_at = case when used_at is null then coalesce(revoked_at, now()) else revoked_at end,
    version = version + 1 where case_id = p_case;
  delete from app.party_channels where party_id in (select id from app.parties where case_id = p_case);
  update app.outbox set recipient = '', secret = null, shown = '—', error = null, state = case when state in ('waiting', 'taken') then 'stopped' else state end
  where case_id = p_case;
  update app.party_messages set message = '—', answer = case when answer is not null then '—' end where case_id = p_case;
  get diagnostics v_messages = row_count;
  update app.session_invitees set message = null where session_id in (select id from app.planned_sessions where case_id = p_case);
  update app.planned_sessions set place = '—', note = null, cancel_reason = case when cancel_reason is not null then '—' end where case_id = p_case;
  update app.sessions set place = null, attendees = null, summary = '—' where case_id = p_case;
  update app.agreements set terms = '—' where case_id = p_case;
  update app.agreement_signatures set strokes = null where paper_id in (select id from app.agreement_papers where case_id = p_case);
  update app.agreement_papers set facts = '—', terms = '—', manner = null, body = '',
    discard_reason = case when discard_reason is not null then '—' end where case_id = p_case;
  update app.ratings set message = null where case_id = p_case;
  update app.case_flags set reason = '—' where case_id = p_case;
  update app.extensions set reason = '—', decision = case when decision is not null then '—' end where case_id = p_case;
  -- The demand of an order that the system issued is a key.
  update app.supervision_orders set demand = case when issued_by_name is null then demand else '—' end,
    answer = case when answer is not null then '—' end, review = case when review is not null then '—' end where case_id = p_case;
  update app.party_reveals set reason = '—' where case_id = p_case;
  update app.erasures set reason = '—' where case_id = p_case;
  delete from app.tick_failures where case_id = p_case;
  update app.privacy_requests set message = null, reason = case when reason is not null then '—' end where case_id = p_case;
  update app.privacy_requests set state = 'done', decided_at = now(), version = version + 1,
    decided_by_name = (select name from app.staff where id = auth.uid()) where case_id = p_case and kind = 'erase' and state = 'open';
  update app.parties set name = '—', phone = null, id_number = null where case_id = p_case;
  delete from app.parties_private where party_id in (select id from app.parties where case_id = p_case);
  get diagnostics v_parties = row_count;
  select p.longitude, p.latitude into v_longitude, v_latitude
  from app.cases c cross join lateral app.middle_of(c.region_code) as p where c.id = p_case;
  update app.cases set version = version + 1, updated_at = now(), summary = '—', place = null, claimed_longitude = null,
    claimed_latitude = null, longitude = v_longitude, latitude = v_latitude,
    location_basis = case when v_longitude is null then 'none' else 'region' end,
    place_problem = case when v_longitude is null then 'no_position' end, answer = case when answer is not null then '—' end, missing_items = null, tracking_hash = null, erased_at = now()
  where id = p_case;
  perform set_config('app.erasing', '', true);
  return jsonb_build_object('parties', v_parties, 'files', v_files, 'messages', v_messages);
end $$;
comment on function app.erase_data is
  'Erases the personal data of a case and its access. The calling verbs and the scheduler tick check the rights.';
