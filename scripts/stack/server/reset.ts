import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeCopies } from '../binariesCopy';
import { stopOrphan } from './orphan';

/** Names that the stack makes in its data folder. Nothing else is ever deleted. */
const OURS = /^(postgres(\.(new|log|starter|password-\w+))?|keys\.json(\.new)?|storage)$/;

/**
 * Deletes an installation's database, stored files and secrets, and the copies of the database's programs that nobody
 * uses. Refuses while another start uses the data.
 */
export async function resetData(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Error(`The data folder ${dataDir} cannot be read (${error.code}).`);
  });
  await stopOrphan(join(dataDir, 'postgres'));
  for (const name of names.filter((one) => OURS.test(one))) {
    await rm(join(dataDir, name), { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${join(dataDir, name)} cannot be deleted (${error.code}).`);
    });
  }
  await removeCopies();
}
