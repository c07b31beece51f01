import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../../scripts/stack/database/client';
import { readSchemas, type SchemaFile } from '../../../scripts/stack/database/schemas';
import { testDatabase, type TestDatabase } from '../../support/database';
import {
  DEPENDENCIES,
  forwardReferences,
  homesOf,
  statementsOf,
  type Dependency,
} from '../../support/schemaFolders';

let database: TestDatabase;
let files: SchemaFile[];

beforeAll(async () => {
  database = await testDatabase();
  files = await readSchemas(process.cwd());
});
afterAll(() => database.drop());

const dependencies = () =>
  withClient(database.url, async (client) => (await client.query<Dependency>(DEPENDENCIES)).rows);

describe('the folders of the database’s schemas', () => {
  it('apply in the order of their numbers, in each folder the tables first', () => {
    const folders = [...new Set(files.map(({ name }) => name.split('/')[0]!))];
    expect(folders).toEqual(folders.toSorted());
    for (const folder of folders) {
      const [first, second] = files.filter(({ name }) => name.startsWith(`${folder}/`));
      // The file with the two schemas precedes all others.
      const tables = first!.name === '10_base/schemas.sql' ? second! : first!;
      expect(tables.name).toBe(`${folder}/tables.sql`);
    }
  });

  it('have all tables of a folder in its tables.sql, and there nothing but tables and lists of values', () => {
    const statements = statementsOf(files);
    const elsewhere = statements.filter(
      ({ file, sql }) => /^create (table|(unique )?index) /.test(sql) && !file.endsWith('/tables.sql'),
    );
    expect(elsewhere).toEqual([]);
    const strange = statements
      .filter(({ file }) => file.endsWith('/tables.sql'))
      .filter(
        ({ sql }) =>
          !/^(create table|create (unique )?index|comment on|alter table [\w.]+ (enable row level security|add constraint))\b/.test(
            sql,
          ) &&
          !/^create function app\.\w+\(\) returns text\[\] language sql immutable parallel safe\b/.test(sql),
      );
    expect(strange).toEqual([]);
  });

  it('define each list of values once: no constraint, function or query repeats one', () => {
    const listed = files.flatMap(({ name, sql }) =>
      [...sql.matchAll(/(?:'{1,2}[\w-]+'{1,2},\s*){2,}'{1,2}[\w-]+'{1,2}/g)].map(([list]) => ({
        name,
        values: (list.match(/[\w-]+/g) ?? []).toSorted().join(', '),
      })),
    );
    const lists = files
      .flatMap(({ sql }) => [
        ...sql.matchAll(/returns text\[\] language sql immutable parallel safe [^$]*\$\$([^$]*)\$\$/g),
      ])
      .map(([, body]) => (body!.match(/(?<=')[\w-]+(?=')/g) ?? []).toSorted())
      .filter((values) => values.length > 2)
      .map((values) => values.join(', '));
    expect(lists.length).toBeGreaterThan(15);
    const places = (values: string) => listed.filter((one) => one.values === values).map((one) => one.name);
    for (const values of lists) expect([values, places(values)]).toEqual([values, [expect.any(String)]]);
  });

  it('refer only to themselves and to earlier ones, except in function bodies', async () => {
    const homes = homesOf(statementsOf(files));
    const rows = await dependencies();
    expect(homes.size).toBeGreaterThan(900);
    expect(forwardReferences(homes, rows)).toEqual([]);
  });

  it('are reported for a reference to a later one by foreign key, view, index, argument type, policy or trigger', async () => {
    const extra = {
      name: '20_places/extra.sql',
      sql: `
        alter table app.regions add constraint regions_case foreign key (case_id) references app.cases (id);
        create view api.strange as select id from app.cases;
        create function app.strange(p_case app.cases) returns void language sql as $$ select $$;
        create index regions_strange on app.regions (app.is_open(name));
        create policy "strange's" on app.regions using (app.my_role() is null);
        create trigger regions_strange before update on app.regions for each row execute function app.refuse_change();
        create trigger regions_stranger before update on app.regions for each row execute function app.send_hints();`,
    };
    await withClient(database.url, (client) =>
      client.query(`alter table app.regions add column case_id uuid; ${extra.sql}`),
    );
    const found = forwardReferences(homesOf(statementsOf([...files, extra])), await dependencies());
    expect(found.every((line) => line.startsWith('20_places/extra.sql: '))).toBe(true);
    for (const what of [
      'table constraint regions_case on app.regions needs table column app.cases.id',
      'rule "_RETURN" on api.strange needs table column app.cases.id',
      'function app.strange(app.cases) needs type app.cases',
      'index app.regions_strange needs function app.is_open(pg_catalog.text)',
      'policy "strange\'s" on app.regions needs function app.my_role()',
      'trigger regions_stranger on app.regions needs function app.send_hints()',
    ])
      expect(found.filter((line) => line.includes(what))).toHaveLength(1);
    expect(found).toHaveLength(6);
  });

  it('have no function whose body names an object that does not exist', async () => {
    const broken = await withClient(database.url, async (client) => {
      await client.query(`set check_function_bodies = off;
        create function app.unsound() returns int language sql as 'select 1 from app.nowhere'`);
      const { rows } = await client.query<{ sql: string }>(`
        select pg_get_functiondef(p.oid) as sql from pg_proc p
        where p.pronamespace in ('app'::regnamespace, 'api'::regnamespace)`);
      expect(rows.length).toBeGreaterThan(500);
      const refused: string[] = [];
      for (const { sql } of rows)
        await client
          .query(`set check_function_bodies = on; ${sql}`)
          .catch((error: Error) => refused.push(`${error.message}: ${sql.split('\n')[0]}`));
      return refused;
    });
    // A function planted here shows that others would be found.
    expect(broken).toEqual([
      'relation "app.nowhere" does not exist: CREATE OR REPLACE FUNCTION app.unsound()',
    ]);
  });
});
