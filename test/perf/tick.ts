import pg from 'pg';
import { compare, type Measurement } from './measure';

/** Number of due deadlines of each kind at the tick: one batch. */
const DUE = 200;

/** Gives every case one running deadline, due in the coming months; a second run finds them there. */
async function runClocks(owner: pg.Client, n: number): Promise<void> {
  const { rows } = await owner.query<{ running: number }>(
    `select count(*)::int as running from app.deadlines where met_at is null and stage = 'follow_up'`,
  );
  if (rows[0]!.running >= n * 0.99) return;
  await owner.query('delete from app.deadlines');
  await owner.query(
    `insert into app.deadlines (case_id, stage, policy_id, starts_at, warn_at, due_at)
     select c.id, 'follow_up', (select id from app.deadline_policies where stage = 'follow_up' limit 1), now(),
       now() + interval '1 day' + random() * interval '60 days', now() + interval '62 days' + random() * interval '60 days'
     from app.cases c limit $1`,
    [n],
  );
  await owner.query('vacuum analyze app.deadlines');
}

/**
 * The minute job over as many running deadlines as there are cases: with nothing due, and with some to warn about
 * and some expired. The baseline is an update of as many rows by primary key.
 */
export async function* benchTick(url: string, n: number): AsyncGenerator<Measurement> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await runClocks(owner, n);
    await owner.query('select app.tick()');
    const ids = (
      await owner.query<{ id: string }>(
        'select id from app.deadlines where met_at is null order by id limit $1',
        [2 * DUE],
      )
    ).rows.map(({ id }) => id);
    yield await compare(
      { bench: 'tick', case: 'nothing due', n, baseline: 'select 1' },
      () => owner.query('select app.tick()'),
      () => owner.query('select 1'),
    );
    // In a transaction that is rolled back, so that each run finds the same deadlines.
    const undone = async (work: string) => {
      await owner.query('begin');
      await owner.query(
        `update app.deadlines set warn_at = now() - interval '1 minute', due_at = case when id = any ($2) then now() - interval '1 second' else due_at end,
           starts_at = now() - interval '1 hour' where id = any ($1)`,
        [ids, ids.slice(0, DUE)],
      );
      await owner.query(work);
      await owner.query('rollback');
    };
    yield await compare(
      {
        bench: 'tick',
        case: `${DUE} to warn of, ${DUE} run out`,
        n,
        baseline: 'the same without the tick',
      },
      () => undone('select app.tick()'),
      () => undone('select 1'),
    );
  } finally {
    await owner.end();
  }
}
