-- The outbox: messages to parties who asked for them, written in the same transaction as the act that they report.
-- A message is a text key with parameters and never contains what was said in mediation. An external worker takes
-- messages by channel, sends them by the service that the city uses, and acknowledges each; see scripts/outbox.ts.

-- Writes a message for each channel that the party chose, in the transaction of the act.
create function app.send_message(p_case uuid, p_party uuid, p_kind text, p_params jsonb, p_subject uuid) returns void
language sql volatile set search_path = '' as $$
  insert into app.outbox (case_id, party_id, channel, kind, subject_id, params, recipient, shown, language)
  select p_case, p_party, h.channel, p_kind, p_subject, p_params || jsonb_build_object('number', c.number),
    coalesce(h.address, v.phone), h.shown, h.language
  from app.party_channels h join app.parties_private v on v.party_id = h.party_id join app.cases c on c.id = p_case
  where h.party_id = p_party and h.ended_at is null and coalesce(h.address, v.phone) is not null
$$;

-- Sends the invitation link only if an operator has enabled it, because the party has not consented to messages yet.
create function app.send_link(p_case uuid, p_party uuid, p_link uuid, p_token text) returns void
language sql volatile set search_path = '' as $$
  insert into app.outbox (case_id, party_id, channel, kind, subject_id, params, recipient, secret, shown, language)
  select p_case, p_party, 'sms', 'invited', p_link, jsonb_build_object('number', c.number), v.phone, app.seal(p_token), p.phone, 'zh-CN'
  from app.parties p join app.parties_private v on v.party_id = p.id join app.cases c on c.id = p_case
  where p.id = p_party and v.phone is not null
$$;

-- Stores the channel that a party chose, with its consent; null ends it, and waiting messages are not sent.
create function app.want_messages(p_case uuid, p_party uuid, p_channel text, p_address text, p_language text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into app.party_channels (party_id, channel, address, shown, language)
  values (p_party, p_channel, app.seal(p_address), case p_channel
    when 'sms' then (select phone from app.parties where id = p_party)
    when 'email' then left(p_address, 1) || '***' || substr(p_address, strpos(p_address, '@')) else '微信' end, p_language)
  on conflict (party_id, channel) do update set address = excluded.address, shown = excluded.shown, language = excluded.language, ended_at = null;
  perform app.record_consent(p_case, p_party, p_channel, true);
end $$;

create function app.set_messages(p_request uuid, p_number text, p_code text, p_channel text, p_wanted boolean, p_address text, p_language text)
returns setof api.tracked_result language plpgsql volatile security definer set search_path = '' as $$
declare
  v_args jsonb := jsonb_build_object('number', p_number, 'channel', p_channel, 'wanted', p_wanted, 'address', p_address, 'language', p_language);
  v_done app.idempotency_keys := app.find_processed_request(p_request, 'set_messages', v_args);
  v_credential_holder app.credential_holder := app.open_credential_holder(p_number, p_code);
  v_address text;
begin
  if v_credential_holder.case_id is null then return; end if;
  if v_done.request_id is not null then return next row(v_done.status)::api.tracked_result; return; end if;
  perform app.check_choice('channel', p_channel, app.message_channels());
  if p_wanted is null then perform app.refuse('field_required', '{"field": "wanted"}'); end if;
  perform app.check_choice('language', coalesce(p_language, 'zh-CN'), app.languages());
  if p_wanted then
    if p_channel = 'sms' then
      if (select phone from app.parties where id = v_credential_holder.party_id) is null then perform app.refuse('no_phone', '{"field": "channel"}'); end if;
    else
      v_address := app.clean_text(p_address, 'address', 3, 128);
      if p_channel = 'email' and v_address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or p_channel = 'wechat' and v_address !~ '^[A-Za-z0-9_-]+$' then
        perform app.refuse('invalid_value', '{"field": "address"}');
      end if;
    end if;
    perform app.want_messages(v_credential_holder.case_id, v_credential_holder.party_id, p_channel, v_address, coalesce(p_language, 'zh-CN'));
  else
    update app.party_channels set ended_at = now(), address = null where party_id = v_credential_holder.party_id and channel = p_channel and ended_at is null;
    update app.outbox set state = 'stopped' where party_id = v_credential_holder.party_id and channel = p_channel and state = 'waiting';
    perform app.record_consent(v_credential_holder.case_id, v_credential_holder.party_id, p_channel, false);
  end if;
  perform app.finish_side('set_messages', v_credential_holder.case_id, jsonb_build_object('side', v_credential_holder.side, 'message_channel', p_channel,
    'wanted', p_wanted), p_request, v_args);
  return query select c.status from app.cases c where c.id = v_credential_holder.case_id;
end $$;

-- Events of a case are reported to the applicant, its end to all parties.
create function app.enqueue_messages() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.send_message(new.case_id, p.id, new.verb, '{}', null)
  from app.parties p join app.party_channels h on h.party_id = p.id and h.ended_at is null
  where p.case_id = new.case_id and (p.side = 'applicant' or new.verb in ('close_case', 'refer_case', 'withdraw_case', 'withdraw_application'))
  group by p.id;
  return null;
end $$;
create trigger case_events_85_messages after insert on app.case_events for each row
  when (new.verb in ('accept_case', 'dispatch_case', 'request_info', 'reject_case', 'answer_case', 'close_case', 'refer_case', 'withdraw_case',
    'withdraw_application'))
  execute function app.enqueue_messages();

create type api.outgoing as (id bigint, lease uuid, kind text, params jsonb, recipient text, secret text, language text, attempt int);
comment on type api.outgoing is
  'A message to send: text key and language, parameters, address; secret is the token of an invitation. id is the same at each attempt.';

-- Takes due messages, the longest waiting first. A message whose lease expired is taken again; two workers never take
-- the same one.
create function app.take_outbox(p_channel text, p_limit int) returns setof api.outgoing
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.check_choice('channel', p_channel, app.message_channels());
  if p_limit is null or p_limit not between 1 and 100 then perform app.refuse('out_of_range', '{"field": "most", "min": 1, "max": 100}'); end if;
  -- A message that crashes its worker each time must not be retried forever.
  update app.outbox set state = 'dead', error = coalesce(error, 'lease_ran_out'), lease = null
  where channel = p_channel and state = 'taken' and next_at < now() and attempts >= (app.setting('outbox_attempts'))::int;
  return query
    with due as (
      select o.id from app.outbox o where o.channel = p_channel and o.state in ('waiting', 'taken') and o.next_at <= now()
      order by o.next_at, o.id limit p_limit for update skip locked
    ), taken as (
      update app.outbox o set state = 'taken', attempts = o.attempts + 1, lease = gen_random_uuid(),
        lease_until = now() + interval '2 minutes', next_at = now() + interval '2 minutes'
      from due where due.id = o.id returning o.*
    )
    select t.id, t.lease, t.kind, t.params, app.unseal(t.recipient), app.unseal(t.secret), t.language, t.attempts from taken t order by t.id;
end $$;

-- Reports the result of sending. False: the lease has expired and another worker has the message. A repeated call has
-- no effect. The address is deleted once the message is sent; after a failure the next attempt waits twice as long, and
-- after the last one the message is dead.
create function app.settle_outbox(p_id bigint, p_lease uuid, p_error text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app.outbox;
begin
  select * into v_row from app.outbox where id = p_id for update;
  if v_row.id is null or v_row.lease is distinct from p_lease or p_lease is null then return false; end if;
  if p_error is null then
    update app.outbox set state = 'sent', sent_at = coalesce(sent_at, now()), recipient = '', secret = null, error = null where id = p_id;
  elsif v_row.state = 'taken' then
    update app.outbox set state = case when attempts >= (app.setting('outbox_attempts'))::int then 'dead' else 'waiting' end,
      lease = null, error = left(p_error, 300), next_at = now() + make_interval(secs => least(30 * power(2, attempts), 21600))
    where id = p_id;
  end if;
  return true;
end $$;

create function api.set_messages(request_id uuid, number text, tracking_code text, channel text, wanted boolean, address text default null,
  language text default 'zh-CN')
returns setof api.tracked_result language sql volatile security invoker set search_path = '' as $$
  select * from app.set_messages(request_id, number, tracking_code, channel, wanted, address, language) $$;
create function api.take_outbox(channel text, most int default 20)
returns setof api.outgoing language sql volatile security invoker set search_path = '' as $$ select * from app.take_outbox(channel, most) $$;
create function api.settle_outbox(id bigint, lease uuid, error text default null)
returns boolean language sql volatile security invoker set search_path = '' as $$ select app.settle_outbox(id, lease, error) $$;

comment on function api.set_messages is
  'Holder of number and tracking code: chooses messages by sms, email or wechat, or ends them; the consent is recorded.';
comment on function api.take_outbox is 'Worker (service_role): takes up to 100 due messages of a channel under a lease of two minutes.';
comment on function api.settle_outbox is
  'Worker (service_role): reports a message as sent, or with an error as failed; false when the worker no longer holds the lease.';

grant execute on function
  app.take_outbox(text, int), api.take_outbox(text, int), app.settle_outbox(bigint, uuid, text), api.settle_outbox(bigint, uuid, text)
to service_role;
grant execute on function
  app.set_messages(uuid, text, text, text, boolean, text, text), api.set_messages(uuid, text, text, text, boolean, text, text)
to anon, authenticated;
