-- Inviting many people from a spreadsheet.

create type api.invitation_verdict as (line int, name text, account text, organisation_name text, role text, error text,
  field text, params jsonb, id uuid, token text, expires_at timestamptz);
comment on type api.invitation_verdict is
  'The result of one row of a list of people: its link, or the error and its field. A preview has neither id nor token.';

-- Rows are {"name", "account", "organisation", "role", "valid_to"}, with the organisation by its name. Valid rows are
-- invited, the others return their error; with p_preview nothing is stored.
create function app.invite_many(p_request uuid, p_rows jsonb, p_preview boolean)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('rows', p_rows);
  v_done jsonb := case when not p_preview then app.changed_before(p_request, 'invite_many', v_args) end;
  v_row record;
  v_out api.invitation_verdict;
  v_result jsonb := '[]';
  v_organisation app.organisations;
  v_invitation app.invitations;
  v_detail text;
  v_n int := 0;
begin
  if v_done is not null then
    return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, v.id,
      case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
    from jsonb_populate_recordset(null::api.invitation_verdict, v_done) v;
    return;
  end if;
  perform app.require_administrator();
  perform app.check_rows(p_rows, 200);
  for v_row in select n::int as line, row from jsonb_array_elements(p_rows) with ordinality as r (row, n) loop
    v_out := (v_row.line, left(v_row.row ->> 'name', 100), left(v_row.row ->> 'account', 100), left(v_row.row ->> 'organisation', 100),
      left(v_row.row ->> 'role', 40), null, null, null, null, null, null);
    begin
      if coalesce(v_row.row ->> 'organisation', '') = '' then perform app.refuse('field_required', '{"field": "organisation"}'); end if;
      select * into v_organisation from app.organisations where name = app.clean_text(v_row.row ->> 'organisation', 'organisation', 1, 80);
      if v_organisation.id is null then
        perform app.refuse('organisation_not_found', '{"field": "organisation"}', 'PT404');
      end if;
      perform app.organisation_to_staff(v_organisation.id);
      v_invitation := app.store_invitation(p_request, v_row.row ->> 'name', v_row.row ->> 'account', v_organisation.id,
        v_row.row ->> 'role', nullif(v_row.row ->> 'valid_to', '')::date);
      v_out.account := v_invitation.account;
      v_out.name := v_invitation.name;
      v_out.id := v_invitation.id;
      v_out.expires_at := v_invitation.expires_at;
      v_n := v_n + 1;
    exception
      -- Errors that app.refuse raises belong to the row; any other error is a defect and must not be hidden.
      when sqlstate 'PT422' or sqlstate 'PT409' or sqlstate 'PT404' or insufficient_privilege then
        get stacked diagnostics v_detail = pg_exception_detail, v_out.error = message_text;
        v_out.params := nullif(v_detail, '')::jsonb;
        v_out.field := coalesce(v_out.params ->> 'field', 'name');
      when invalid_datetime_format or datetime_field_overflow then
        v_out.error := 'invalid_value';
        v_out.field := 'valid_to';
    end;
    v_result := v_result || to_jsonb(v_out);
  end loop;
  if p_preview then
    -- The exception rolls everything back; its detail carries the results to the caller.
    raise exception using errcode = 'EM001', message = 'preview', detail = v_result::text;
  end if;
  if v_n > 0 then
    perform app.write_change('invite_many', 'invitation', p_request::text, (app.who_am_i()).organisation_name,
      app.my_organisation(), (select region_code from app.organisations where id = app.my_organisation()),
      jsonb_build_object('invited', v_n, 'refused', jsonb_array_length(v_result) - v_n,
        'accounts', (select jsonb_agg(v -> 'account') from jsonb_array_elements(v_result) v where v ->> 'id' is not null)),
      p_request, v_args, v_result);
  end if;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, v.id,
    case when v.id is not null then app.invitation_token(p_request, v.account) end, v.expires_at
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

create function app.preview_invitations(p_rows jsonb)
returns setof api.invitation_verdict language plpgsql volatile security definer set search_path = '' as $$
declare
  v_result jsonb;
  v_detail text;
begin
  begin
    perform app.invite_many(gen_random_uuid(), p_rows, true);
  exception when sqlstate 'EM001' then
    get stacked diagnostics v_detail = pg_exception_detail;
    v_result := v_detail::jsonb;
  end;
  return query select v.line, v.name, v.account, v.organisation_name, v.role, v.error, v.field, v.params, null::uuid, null::text, null::timestamptz
  from jsonb_populate_recordset(null::api.invitation_verdict, v_result) v;
end $$;

create function api.invite_many(request_id uuid, rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.invite_many(request_id, rows, false) $$;
create function api.preview_invitations(rows jsonb)
returns setof api.invitation_verdict language sql volatile security invoker set search_path = '' as $$
  select * from app.preview_invitations(rows) $$;

comment on function api.invite_many is 'Administrator: invites up to 200 people; each row returns its token or its error.';
comment on function api.preview_invitations is 'Administrator: returns what invite_many would return, and stores nothing.';

grant execute on function
  app.invite_many(uuid, jsonb, boolean), api.invite_many(uuid, jsonb),
  app.preview_invitations(jsonb), api.preview_invitations(jsonb)
to authenticated;
