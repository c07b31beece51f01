import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';

const WRITABLE_BY_OTHERS = 0o022;
/** In a folder with this bit, others may add entries and not touch those of root. */
const STICKY = 0o1000;

/**
 * Makes a folder that everybody can read and only root can change, or accepts one that stands there. Throws when
 * somebody else could have put it there or could exchange it.
 */
export async function makeRootFolder(path: string): Promise<void> {
  const made = await mkdir(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  // The mask of the terminal may have taken rights away.
  if (made) await chmod(path, 0o755);
  await checkRootFolder(path);
}

/** Throws unless only root can change a folder and everything on the way to it. */
export async function checkRootFolder(path: string): Promise<void> {
  const folder = await lstat(path);
  // The folder itself may not be a link: in a folder where everybody may add entries, somebody else could have set it.
  if (!folder.isDirectory() || folder.uid !== 0 || (folder.mode & WRITABLE_BY_OTHERS) !== 0) refuse(path);
  for (let above = dirname(await realpath(path)); ; above = dirname(above)) {
    const { uid, mode } = await lstat(above);
    if (uid !== 0 || ((mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0)) refuse(above);
    if (above === dirname(above)) return;
  }
}

function refuse(path: string): never {
  throw new Error(`${path} can be changed by other users`);
}
