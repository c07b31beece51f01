-- The exact texts to which applicants and other parties consent, by version.
-- A filing records the version, and its text must stay readable as long as the case exists. So a text is never changed:
-- a new text is a new version, in force from its own moment on.

create trigger consent_texts_30_append_only before update or delete on app.consent_texts
  for each row execute function app.refuse_change();
create trigger consent_texts_31_append_only before truncate on app.consent_texts
  for each statement execute function app.refuse_change();

create function app.consent_in_force(p_reader text default 'applicant') returns app.consent_texts
language sql stable security definer set search_path = '' as $$
  select c from app.consent_texts c where c.reader = p_reader and c.in_force_from <= now() order by c.in_force_from desc limit 1
$$;
comment on function app.consent_in_force is 'The consent text in force for whoever files (applicant) or decides on joining (party).';

create policy "people in office read the notices" on app.consent_texts for select to authenticated
  using ((select app.my_role()) is not null);
grant select on app.consent_texts to authenticated;
create view api.consent_texts with (security_invoker = true) as select version, reader, texts from app.consent_texts;
comment on view api.consent_texts is
  'Consent texts for applicants and parties by version: per language title, parts and the sentence to agree to. A case and a consent record the version.';
grant select on api.consent_texts to authenticated;
