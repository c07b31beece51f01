import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Linux keeps the files of this folder in memory. */
const IN_MEMORY = '/dev/shm';
/** So many bytes must be free there: the databases of two test files at once, many times over. */
const ROOM = 4 * 1024 ** 3;

/**
 * Folder for clusters that are thrown away after a run: in memory where there is room, because tests copy databases all
 * the time and lose nothing with a power cut; else the system's folder for such things. A TMPDIR that is set decides.
 */
export async function throwAwayFolder(): Promise<string> {
  if (process.env.TMPDIR) return tmpdir();
  const room = await statfs(IN_MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= ROOM ? IN_MEMORY : tmpdir();
}
