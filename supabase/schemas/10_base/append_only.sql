-- Books in which nothing is changed afterwards: the trigger that refuses, and the one exception, erasure.

-- Whether the erasing function is at work: its mark holds for one transaction, and only in the hands of the tables' owner.
create function app.erasing() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.erasing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- The words in some books are erased with the case; the history, the unmaskings and the changes never are.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_table_name in ('sessions', 'agreements', 'ratings', 'agreement_signatures') and app.erasing() then return new; end if;
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;
