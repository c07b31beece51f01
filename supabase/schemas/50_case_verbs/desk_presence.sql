-- Who of a desk looks at which case: presence on the private channel desk:<region code>.
-- A courtesy among colleagues, never a lock: the verbs decide. What a client says of itself is not to be trusted, so
-- screens take from it only whom and which case, and read both through their own rights.

create function app.may_meet(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(app.my_role() = 'dispatcher' and p_topic = 'desk:' || app.my_scope(), false);
end $$;
comment on function app.may_meet is 'Whether the caller is a dispatcher of the desk whose channel it is.';
grant execute on function app.may_meet(text) to authenticated;

-- Only presence: nobody broadcasts there, and nothing is broadcast to it.
create policy "dispatchers of a desk see who is there" on realtime.messages for select to authenticated
  using (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
create policy "dispatchers of a desk say where they are" on realtime.messages for insert to authenticated
  with check (extension = 'presence' and (select app.may_meet((select realtime.topic()))));
