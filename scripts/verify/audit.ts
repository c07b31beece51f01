import type pg from 'pg';

/** Cases whose histories are checked by one query. */
const BATCH = 1000;

/** A history that does not hold. */
export interface BrokenHistory {
  number: string;
  /** The first event that does not match or is missing. */
  event: number;
}

/** The digest over the histories before a moment. */
export interface Seal {
  until: string;
  histories: number;
  digest: string;
}

/** Checks the history of every case, in batches so that no statement runs long; `tell` hears how many are done. */
export async function findBrokenHistories(
  client: pg.Client,
  tell: (done: number) => void = () => undefined,
): Promise<BrokenHistory[]> {
  const broken: BrokenHistory[] = [];
  let last = '00000000-0000-0000-0000-000000000000';
  for (let done = 0; ; tell(done)) {
    const { rows } = await client.query<{ id: string; number: string; event: number | null }>(
      `select c.id, c.number, app.broken_event(c.id) as event
       from (select id, number from app.cases where id > $1 order by id limit ${BATCH}) c order by c.id`,
      [last],
    );
    const end = rows.at(-1);
    if (!end) return broken;
    last = end.id;
    done += rows.length;
    for (const { number, event } of rows) if (event !== null) broken.push({ number, event });
  }
}

/** The digest over all histories as they were before a moment; without one, before today. */
export async function sealHistories(client: pg.Client, until?: string): Promise<Seal> {
  const { rows } = await client.query<Seal>(
    `select to_char(s.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as until, h.histories::int as histories, h.digest
     from (select coalesce($1::timestamptz, date_trunc('day', now(), 'Asia/Shanghai')) as until) s, app.history_seal(s.until) h`,
    [until ?? null],
  );
  const [seal] = rows;
  if (!seal) throw new Error('The database returned no digest.');
  return seal;
}
