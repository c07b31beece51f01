-- Limits of filing. Idempotent: changes by an operator are kept.

insert into app.settings (name, value, explanation) values
  ('file_case_per_device', '20', 'Filings from one device within an hour before each further one costs the most work'),
  ('file_case_per_minute', '1200', 'Filings of everybody within a minute, by which the load is measured'),
  ('track_case_per_device', '60', 'Wrong tracking codes from one device within an hour'),
  ('track_case_per_minute', '1200', 'Wrong tracking codes of everybody within a minute, by which the load is measured'),
  ('challenge_percent', '50', 'Share of a limit, in percent, above which a call proves some work; the price doubles with each further share'),
  ('challenge_numbers', '200000', 'Numbers to be tried at most for the cheapest proof: about a second on a slow phone'),
  ('open_source_per_hour', '600', 'Openings of printed codes counted from one address within an hour'),
  ('suggest_types_per_hour', '600', 'Stories looked at from one address within an hour'),
  ('open_upload_per_hour', '60', 'Folders for photos opened from one address within an hour'),
  ('upload_ticket_minutes', '30', 'Minutes for which a folder for photos takes files'),
  ('evidence_files', '9', 'Photos in one sending at most'),
  ('evidence_files_per_case', '90', 'Photos of one case at most')
on conflict (name) do nothing;
