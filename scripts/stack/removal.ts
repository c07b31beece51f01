import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { folderStorage } from './storage';

/** The bucket whose files the database lets go of by itself. */
const BUCKET = 'case-evidence';

/** Milliseconds between two looks. */
const PAUSE = 15_000;

/** Removes files that the database has let go of: evidence that was erased, photos that no filing took. Answers how many. */
export async function removeFiles(
  database: Pick<pg.Pool, 'query'>,
  storage: Pick<ReturnType<typeof folderStorage>, 'deleteObjects'>,
): Promise<number> {
  const { rows } = await database.query<{ path: string }>(
    'select path from app.files_to_remove(200) as path',
  );
  const paths = rows.map(({ path }) => path);
  if (paths.length === 0) return 0;
  await storage.deleteObjects(BUCKET, paths);
  await database.query('delete from storage.objects where bucket_id = $1 and name = any ($2)', [
    BUCKET,
    paths,
  ]);
  await database.query('select app.files_removed($1)', [paths]);
  return paths.length;
}

/** Looks again and again for files to remove; a database that is away is asked again later. */
export function startRemoval(ownerUrl: string, storageDir: string): { close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, connectionTimeoutMillis: 5000 });
  pool.on('error', () => undefined);
  const storage = folderStorage(storageDir);
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await removeFiles(pool, storage).catch(() => undefined);
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
