import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { difference } from '../check/drift';
import { startScratch } from '../check/scratch';
import { applyMigrations } from '../stack/database/migrations';
import { migrationNames } from './baseline';

function stamp(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

/**
 * Writes the difference between migrations and schemas as a new migration and verifies that it closes the gap.
 * Returns the path, or null when there is no difference. Throws when a difference remains.
 */
export async function writeMigration(root: string, name: string): Promise<string | null> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" is no name: small letters, digits and _ only.`);
  if ((await migrationNames(root)).length === 0)
    throw new Error('There is no baseline yet: name it "baseline".');
  const scratch = await startScratch();
  try {
    const sql = await difference(root, scratch.migrated, scratch.declared);
    if (sql === '') return null;
    const path = `supabase/migrations/${stamp(new Date())}_${name}.sql`;
    await writeFile(join(root, path), `${sql}\n`);
    try {
      const proof = await scratch.fresh('proof');
      await applyMigrations(proof);
      const rest = await difference(root, proof, scratch.declared);
      if (rest !== '') throw new Error(`it leaves a difference: ${rest.split('\n')[0]}`);
    } catch (error) {
      await rm(join(root, path));
      throw new Error(
        `The generated step does not lead to the schemas; write it by hand: ${(error as Error).message}`,
        {
          cause: error,
        },
      );
    }
    return path;
  } finally {
    await scratch.stop();
  }
}
