-- Photos of an agreement that was signed on paper: the lead organisation stores them with its text.
-- The files are uploaded with an ordinary ticket, see api.open_upload.

create function app.add_paper_photos(p_paper uuid, p_version int, p_request uuid, p_note text)
returns setof api.verb_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('paper', p_paper, 'version', p_version, 'note', p_note);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'add_paper_photos', v_args);
  v_paper app.agreement_papers;
  v_folder uuid;
  v_note text;
  v_n int;
begin
  if v_done.request_id is not null then return next app.repeat_answer(v_done); return; end if;
  perform app.open_record('add_paper_photos', (select case_id from app.agreement_papers where id = p_paper), 'paper_id', p_paper, p_version);
  select * into v_paper from app.agreement_papers where id = p_paper for update;
  perform app.check_version(v_paper.version, p_version);
  if v_paper.discarded_at is not null then perform app.refuse('no_paper', '{}', 'PT409'); end if;
  v_note := app.clean_text(p_note, 'note', 0, 200);
  select id into v_folder from app.upload_tickets where request_id = p_request;
  v_n := app.take_evidence(v_paper.case_id, p_request, 'staff', v_note);
  if v_n = 0 then perform app.refuse('field_required', '{"field": "photos"}'); end if;
  insert into app.paper_photos (evidence_id, paper_id)
  select e.id, p_paper from app.evidence e where e.case_id = v_paper.case_id and starts_with(e.path, v_folder || '/');
  return next app.finish_side('add_paper_photos', v_paper.case_id, jsonb_build_object('no', v_paper.no, 'files', v_n), p_request, v_args);
end $$;

create function api.add_paper_photos(paper_id uuid, expected_version int, request_id uuid, note text default null)
returns setof api.verb_result language sql volatile security invoker set search_path = '' as $$
  select * from app.add_paper_photos(paper_id, expected_version, request_id, note) $$;
comment on function api.add_paper_photos is
  'Lead organisation: adds the files of the request''s ticket (open_upload) to a text as photos of the paper that was signed, with a note of at most 200 characters.';
grant execute on function
  app.add_paper_photos(uuid, int, uuid, text), api.add_paper_photos(uuid, int, uuid, text)
to authenticated;
