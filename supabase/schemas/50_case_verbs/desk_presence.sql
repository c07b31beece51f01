-- Who of a desk is looking at which case: presence on the private channel desk:<region code>.
-- It informs colleagues and locks nothing: the verbs check. What a client says about itself is not trustworthy, so
-- screens use only the person and case ids and read both with their own rights.

create function app.may_meet(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(app.my_role() = 'dispatcher' and p_topic = 'desk:' || app.my_scope(), false);
end $$;
comment on function app.may_meet is 'Whether the caller is a dispatcher of the desk that the channel belongs to.';
grant execute on function app.may_meet(text) to authenticated;

-- Presence only: the channel carries no broadcasts.
create policy "dispatchers of a desk see who is there" on realtime.messages for select to authenticated
  using (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
create policy "dispatchers of a desk say where they are" on realtime.messages for insert to authenticated
  with check (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
