/** The bucket of evidence, whose files the database releases for removal. */
export const BUCKET = 'case-evidence';

/** Files per batch. */
const AT_ONCE = 200;

/** A file store, and the database's list of files to remove. */
export interface Keeper {
  /** Names of released files, the oldest first. */
  next(upTo: number): Promise<string[]>;
  /** Removes files; a missing file is no error. */
  remove(paths: string[]): Promise<void>;
  /** Reports to the database that the files are removed. */
  done(paths: string[]): Promise<void>;
}

/**
 * Removes files that the database has released: erased evidence, and photos that no filing used. The database is
 * updated last, so that a file is tried again after a failure. Returns the number of removed files.
 */
export async function removeFiles(keeper: Keeper): Promise<number> {
  const paths = await keeper.next(AT_ONCE);
  if (paths.length === 0) return 0;
  await keeper.remove(paths);
  await keeper.done(paths);
  return paths.length;
}
