-- Changes of region codes, including unfinished ones.

create table app.region_changes (
  id uuid not null default gen_random_uuid(),
  kind text not null,
  code text collate "C" not null,
  effective_on date not null,
  cases_total int not null default 0,
  cases_moved int not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint region_changes_pkey primary key (id),
  constraint region_changes_kind check (kind in ('merge', 'split', 'recode')),
  constraint region_changes_region foreign key (code) references app.regions (code) on delete restrict
);
comment on table app.region_changes is 'Merges, splits and new codes, with the number of cases moved.';
create index region_changes_code on app.region_changes (code);
create index region_changes_running on app.region_changes (created_at) where finished_at is null;
alter table app.region_changes enable row level security;

create table app.region_moves (
  change_id uuid not null,
  old_code text collate "C" not null,
  new_code text collate "C" not null,
  done boolean not null default false,
  constraint region_moves_pkey primary key (change_id, old_code),
  constraint region_moves_change foreign key (change_id) references app.region_changes (id) on delete cascade
);
comment on table app.region_moves is 'Old and new code of each region in a change.';
alter table app.region_moves enable row level security;
