import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { introspect } from '@supabase/postgrest-typegen/introspection';
import { generateTypescript, sortGeneratorMetadata } from '@supabase/postgrest-typegen/generation';
import prettier from 'prettier';
import { withClient } from '../stack/database/client';

/** File of the generated types of the exposed schema. */
export const TYPES = 'web/data/core/database.types.ts';

const HEADER = '/** Generated from the database by "npm run db -- types". Do not edit. */\n';

/** PostgREST version that the client library assumes when it reads the types. */
const POSTGREST = '13';

/** The types of schema `api` as the official tool generates them, formatted with prettier. */
export async function typesText(root: string, url: string): Promise<string> {
  const raw = await withClient(url, async (client) => {
    // The generator sends queries in parallel, but one connection runs only one at a time.
    let last: Promise<unknown> = Promise.resolve();
    const query = (sql: string) => {
      const answer = last.then(() => client.query(sql));
      last = answer.catch(() => undefined);
      return answer;
    };
    const shape = await introspect({ query }, { includedSchemas: ['api'] });
    return generateTypescript(sortGeneratorMetadata(shape), { postgrestVersion: POSTGREST });
  });
  const style = await prettier.resolveConfig(join(root, TYPES));
  return prettier.format(HEADER + raw, { ...style, parser: 'typescript' });
}

/** The committed types; empty when missing. */
export function readTypes(root: string): Promise<string> {
  return readFile(join(root, TYPES), 'utf8').catch(() => '');
}

/** Writes the types of the database at `url`. Returns the path. */
export async function writeTypes(root: string, url: string): Promise<string> {
  await writeFile(join(root, TYPES), await typesText(root, url));
  return TYPES;
}
