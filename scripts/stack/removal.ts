import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { BUCKET, type Keeper, removeFiles } from '../removal/remove';
import { folderStorage } from './gateway/storage';

/** Milliseconds between two checks. */
const PAUSE = 15_000;

/** The file store of the embedded stack; `database` must connect as the owner. */
export const folderKeeper = (
  database: Pick<pg.Pool, 'query'>,
  storage: Pick<ReturnType<typeof folderStorage>, 'deleteObjects'>,
): Keeper => ({
  next: async (upTo) => {
    const { rows } = await database.query<{ path: string }>(
      'select path from app.files_to_remove($1) as path',
      [upTo],
    );
    return rows.map(({ path }) => path);
  },
  remove: async (paths) => {
    await storage.deleteObjects(BUCKET, paths);
    await database.query('delete from storage.objects where bucket_id = $1 and name = any ($2)', [
      BUCKET,
      paths,
    ]);
  },
  done: async (paths) => void (await database.query('select app.files_removed($1)', [paths])),
});

/** Periodically removes released files; when the database is down, it tries again later. */
export function startRemoval(ownerUrl: string, storageDir: string): { close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, connectionTimeoutMillis: 5000 });
  pool.on('error', () => undefined);
  const keeper = folderKeeper(pool, folderStorage(storageDir));
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await removeFiles(keeper).catch(() => undefined);
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    close: async () => {
      stopping.abort();
      await loop;
      await pool.end();
    },
  };
}
