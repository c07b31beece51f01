/** The bucket whose files the database lets go of by itself. */
export const BUCKET = 'case-evidence';

/** Names asked for at a time. */
const AT_ONCE = 200;

/** Whoever keeps the files, beside the database that says which of them to remove. */
export interface Keeper {
  /** Names of files that the database has let go of, the oldest first. */
  next(upTo: number): Promise<string[]>;
  /** Removes files; one that is gone already is no failure. */
  remove(paths: string[]): Promise<void>;
  /** Tells the database that they are gone. */
  done(paths: string[]): Promise<void>;
}

/**
 * Removes files that the database has let go of: evidence that was erased, photos that no filing took. The database is
 * told last, so that a file is asked for again when something fails. Answers how many.
 */
export async function removeFiles(keeper: Keeper): Promise<number> {
  const paths = await keeper.next(AT_ONCE);
  if (paths.length === 0) return 0;
  await keeper.remove(paths);
  await keeper.done(paths);
  return paths.length;
}
