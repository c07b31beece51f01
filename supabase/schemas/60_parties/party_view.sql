-- What each side sees: a party with number and code, staff on the case page.

create type api.party_view as (side text, name text, kind text, decision text, decided_at timestamptz, can_decide boolean, can_write boolean,
  messages jsonb, sessions jsonb, paper jsonb, can_add boolean, evidence jsonb, can_rate boolean, rating jsonb, channels jsonb, has_phone boolean, consent_version text);
comment on type api.party_view is
  'A party''s own part of a case: decision, messages with answers, planned sessions, dates of added photos, the text to sign, rating, message channels. Nothing about another party except the name under a text that both sign.';

create function app.party_view(p_number text, p_code text) returns setof api.party_view
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_credential_holder app.credential_holder := app.find_credential_holder(p_number, p_code);
  v_case app.cases;
  v_open boolean;
begin
  if v_credential_holder.case_id is null then
    perform app.throttle('track_case');
    return;
  end if;
  select * into v_case from app.cases where id = v_credential_holder.case_id;
  v_open := v_case.status in ('accepted', 'dispatched', 'assigned', 'mediating');
  return query
    select p.side, p.name, p.kind,
      case when j.party_id is null then null when app.consented(p.id, 'mediation') then 'agree' else 'decline' end,
      (select max(c.at) from app.party_consents c where c.party_id = p.id and c.kind = 'mediation'),
      v_open and j.party_id is not null, v_case.status <> 'merged',
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'message', m.message, 'at', m.at, 'answer', m.answer,
          'answered_at', m.answered_at, 'answered_by', m.answered_by_organisation, 'due_at',
          (select d.due_at from app.deadlines d where d.case_id = v_case.id and d.subject_id = m.id and d.met_at is null)) order by m.at desc)
        from app.party_messages m where m.party_id = p.id), '[]'),
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'version', s.version, 'starts_at', s.starts_at, 'minutes', s.minutes, 'way', s.way,
          'place', s.place, 'note', s.note, 'cancelled_at', s.cancelled_at, 'reply', i.reply, 'message', i.message) order by s.starts_at)
        from app.planned_sessions s join app.session_invitees i on i.session_id = s.id and i.party_id = p.id
        where s.case_id = v_case.id and s.starts_at > now() - interval '1 day'
          and (s.cancelled_at is null or s.cancel_reason <> 'case_ended')), '[]'),
      (select jsonb_build_object('id', a.id, 'no', a.no, 'body', app.unseal(a.body), 'sha256', a.sha256, 'way', a.way,
          'paper_only', app.paper_only(v_case.type_code), 'mediator_name', a.mediator_name, 'mediator_signed_at', a.mediator_signed_at,
          'stamped_at', a.stamped_at, 'organisation_name', a.organisation_name, 'in_force_on', a.in_force_on,
          'can_sign', v_case.status = 'mediating' and a.way = 'phone' and own.signed_at is null,
          'strokes', app.unseal(own.strokes)::jsonb,
          'signers', (select jsonb_agg(jsonb_build_object('name', app.unseal(v.name), 'side', y.side, 'mine', y.id = p.id,
              'signed_at', g.signed_at, 'way', g.way) order by y.created_at, y.id)
            from app.agreement_signatures g join app.parties y on y.id = g.party_id join app.parties_private v on v.party_id = y.id
            where g.paper_id = a.id))
        from app.agreement_papers a join app.agreement_signatures own on own.paper_id = a.id and own.party_id = p.id
        where a.case_id = v_case.id and a.discarded_at is null),
      v_case.closed_at is null,
      coalesce((select jsonb_agg(jsonb_build_object('at', e.created_at, 'note', e.note, 'removed_at', e.removed_at) order by e.created_at desc)
        from app.party_evidence x join app.evidence e on e.id = x.evidence_id where x.party_id = p.id), '[]'),
      v_case.status = 'closed' and r.party_id is null,
      case when r.party_id is not null then jsonb_build_object('service', r.service, 'result', r.result, 'message', r.message, 'at', r.at) end,
      coalesce((select jsonb_agg(jsonb_build_object('channel', h.channel, 'shown', h.shown)) from app.party_channels h
        where h.party_id = p.id and h.ended_at is null), '[]'),
      p.phone is not null, (app.consent_in_force('party')).version
    from app.parties p
    left join app.party_access j on j.party_id = p.id
    left join app.ratings r on r.case_id = v_case.id and r.party_id = p.id
    where p.id = v_credential_holder.party_id;
end $$;

create type api.parties_side as (actions text[], messages jsonb, sessions jsonb, links jsonb, consents jsonb, papers jsonb, outgoing jsonb,
  paper_only boolean);
comment on type api.parties_side is
  'The parties'' side of a case for staff: what the caller may do now, questions and statements, planned sessions with replies, links, consents, texts with signers, messages sent. Parties by their ids.';

-- Administrators may not read about the parties, and a reporter's part ends with the filing.
create function app.parties_side(p_case uuid) returns setof api.parties_side
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then perform app.refuse('case_not_found', '{}', 'PT404'); end if;
  if v_me.role in ('administrator', 'reporter') then perform app.refuse('refused', '{}', '42501'); end if;
  return query select
    array(select app.side_actions(v_case, v_me)),
    coalesce((select jsonb_agg(to_jsonb(m) - 'case_id' || jsonb_build_object('due_at',
        (select d.due_at from app.deadlines d where d.case_id = p_case and d.subject_id = m.id and d.met_at is null)) order by m.at desc)
      from app.party_messages m where m.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(to_jsonb(s) - 'case_id' || jsonb_build_object('replies',
        (select jsonb_agg(jsonb_build_object('party_id', i.party_id, 'reply', i.reply, 'message', i.message, 'replied_at', i.replied_at))
         from app.session_invitees i where i.session_id = s.id)) order by s.starts_at desc)
      from app.planned_sessions s where s.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'version', l.version, 'party_id', l.party_id, 'about', l.about,
        'shows_name', l.shows_name, 'expires_at', l.expires_at, 'created_by_name', l.created_by_name, 'created_at', l.created_at,
        'opened_at', l.opened_at, 'used_at', l.used_at, 'state', case when l.used_at is not null then 'used'
          when l.revoked_at is not null then 'revoked' when l.expires_at < now() then 'expired' else 'open' end) order by l.created_at desc)
      from app.party_links l where l.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('party_id', c.party_id, 'kind', c.kind, 'given', c.given, 'version', c.version, 'at', c.at) order by c.id desc)
      from app.party_consents c where c.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(to_jsonb(a) - 'case_id' - 'body' || jsonb_build_object('signers',
        (select jsonb_agg(jsonb_build_object('party_id', g.party_id, 'signed_at', g.signed_at, 'way', g.way, 'recorded_by_name', g.recorded_by_name))
         from app.agreement_signatures g where g.paper_id = a.id),
        'photos', array(select o.evidence_id from app.paper_photos o where o.paper_id = a.id)) order by a.no desc)
      from app.agreement_papers a where a.case_id = p_case), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'party_id', o.party_id, 'channel', o.channel, 'kind', o.kind, 'shown', o.shown,
        'state', o.state, 'attempts', o.attempts, 'created_at', o.created_at, 'sent_at', o.sent_at) order by o.id desc)
      from (select * from app.outbox x where x.case_id = p_case order by x.id desc limit 100) o), '[]'),
    app.paper_only(v_case.type_code);
end $$;

create function api.party_view(number text, tracking_code text) returns setof api.party_view
language sql volatile security invoker set search_path = '' as $$ select * from app.party_view(number, tracking_code) $$;
create function api.parties_side(case_id uuid) returns setof api.parties_side
language sql stable security invoker set search_path = '' as $$ select * from app.parties_side(case_id) $$;
comment on function api.party_view is
  'Holder of number and tracking code: their own part of the case. No row when the pair does not match; too many failed attempts PT429.';
comment on function api.parties_side is
  'Readers of a case except administrators and reporters: the parties'' side of it, and what the caller may do there now.';
grant execute on function app.party_view(text, text), api.party_view(text, text) to anon, authenticated;
grant execute on function app.parties_side(uuid), api.parties_side(uuid) to authenticated;
