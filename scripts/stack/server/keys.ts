import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets of one installation, made on the first start. */
export interface Keys {
  databasePassword: string;
  jwtSecret: string;
  /** Public key of the pages; opens nothing that row level security does not open for strangers. */
  anonKey: string;
}

/** Makes a folder; says in one sentence why it cannot. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new Error(`The folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}

/** Reads the secrets kept in the data folder, or makes them. The file is readable by its owner only. */
export async function loadKeys(dataDir: string): Promise<Keys> {
  const path = join(dataDir, 'keys.json');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new Error(`${path} cannot be read (${error.code}).`);
    return null;
  });
  if (kept !== null) {
    try {
      return JSON.parse(kept) as Keys;
    } catch {
      throw new Error(`${path} is damaged. Restore it, or start anew with --reset (this deletes all data).`);
    }
  }
  await makeFolder(dataDir);
  const keys: Keys = {
    databasePassword: randomBytes(24).toString('base64url'),
    jwtSecret: randomBytes(48).toString('base64url'),
    anonKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
  };
  try {
    // Written beside and renamed: a crash in between leaves no half file.
    await writeFile(`${path}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch (error) {
    throw new Error(
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      { cause: error },
    );
  }
  return keys;
}
