import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { onlyRow } from '../stack/database/client';
import { countForMap, DRAWING_LISTS, yearsOf } from './load';

const BATCH = 50_000;
/** Number of generated cases; further ones are copies with a slightly later time and a slightly shifted place. */
const GENERATED = 500_000;

/** Indexes that queries over many cases use; a lean load of many millions omits the others. */
const KEPT_INDEXES = /_(created|status|open|cell|type_code|channel|filed_by)$/;
/** Up to this number of cases every index is recreated. */
const ALL_INDEXES = 2_000_000;

interface Definition {
  name: string;
  sql: string;
}

/** The text in the batch statement after which participants and parties are written, not cases. */
const AFTER_CASES = ', new_participants as (';

/**
 * Secondary indexes of the cases and the constraints that are checked per row, each with the statements `drop` and
 * `make`.
 */
async function secondaryObjects(
  client: pg.Client,
): Promise<{ indexes: Definition[]; constraints: Definition[] }> {
  const { rows: constraints } = await client.query<Definition>(
    `select conname as name, pg_get_constraintdef(oid) as sql from pg_constraint
     where conrelid = 'app.cases'::regclass and contype in ('f', 'u')`,
  );
  const { rows: indexes } = await client.query<Definition>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i
     where i.indrelid = 'app.cases'::regclass and not i.indisprimary
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype = 'u')`,
  );
  return { indexes, constraints };
}

/**
 * Fills an empty database with cases only, for benchmarks: no parties, no participants, no search text. Indexes and
 * constraints are created after the rows, and the map counts are computed once. Runs in one transaction.
 */
export async function loadLean(
  databaseUrl: string,
  cases: number,
  progress: (there: number) => void,
): Promise<void> {
  const batch = await readFile(new URL('./batch.sql', import.meta.url), 'utf8');
  const statement = `${batch.slice(0, batch.indexOf(AFTER_CASES))} select count(*) from new_cases`;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { there: complete, other } = onlyRow(
      await client.query<{ there: boolean; other: boolean }>(
        `select exists (select 1 from app.cases where id = md5('case' || $1::text)::uuid) as there,
           exists (select 1 from app.cases) as other`,
        [cases],
      ),
    );
    if (complete) return progress(cases);
    if (other) throw new Error('A lean load begins with an empty database. Name another --data-dir.');
    await client.query(DRAWING_LISTS);
    await client.query(
      `set maintenance_work_mem = '1GB'; set work_mem = '64MB'; set synchronous_commit = off`,
    );
    await client.query('begin');
    const { indexes, constraints } = await secondaryObjects(client);
    for (const { name } of constraints)
      await client.query(`alter table app.cases drop constraint ${name} cascade`);
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    await client.query(`alter table app.cases disable trigger user`);
    await client.query(`alter table app.cases enable trigger cases_10_filed_region`);
    // Indexing the search text takes longer than everything else.
    const { rows: searched } = await client.query(
      `select from pg_attribute where attrelid = 'app.cases'::regclass and attname = 'search' and attgenerated = 's'`,
    );
    if (searched.length > 0)
      await client.query(
        `alter table app.cases alter column search drop expression, alter column search set default ''`,
      );
    const drawn = Math.min(cases, GENERATED);
    for (let first = 1; first <= drawn; first += BATCH) {
      const last = Math.min(drawn, first + BATCH - 1);
      await client.query(statement, [first, last, drawn, yearsOf(cases)]);
      progress(last);
    }
    const columns = await client.query<{ list: string }>(
      `select string_agg(attname, ', ') as list from pg_attribute where attrelid = 'app.cases'::regclass and attnum > 0
         and not attisdropped and attgenerated = '' and attname <> all (array['id', 'number', 'created_at', 'longitude', 'latitude'])`,
    );
    const { list } = onlyRow(columns);
    for (let there = drawn; there < cases; there += drawn) {
      await client.query(
        `insert into app.cases (id, number, created_at, longitude, latitude, ${list})
         select md5('case' || (n + $1::bigint))::uuid, left(number, 15) || lpad((n + $1::bigint)::text, 8, '0'),
           created_at - make_interval(secs => $4), longitude + ((n * 7919 + $1::bigint / 7) % 1000 - 500) / 200000.0,
           latitude + ((n * 104729 + $1::bigint / 3) % 1000 - 500) / 200000.0, ${list}
         from (select *, substr(number, 16)::bigint as n from app.cases) as drawn where n <= least($2::bigint, $3::bigint - $1::bigint)`,
        [there, drawn, cases, (there / cases) * ((yearsOf(cases) * 365.25 * 86_400) / drawn)],
      );
      progress(Math.min(cases, there + drawn));
    }
    for (const { name, sql } of constraints)
      await client.query(`alter table app.cases add constraint ${name} ${sql}`);
    for (const { name, sql } of indexes)
      if (cases <= ALL_INDEXES || KEPT_INDEXES.test(name)) await client.query(sql);
    await client.query('alter table app.cases enable trigger user');
    await client.query('commit');
    await client.query('vacuum analyze app.cases');
    await countForMap(client);
  } finally {
    await client.end();
  }
}
