import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { introspect } from '@supabase/postgrest-typegen/introspection';
import { generateTypescript, sortGeneratorMetadata } from '@supabase/postgrest-typegen/generation';
import prettier from 'prettier';
import { withClient } from '../stack/client';

/** Where the types of the exposed schema live. */
export const TYPES = 'web/data/database.types.ts';

const HEADER = '/** Generated from the database by "npm run db -- types". Do not edit. */\n';

/** Dialect of the server that answers the web's requests, as the client library reads it. */
const POSTGREST = '13';

/** The types of schema `api`, as the official tool writes them, formatted like the rest. */
export async function typesText(root: string, url: string): Promise<string> {
  const raw = await withClient(url, async (client) => {
    // One at a time: the reader asks several things at once, which one connection does not take.
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
