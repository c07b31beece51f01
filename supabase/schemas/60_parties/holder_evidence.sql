-- Evidence that a party adds later with number and tracking code: first a folder, then the verb that uses its files.

create function app.open_party_upload(p_request uuid, p_number text, p_code text) returns setof api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
begin
  if v_credential_holder.case_id is null then return; end if;
  perform app.check_open(v_credential_holder.case_id);
  perform app.throttle('open_upload');
  return next app.open_ticket(p_request, v_credential_holder.case_id);
end $$;

-- A case that has ended accepts no more evidence.
create function app.check_open(p_case uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_stage(p_case, app.open_statuses());
end $$;

create function app.add_evidence(p_request uuid, p_number text, p_code text, p_note text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_evidence', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_folder uuid;
  v_note text;
  v_n int;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_open(v_credential_holder.case_id);
  v_note := app.clean_text(p_note, 'note', 0, 200);
  select id into v_folder from app.upload_tickets where request_id = p_request;
  v_n := app.take_evidence(v_credential_holder.case_id, p_request, case v_credential_holder.side when 'applicant' then 'applicant' else 'respondent' end, v_note);
  if v_n = 0 then perform app.refuse('field_required', '{"field": "photos"}'); end if;
  insert into app.party_evidence (evidence_id, party_id)
  select e.id, v_credential_holder.party_id from app.evidence e where e.case_id = v_credential_holder.case_id and starts_with(e.path, v_folder || '/');
  perform app.finish_side('add_evidence', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'files', v_n), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

create function api.open_party_upload(request_id uuid, number text, tracking_code text) returns setof api.upload_ticket
language sql volatile security invoker set search_path = '' as $$ select * from app.open_party_upload(request_id, number, tracking_code) $$;
create function api.add_evidence(request_id uuid, number text, tracking_code text, note text default null)
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_evidence(request_id, number, tracking_code, note) $$;
comment on function api.open_party_upload is
  'Holder of number and tracking code: a folder for photos that add_evidence uses with the same request_id. No row when the pair does not match.';
comment on function api.add_evidence is 'Holder of number and tracking code: makes the photos of the request evidence of the case, with a note of at most 200 characters.';
grant execute on function
  app.open_party_upload(uuid, text, text), api.open_party_upload(uuid, text, text),
  app.add_evidence(uuid, text, text, text), api.add_evidence(uuid, text, text, text)
to anon, authenticated;
