import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSchemas } from '../../../scripts/stack/database/schemas';

let root: string;

const write = (name: string, text: string) => writeFile(join(root, 'supabase/schemas', name), text);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'schema-order-'));
  await mkdir(join(root, 'supabase/schemas/10_base'), { recursive: true });
  await mkdir(join(root, 'supabase/schemas/20_places'));
  await write('10_base/tables.sql', 'select 1;');
  await write('10_base/calendar.sql', 'select 2;');
  await write('20_places/tables.sql', 'select 3;');
});
afterEach(() => rm(root, { recursive: true }));

test('schema files come in the order of the list, not of the alphabet', async () => {
  await write('order.json', '{"10_base": ["tables.sql", "calendar.sql"], "20_places": ["tables.sql"]}');
  expect(await readSchemas(root)).toEqual([
    { name: '10_base/tables.sql', sql: 'select 1;' },
    { name: '10_base/calendar.sql', sql: 'select 2;' },
    { name: '20_places/tables.sql', sql: 'select 3;' },
  ]);
});

test('a schema file that is missing in the list, missing on disk or listed twice is an error that names it', async () => {
  await write('order.json', '{"10_base": ["tables.sql", "tables.sql", "gone.sql"], "20_places": []}');
  await expect(readSchemas(root)).rejects.toThrow(
    'supabase/schemas/order.json does not list 10_base/calendar.sql; does not list 20_places/tables.sql; ' +
      'lists 10_base/gone.sql, which is not there; lists 10_base/tables.sql twice',
  );
});
