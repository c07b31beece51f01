import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { onlyRow } from '../stack/database/client';

const BATCH = 20_000;

/** Numbered villages by county and mediators by organisation, so that a random number selects one. */
export const DRAWING_LISTS = `
  create temp table seed_villages as
    select code, left(code, 6) as county, longitude, latitude,
      row_number() over (partition by left(code, 6) order by code) - 1 as rank, count(*) over (partition by left(code, 6)) as n
    from app.regions where level = 4;
  create temp table seed_counties as select county, count(*) as n from seed_villages group by 1;
  create index on seed_villages (county, rank);
  create temp table seed_mediators as
    select p.organisation_id, p.staff_id, s.name, row_number() over (partition by p.organisation_id order by s.id) - 1 as rank,
      count(*) over (partition by p.organisation_id) as n
    from app.posts p join app.staff s on s.id = p.staff_id where p.role = 'mediator';
  analyze seed_villages; analyze seed_counties; analyze seed_mediators;`;

/**
 * Years over which the load is spread: 72,000 cases a year, and at most 14 years; a larger load means a larger city.
 */
export const yearsOf = (cases: number): number => Math.min(cases / 72_000, 14);

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Batches whose first case exists: a batch is committed as a whole. */
async function doneBatches(client: pg.Client, batches: number): Promise<number> {
  const found = await client.query<{ done: number }>(
    `select count(*)::int as done from generate_series(0, $1::int - 1) as b
     where exists (select 1 from app.cases where id = md5('case' || (b * $2::int + 1))::uuid)`,
    [batches, BATCH],
  );
  return onlyRow(found).done;
}

/**
 * Fills a database with realistic cases up to `cases`, batch by batch; a repeated run continues where the previous
 * one stopped. `progress` receives the current number of cases. Returns the number of cases added.
 */
export async function loadCases(
  databaseUrl: string,
  cases: number,
  progress: (there: number) => void,
): Promise<number> {
  const statement = await readFile(new URL('./batch.sql', import.meta.url), 'utf8');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(DRAWING_LISTS);
    const batches = Math.ceil(cases / BATCH);
    let added = 0;
    for (let batch = await doneBatches(client, batches); batch < batches; batch++) {
      const last = Math.min(cases, (batch + 1) * BATCH);
      added += await inTransaction(client, async () => {
        // Nobody listens during a load, and one realtime message per case would take more space than the cases. The
        // map counts are recomputed at the end.
        await client.query('alter table app.cases disable trigger cases_90_hints_created');
        await client.query('alter table app.cases disable trigger cases_80_map_new');
        const inserted = await client.query<{ n: number }>(statement, [
          batch * BATCH + 1,
          last,
          cases,
          yearsOf(cases),
        ]);
        await client.query('alter table app.cases enable trigger cases_90_hints_created');
        await client.query('alter table app.cases enable trigger cases_80_map_new');
        return onlyRow(inserted).n;
      });
      progress(last);
    }
    await client.query('vacuum analyze app.cases');
    if (added > 0) {
      await recountLoads(client);
      await countForMap(client);
    }
    return added;
  } finally {
    await client.end();
  }
}

/** Recomputes the open cases per organisation, since the load bypasses the trigger that maintains them. */
async function recountLoads(client: pg.Client): Promise<void> {
  await client.query(`
    insert into app.organisation_loads (organisation_id, open_cases)
    select lead_organisation_id, count(*) from app.cases
    where closed_at is null and status in ('dispatched', 'assigned', 'mediating') group by 1
    on conflict (organisation_id) do update set open_cases = excluded.open_cases`);
}

/** Recomputes the map counts for the same reason. */
export async function countForMap(client: pg.Client): Promise<void> {
  await client.query('select app.rebuild_map_counts()');
  await client.query('vacuum analyze app.map_counts, app.map_lead_counts, app.map_cells');
}
