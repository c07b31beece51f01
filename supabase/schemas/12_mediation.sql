-- Chapter 12 · What mediation leaves behind: sessions and agreements

create table app.sessions (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  seq int not null,
  kind text not null,
  held_at timestamptz not null,
  place text,
  attendees text,
  summary text not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  created_at timestamptz not null default now(),
  constraint sessions_pkey primary key (id),
  constraint sessions_order unique (case_id, seq),
  constraint sessions_kind check (kind in ('contact', 'meeting', 'visit', 'call')),
  constraint sessions_case foreign key (case_id) references app.cases (id) on delete restrict,
  constraint sessions_recorded_by foreign key (recorded_by) references app.staff (id) on delete restrict
);
comment on table app.sessions is 'Contacts, mediation meetings, visits and calls of a case. Confidential: never shown to the public.';
create index sessions_recorded_by on app.sessions (recorded_by);

create table app.agreements (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  form text not null,
  terms text not null,
  amount numeric(14, 2),
  perform_by date,
  -- An agreement counts from here: oral from the day agreed; written from signing.
  effective_on date not null,
  created_at timestamptz not null default now(),
  constraint agreements_pkey primary key (id),
  constraint agreements_form check (form in ('written', 'oral')),
  constraint agreements_amount check (amount between 0 and 999999999999.99),
  constraint agreements_case foreign key (case_id) references app.cases (id) on delete restrict
);
comment on table app.agreements is 'Agreements reached (人民调解法 28–30).';
create index agreements_case_id on app.agreements (case_id);

create trigger sessions_30_append_only before update or delete on app.sessions
  for each row execute function app.refuse_change();
create trigger agreements_30_append_only before update or delete on app.agreements
  for each row execute function app.refuse_change();

alter table app.sessions enable row level security;
alter table app.agreements enable row level security;
create policy "whoever reads the case reads its sessions" on app.sessions for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
create policy "whoever reads the case reads its agreements" on app.agreements for select to authenticated
  using (exists (select 1 from app.cases c where c.id = case_id));
grant select (id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at) on app.sessions to authenticated;
grant select on app.agreements to authenticated;

create view api.sessions with (security_invoker = true) as
  select id, case_id, seq, kind, held_at, place, attendees, summary, recorded_by_name, created_at from app.sessions;
comment on view api.sessions is 'Sessions of a case in order: contact, meeting, visit or call, when, who, what.';
create view api.agreements with (security_invoker = true) as
  select id, case_id, form, terms, amount, perform_by, effective_on, created_at from app.agreements;
comment on view api.agreements is 'Agreements of a case: form, terms, amount in yuan, perform by, effective from.';
grant select on api.sessions, api.agreements to authenticated;

-- What must lie in the file before a case of an outcome may be closed.
create table app.required_papers (
  outcome text not null,
  paper text not null,
  sort smallint not null default 0,
  constraint required_papers_pkey primary key (outcome, paper),
  constraint required_papers_outcome check (outcome in ('agreed_written', 'agreed_oral', 'not_settled', 'answered'))
);
comment on table app.required_papers is 'Papers that a closing needs, by outcome (人民调解文书格式).';
alter table app.required_papers enable row level security;
create policy "signed-in people read which papers are required" on app.required_papers for select to authenticated using (true);
grant select on app.required_papers to authenticated;
create view api.required_papers with (security_invoker = true) as select outcome, paper, sort from app.required_papers;
comment on view api.required_papers is 'Papers that a closing needs, by outcome.';
grant select on api.required_papers to authenticated;
