-- Limits of filing. Idempotent: what an operator has changed since stays changed.

insert into app.settings (name, value, explanation) values
  ('open_upload_per_hour', '60', 'Folders for photos opened from one address within an hour'),
  ('upload_ticket_minutes', '30', 'Minutes for which a folder for photos takes files'),
  ('evidence_files', '9', 'Photos in one sending at most'),
  ('evidence_files_per_case', '90', 'Photos of one case at most')
on conflict (name) do nothing;
