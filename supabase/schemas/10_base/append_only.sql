-- The trigger that keeps append-only tables unchanged, with erasure as the one exception.

-- Whether an erasure is running: its mark lasts for one transaction and only the owner of the tables can set it.
create function app.erasing() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.erasing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- Whether regions are changing their codes: the mark lasts like that of an erasure.
create function app.recoding() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('app.recoding', true), '') = 'on'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'app.cases'::regclass)
$$;

-- Erasure may clear texts in some append-only tables, but never in the history or the administration events. A copied code of a region follows its region; nothing else of the row may change with it.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$
declare
  v_codes text[] := array['region_code', 'city_code', 'county_code', 'town_code', 'village_code'];
begin
  if tg_op = 'UPDATE' and tg_table_name in ('sessions', 'agreements', 'ratings', 'agreement_signatures', 'party_reveals') and app.erasing() then return new; end if;
  if tg_op = 'UPDATE' and app.recoding() and to_jsonb(new) - v_codes = to_jsonb(old) - v_codes then return new; end if;
  raise exception using errcode = '42501', message = 'append_only', hint = 'error.append_only';
end $$;
