-- What the public and the parties see, submit, agree to and sign.

-- Lists of values that constraints and verbs share. A new value is added here.

create function app.session_ways() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['room', 'online', 'visit', 'call']
$$;

create function app.session_replies() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['confirmed', 'move']
$$;

-- question: needs an answer · statement: the party's own account.
create function app.message_kinds() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['question', 'statement']
$$;

-- Channels by which a party may receive messages.
create function app.message_channels() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['sms', 'email', 'wechat']
$$;

-- phone: each signs on their own phone · paper: printed, signed by hand, photographed.
create function app.signing_ways() returns text[] language sql immutable parallel safe set search_path = '' as $$
  select array['phone', 'paper']
$$;

create table app.throttles (
  key bytea not null,
  window_at timestamptz not null,
  shard smallint not null,
  n int not null,
  constraint throttles_pkey primary key (key, window_at, shard)
);
comment on table app.throttles is
  'Calls of an address, of a device or of all callers within a time window; the scheduler tick deletes old rows.';
create index throttles_window_at on app.throttles (window_at);
alter table app.throttles enable row level security;

-- Used challenges, until they would have expired.
create table app.spent_challenges (
  challenge bytea not null,
  expires_at timestamptz not null,
  constraint spent_challenges_pkey primary key (challenge)
);
comment on table app.spent_challenges is 'Solved challenges, so that each is valid for one call; the scheduler tick deletes old rows.';
create index spent_challenges_expires_at on app.spent_challenges (expires_at);
alter table app.spent_challenges enable row level security;

create table app.consent_texts (
  version text not null,
  -- applicant: agreed to at filing; party: agreed to by another party who joins or declines.
  reader text not null default 'applicant',
  in_force_from timestamptz not null default now(),
  -- By language: title, parts of {title, text}, and the sentence next to the checkbox.
  texts jsonb not null,
  constraint consent_texts_pkey primary key (version),
  -- Two with the same moment would leave open which one is in force.
  constraint consent_texts_one_at_a_time unique (reader, in_force_from),
  constraint consent_texts_reader check (reader in ('applicant', 'party')),
  constraint consent_texts_languages check (texts ?& app.languages())
);
comment on table app.consent_texts is 'Each version of the consent texts for applicants and other parties, in both languages; append-only.';
alter table app.consent_texts enable row level security;

create table app.filing_sources (
  id uuid not null default gen_random_uuid(),
  -- Eight characters of Crockford's alphabet, in the printed address `#/file?s=<code>`.
  code text collate "C" not null,
  label text not null,
  region_code text collate "C" not null,
  -- The organisation where the poster is displayed, if any.
  organisation_id uuid,
  poster_place text,
  made_by uuid not null,
  made_by_name text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  version int not null default 1,
  constraint filing_sources_pkey primary key (id),
  constraint filing_sources_code_unique unique (code),
  constraint filing_sources_code check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  constraint filing_sources_region foreign key (region_code) references app.regions (code) on delete restrict,
  constraint filing_sources_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict,
  constraint filing_sources_staff foreign key (made_by) references app.staff (id) on delete restrict
);
comment on table app.filing_sources is
  'QR codes of posters, counters and rooms: the place that they preset, who made them, whether they are in use.';
create index filing_sources_region_code on app.filing_sources (region_code, created_at desc, id desc);
create index filing_sources_organisation_id on app.filing_sources (organisation_id, created_at desc, id desc);
create index filing_sources_made_by on app.filing_sources (made_by);
alter table app.filing_sources enable row level security;

-- How often a code was opened and how many filings it led to, by month.
create table app.source_counts (
  source_id uuid not null,
  month date not null,
  scans int not null default 0,
  filings int not null default 0,
  constraint source_counts_pkey primary key (source_id, month),
  constraint source_counts_source foreign key (source_id) references app.filing_sources (id) on delete cascade
);
comment on table app.source_counts is 'Openings and filings of each source by month.';
alter table app.source_counts enable row level security;

create table app.case_sources (
  case_id uuid not null,
  source_id uuid not null,
  -- The label of the source on that day.
  label text not null,
  constraint case_sources_pkey primary key (case_id),
  constraint case_sources_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint case_sources_source foreign key (source_id) references app.filing_sources (id) on delete restrict
);
comment on table app.case_sources is 'The source by which a case was filed.';
create index case_sources_source_id on app.case_sources (source_id);
alter table app.case_sources enable row level security;

create table app.type_words (
  type_code text not null,
  word text not null,
  weight smallint not null default 2,
  constraint type_words_pkey primary key (type_code, word),
  constraint type_words_weight check (weight between -5 and 5 and weight <> 0),
  constraint type_words_type foreign key (type_code) references app.dispute_types (code) on delete cascade
);
comment on table app.type_words is 'Terms that count for (or, below zero, against) a dispute type in a story told by the public.';
alter table app.type_words enable row level security;

create table app.upload_tickets (
  -- The name of the folder. 122 random bits: whoever knows it may upload to it.
  id uuid not null default gen_random_uuid(),
  -- The request that uses the files: a filing, or a verb that adds evidence to a case.
  request_id uuid not null,
  -- Null before the case is filed.
  case_id uuid,
  expires_at timestamptz not null,
  -- When the files were added to a case; no upload is possible after that.
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint upload_tickets_pkey primary key (id),
  constraint upload_tickets_request unique (request_id),
  constraint upload_tickets_case foreign key (case_id) references app.cases (id) on delete cascade
);
comment on table app.upload_tickets is
  'Permissions to upload a few files into a folder of the bucket case-evidence; the scheduler tick deletes old rows.';
create index upload_tickets_expires_at on app.upload_tickets (expires_at);
create index upload_tickets_case_id on app.upload_tickets (case_id);
alter table app.upload_tickets enable row level security;

create table app.evidence (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  side text not null,
  -- Name in the bucket case-evidence; null when the file was removed.
  path text collate "C",
  mime text not null,
  bytes int not null,
  note text,
  added_by uuid,
  added_by_name text,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint evidence_pkey primary key (id),
  constraint evidence_path unique (path),
  constraint evidence_side check (side in ('applicant', 'respondent', 'staff')),
  constraint evidence_removed check ((path is null) = (removed_at is not null)),
  constraint evidence_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint evidence_staff foreign key (added_by) references app.staff (id) on delete restrict
);
comment on table app.evidence is 'Files that belong to a case: who added them, where they are stored, and when they were removed.';
create index evidence_case_id on app.evidence (case_id, created_at);
create index evidence_added_by on app.evidence (added_by);
alter table app.evidence enable row level security;

-- Files to be removed from the storage; the storage worker removes them and reports back.
create table app.removed_files (
  path text collate "C" not null,
  at timestamptz not null default now(),
  constraint removed_files_pkey primary key (path)
);
comment on table app.removed_files is 'Names in the bucket case-evidence that are to be removed from the storage.';
create index removed_files_at on app.removed_files (at);
alter table app.removed_files enable row level security;

create table app.party_access (
  party_id uuid not null,
  case_id uuid not null,
  -- Digest of the party's own tracking code.
  code_hash bytea not null,
  joined_at timestamptz not null default now(),
  constraint party_access_pkey primary key (party_id),
  constraint party_access_code unique (case_id, code_hash),
  constraint party_access_party foreign key (party_id) references app.parties (id) on delete cascade,
  constraint party_access_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.party_access is 'Parties who joined by a link, each with a tracking code of their own; only its digest is kept.';
alter table app.party_access enable row level security;

-- A party's decisions and the version of the consent text; the newest row of a kind counts.
create table app.party_consents (
  id bigint generated always as identity,
  case_id uuid not null,
  party_id uuid not null,
  kind text not null,
  given boolean not null,
  version text not null,
  at timestamptz not null default now(),
  constraint party_consents_pkey primary key (id),
  constraint party_consents_kind check (kind = 'mediation' or kind = any (app.message_channels())),
  constraint party_consents_party foreign key (party_id) references app.parties (id) on delete cascade,
  constraint party_consents_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.party_consents is
  'Consents of the parties: to mediation, to messages by a channel; given or declined, when, to which version of the text.';
create index party_consents_party_id on app.party_consents (party_id, kind, id desc);
create index party_consents_case_id on app.party_consents (case_id, id);
alter table app.party_consents enable row level security;

-- The steps of staff on the parties' side: who may take them, at which stages (none named: any). Release data, see the
-- seed.
create table app.side_verbs (
  verb text not null,
  who text not null,
  stages text[],
  sort smallint not null,
  constraint side_verbs_pkey primary key (verb, who),
  constraint side_verbs_who check (who in ('desk', 'lead', 'mediator'))
);
comment on table app.side_verbs is 'What staff may do for the parties of a case, by whom, at which stages.';
alter table app.side_verbs enable row level security;

create table app.party_links (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  party_id uuid not null,
  token_hash bytea not null,
  -- Description of the dispute for this party.
  about text not null,
  -- Whether the applicant allowed their full name to be shown.
  shows_name boolean not null,
  expires_at timestamptz not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  opened_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  version int not null default 1,
  constraint party_links_pkey primary key (id),
  constraint party_links_token unique (token_hash),
  constraint party_links_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_links_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_links is 'One-time links by which another party joins a case; only the digest of the token is kept.';
create index party_links_case_id on app.party_links (case_id, created_at desc);
create unique index party_links_one_open on app.party_links (party_id) where used_at is null and revoked_at is null;
create index party_links_party_id on app.party_links (party_id);
alter table app.party_links enable row level security;

-- The party that added the evidence, because no party may see another's.
create table app.party_evidence (
  evidence_id uuid not null,
  party_id uuid not null,
  constraint party_evidence_pkey primary key (evidence_id),
  constraint party_evidence_evidence foreign key (evidence_id) references app.evidence (id) on delete cascade,
  constraint party_evidence_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_evidence is 'The party that added a file of evidence with number and code.';
create index party_evidence_party_id on app.party_evidence (party_id);
alter table app.party_evidence enable row level security;

create table app.party_messages (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  party_id uuid not null,
  kind text not null,
  message text not null,
  at timestamptz not null default now(),
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  answered_by_organisation text,
  version int not null default 1,
  constraint party_messages_pkey primary key (id),
  constraint party_messages_kind check (kind = any (app.message_kinds())),
  constraint party_messages_answer check ((answer is null) = (answered_at is null)),
  constraint party_messages_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint party_messages_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.party_messages is 'Questions and statements of the parties, with the organisation''s answers. Never shown to another party.';
create index party_messages_case_id on app.party_messages (case_id, at);
create index party_messages_party_id on app.party_messages (party_id, at);
create index party_messages_open on app.party_messages (case_id) where kind = 'question' and answered_at is null;
alter table app.party_messages enable row level security;

create table app.planned_sessions (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  starts_at timestamptz not null,
  minutes int not null,
  way text not null,
  -- The address of the room, or how to join online.
  place text not null,
  note text,
  planned_by_name text not null,
  planned_at timestamptz not null default now(),
  cancelled_at timestamptz,
  cancel_reason text,
  version int not null default 1,
  constraint planned_sessions_pkey primary key (id),
  constraint planned_sessions_way check (way = any (app.session_ways())),
  constraint planned_sessions_minutes check (minutes between 15 and 480),
  constraint planned_sessions_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.planned_sessions is
  'Sessions planned by the mediator: when, how long, where or how; moves and cancellations change the row and are recorded in the history.';
create index planned_sessions_case_id on app.planned_sessions (case_id, starts_at);
alter table app.planned_sessions enable row level security;

create table app.session_invitees (
  session_id uuid not null,
  party_id uuid not null,
  reply text,
  message text,
  replied_at timestamptz,
  constraint session_invitees_pkey primary key (session_id, party_id),
  constraint session_invitees_reply check (reply = any (app.session_replies())),
  constraint session_invitees_session foreign key (session_id) references app.planned_sessions (id) on delete cascade,
  constraint session_invitees_party foreign key (party_id) references app.parties (id) on delete cascade
);
comment on table app.session_invitees is 'Parties invited to a planned session, and their latest reply.';
create index session_invitees_party_id on app.session_invitees (party_id);
alter table app.session_invitees enable row level security;

create table app.agreement_papers (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  -- Number of the text within the case, from 1.
  no int not null,
  facts text not null,
  terms text not null,
  -- The manner of performance.
  manner text,
  amount numeric(14, 2),
  perform_by date,
  way text not null,
  -- The whole text with full names, encrypted, and its SHA-256 as hexadecimal digits.
  body bytea not null,
  sha256 text not null,
  written_by_name text not null,
  written_at timestamptz not null default now(),
  mediator_signed_at timestamptz,
  mediator_name text,
  stamped_at timestamptz,
  stamped_by_name text,
  organisation_name text not null,
  in_force_on date,
  discarded_at timestamptz,
  discard_reason text,
  version int not null default 1,
  constraint agreement_papers_pkey primary key (id),
  constraint agreement_papers_no unique (case_id, no),
  constraint agreement_papers_way check (way = any (app.signing_ways())),
  constraint agreement_papers_amount check (amount between 0 and 999999999999.99),
  constraint agreement_papers_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.agreement_papers is
  'Texts of a written agreement, each fixed by its SHA-256; effective when everybody has signed and it is stamped.';
create unique index agreement_papers_current on app.agreement_papers (case_id) where discarded_at is null;
alter table app.agreement_papers enable row level security;

create table app.agreement_signatures (
  paper_id uuid not null,
  party_id uuid not null,
  signed_at timestamptz,
  way text,
  -- The drawn signature, encrypted.
  strokes bytea,
  -- Who saw and recorded the signature on paper.
  recorded_by_name text,
  constraint agreement_signatures_pkey primary key (paper_id, party_id),
  constraint agreement_signatures_way check (way = any (app.signing_ways())),
  constraint agreement_signatures_signed check ((signed_at is null) = (way is null)),
  constraint agreement_signatures_paper foreign key (paper_id) references app.agreement_papers (id) on delete restrict,
  constraint agreement_signatures_party foreign key (party_id) references app.parties (id) on delete restrict
);
comment on table app.agreement_signatures is 'The signers of a text, with when and how each signed; drawn signatures are encrypted.';
create index agreement_signatures_party_id on app.agreement_signatures (party_id);
alter table app.agreement_signatures enable row level security;

create table app.paper_photos (
  evidence_id uuid not null,
  paper_id uuid not null,
  constraint paper_photos_pkey primary key (evidence_id),
  constraint paper_photos_evidence foreign key (evidence_id) references app.evidence (id) on delete cascade,
  constraint paper_photos_paper foreign key (paper_id) references app.agreement_papers (id) on delete cascade
);
comment on table app.paper_photos is 'Photos of an agreement text that was signed on paper.';
create index paper_photos_paper_id on app.paper_photos (paper_id);
alter table app.paper_photos enable row level security;

create table app.ratings (
  case_id uuid not null,
  party_id uuid not null,
  side text not null,
  -- The rated organisation: the lead, or the desk that replied directly.
  organisation_id uuid not null,
  service smallint not null,
  result smallint not null,
  message text,
  at timestamptz not null default now(),
  constraint ratings_pkey primary key (case_id, party_id),
  constraint ratings_service check (service between 1 and 5),
  constraint ratings_result check (result between 1 and 5),
  constraint ratings_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint ratings_party foreign key (party_id) references app.parties (id) on delete restrict,
  constraint ratings_organisation foreign key (organisation_id) references app.organisations (id) on delete restrict
);
comment on table app.ratings is 'Ratings of service and result by parties, 1 to 5, with a message; once each, never changed.';
create index ratings_party_id on app.ratings (party_id);
create index ratings_organisation_id on app.ratings (organisation_id, at desc);
alter table app.ratings enable row level security;

-- Sums by organisation and month, updated with each rating, so that no query has to add them up.
create table app.organisation_ratings (
  organisation_id uuid not null,
  month date not null,
  n int not null,
  service_sum int not null,
  result_sum int not null,
  low int not null,
  constraint organisation_ratings_pkey primary key (organisation_id, month),
  constraint organisation_ratings_organisation foreign key (organisation_id) references app.organisations (id) on delete cascade
);
comment on table app.organisation_ratings is
  'Ratings of an organisation by month: number, sums, number of low ones; a trigger keeps them up to date.';
alter table app.organisation_ratings enable row level security;
