-- The trigger that keeps append-only tables unchanged, with erasure as the one exception.

-- Whether an erasure is running: its mark lasts for one transaction and only the owner of the tables can set it.
create function app.erasing() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.erasing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- Erasure may clear texts in some append-only tables, but never in the history, the unmaskings or the administration
-- events.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_table_name in ('sessions', 'agreements', 'ratings', 'agreement_signatures') and app.erasing() then return new; end if;
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;
