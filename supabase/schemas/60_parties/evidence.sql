-- Evidence: photos that parties add, in a private bucket.
-- A person without an account may upload only into the folder of a ticket, which expires soon, takes a few files and
-- belongs to the request that will use them. Files that no request uses in time are removed.

create policy "readers of the case, but administrators, read its evidence" on app.evidence for select to authenticated
  using (coalesce((select app.my_role()) <> 'administrator', false) and exists (select 1 from app.cases c where c.id = case_id));
grant select on app.evidence to authenticated;

create view api.evidence with (security_invoker = true) as
  select id, case_id, side, path, mime, bytes, note, added_by_name, created_at, removed_at from app.evidence;
comment on view api.evidence is 'Photos of a case in the bucket case-evidence; a removed one has no path.';
grant select on api.evidence to authenticated;

-- Whether a file of this name may be uploaded: the folder belongs to an open ticket with room left, and the name has
-- the required form.
create function app.may_upload_evidence(p_name text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_ticket uuid;
begin
  if p_name !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(jpg|png|webp)$' then
    return false;
  end if;
  v_ticket := split_part(p_name, '/', 1)::uuid;
  return exists (select 1 from app.upload_tickets t where t.id = v_ticket and t.closed_at is null and t.expires_at > now())
    and (select count(*) from storage.objects o where o.bucket_id = 'case-evidence' and starts_with(o.name, v_ticket || '/'))
      < (app.setting('evidence_files'))::int;
end $$;
comment on function app.may_upload_evidence is
  'Whether an open ticket allows the upload of a file of this name into the bucket case-evidence.';
grant execute on function app.may_upload_evidence(text) to anon, authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('case-evidence', 'case-evidence', false, 10000000, array['image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;
create policy "holders of a ticket put evidence into its folder" on storage.objects for insert to anon, authenticated
  with check (bucket_id = 'case-evidence' and app.may_upload_evidence(name));
create policy "whoever reads the evidence of a case looks at it" on storage.objects for select to authenticated
  using (bucket_id = 'case-evidence' and exists (select 1 from app.evidence e where e.path = name));

create type api.upload_ticket as (folder uuid, expires_at timestamptz, max_files int, max_bytes int, closed boolean);
comment on type api.upload_ticket is
  'Folder of the bucket case-evidence for files named <folder>/<uuid>.jpg, .png or .webp; closed: its files are already in use.';

-- The ticket of a request, extended when it is requested again. The calling verbs check the caller.
create function app.open_ticket(p_request uuid, p_case uuid) returns api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket app.upload_tickets;
begin
  if p_request is null then perform app.refuse('field_required', '{"field": "request_id"}'); end if;
  insert into app.upload_tickets as t (request_id, case_id, expires_at)
  values (p_request, p_case, now() + make_interval(mins => (app.setting('upload_ticket_minutes'))::int))
  on conflict on constraint upload_tickets_request do update set expires_at = excluded.expires_at
    where t.case_id is not distinct from excluded.case_id and t.closed_at is null
  returning * into v_ticket;
  if v_ticket.id is null then
    select * into v_ticket from app.upload_tickets where request_id = p_request;
    if v_ticket.case_id is not null and v_ticket.case_id is distinct from p_case and p_case is not null then
      perform app.refuse('request_reused', '{}', 'PT409');
    end if;
  end if;
  return (v_ticket.id, v_ticket.expires_at, (app.setting('evidence_files'))::int,
    (select file_size_limit from storage.buckets where id = 'case-evidence')::int, v_ticket.closed_at is not null)::api.upload_ticket;
end $$;
comment on function app.open_ticket is 'Ticket for the files of a request. The calling verbs check the caller.';

-- Adds the files of a request to a case, closes its ticket and returns their number. The scheduler tick removes files
-- beyond the limit.
create function app.take_evidence(p_case uuid, p_request uuid, p_side text, p_note text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket app.upload_tickets;
  v_n int;
begin
  update app.upload_tickets set closed_at = now(), case_id = p_case
  where request_id = p_request and closed_at is null and (case_id is null or case_id = p_case)
  returning * into v_ticket;
  if v_ticket.id is null then return 0; end if;
  insert into app.evidence (case_id, side, path, mime, bytes, note, added_by, added_by_name)
  select p_case, p_side, o.name, coalesce(o.metadata ->> 'mimetype', 'image/jpeg'), coalesce((o.metadata ->> 'size')::int, 0), p_note,
    (app.my_post()).staff_id, (select s.name from app.staff s where s.id = (app.my_post()).staff_id)
  from storage.objects o
  where o.bucket_id = 'case-evidence' and starts_with(o.name, v_ticket.id || '/')
  order by o.created_at, o.name
  limit least((app.setting('evidence_files'))::int,
    greatest((app.setting('evidence_files_per_case'))::int - (select count(*) from app.evidence e where e.case_id = p_case), 0))
  on conflict on constraint evidence_path do nothing;
  get diagnostics v_n = row_count;
  return v_n;
end $$;
comment on function app.take_evidence is 'Makes the uploaded files of a request evidence of a case; returns their number.';

-- Marks a file for removal; its row stays and records when.
create function app.drop_evidence(p_evidence uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with gone as (select path from app.evidence where id = p_evidence and path is not null),
    queued as (insert into app.removed_files (path) select path from gone on conflict do nothing)
  update app.evidence set path = null, removed_at = now(), note = null where id = p_evidence and path is not null
$$;

-- Marks files that no request used in time for removal, and deletes expired tickets.
create function app.drop_ticket(p_ticket uuid) returns void language plpgsql volatile set search_path = '' as $$
begin
  insert into app.removed_files (path)
  select o.name from storage.objects o
  where o.bucket_id = 'case-evidence' and starts_with(o.name, p_ticket || '/')
    and not exists (select 1 from app.evidence e where e.path = o.name)
  on conflict do nothing;
  delete from app.upload_tickets where id = p_ticket;
end $$;

create function app.tick_uploads(p_limit int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_ticket uuid;
  v_n int := 0;
begin
  for v_ticket in
    select id from app.upload_tickets where expires_at < now() - interval '1 hour' and not app.is_postponed('uploads', id::text)
    order by expires_at limit p_limit for update skip locked
  loop
    perform app.attempt('uploads', v_ticket::text, null);
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;

-- The storage worker (service role) asks for the files to remove, and reports that they are removed.
create function app.files_to_remove(p_n int) returns setof text
language sql stable security definer set search_path = '' as $$
  select path from app.removed_files order by at, path limit least(greatest(p_n, 0), 1000)
$$;
create function app.files_removed(p_paths text[]) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n int;
begin
  delete from app.removed_files where path = any (p_paths);
  get diagnostics v_n = row_count;
  return v_n;
end $$;
create function api.files_to_remove(up_to int default 100) returns setof text
language sql stable security invoker set search_path = '' as $$ select app.files_to_remove(up_to) $$;
create function api.files_removed(paths text[]) returns int
language sql volatile security invoker set search_path = '' as $$ select app.files_removed(paths) $$;
comment on function api.files_to_remove is 'Service role: names in the bucket case-evidence that the storage must remove.';
comment on function api.files_removed is 'Service role: reports that the storage has removed files.';
grant execute on function app.files_to_remove(int), api.files_to_remove(int), app.files_removed(text[]), api.files_removed(text[])
to service_role;

create function app.open_upload(p_request uuid) returns setof api.upload_ticket
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.throttle('open_upload');
  return next app.open_ticket(p_request, null);
end $$;
create function api.open_upload(request_id uuid) returns setof api.upload_ticket
language sql volatile security invoker set search_path = '' as $$ select * from app.open_upload(request_id) $$;
comment on function api.open_upload is
  'Anybody: a folder for the photos of a filing that will be sent with the same request_id. A repeated call extends it.';
grant execute on function app.open_upload(uuid), api.open_upload(uuid) to anon, authenticated;
