import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { withClient } from '../../../scripts/stack/database/client';
import { findBrokenHistories, sealHistories } from '../../../scripts/verify/audit';
import { at, caseAt } from '../../support/case';
import { isWhole, openScene } from '../../support/scene';

const scene = openScene();

/** Works as somebody who has switched off triggers and references. */
const withoutGuards = (work: (client: pg.Client) => Promise<unknown>) =>
  withClient(scene.database.adminUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await work(client);
  });

describe('the history of a case', () => {
  it.each([
    `update app.case_events set actor_name = '某人'`,
    'delete from app.case_events',
    'truncate app.case_events cascade',
    `update app.sessions set summary = '改写的记录'`,
    'delete from app.agreements',
  ])('cannot be changed, not even by the owner: %s', async (sql) => {
    await caseAt(scene.people, scene.actors, 'agreed');
    expect(await scene.people.owner.refusedRun(sql)).toMatchObject({ state: '42501', code: 'append_only' });
  });

  it('reveals a change that bypassed its protection', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    await scene.people.owner.run('alter table app.case_events disable trigger case_events_30_append_only');
    await scene.people.owner.run(
      `update app.case_events set payload = '{"grade": "red"}' where case_id = $1 and seq = 2`,
      [row.id],
    );
    await scene.people.owner.run('alter table app.case_events enable trigger case_events_30_append_only');
    const [found] = await scene.people.owner.run('select app.broken_event($1) as broken', [row.id]);
    expect(found).toEqual({ broken: 2 });
  });

  it('reveals a change of any column, however the value moves', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    const columns = await scene.people.owner.run<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = 'app.case_events'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'case_id') order by attnum`,
    );
    const other: Record<string, string> = {
      bigint: '#::bigint + 1000000',
      integer: '# + 10',
      text: `coalesce(#, '') || 'x'`,
      uuid: 'gen_random_uuid()',
      jsonb: `# || '{"x": null}'`,
      bytea: `'\\x00'::bytea`,
      'timestamp with time zone': `# + interval '1 microsecond'`,
    };
    await withoutGuards(async (client) => {
      for (const { name, type } of columns) {
        await client.query('begin');
        await client.query('alter table app.case_events drop constraint case_events_actor_kind');
        await client.query(
          `update app.case_events set ${name} = ${other[type]!.replaceAll('#', name)} where case_id = $1 and seq = 2`,
          [row.id],
        );
        const { rows } = await client.query<{ broken: number | null }>(
          'select app.broken_event($1) as broken',
          [row.id],
        );
        expect(rows[0]!.broken, name).toBeGreaterThan(0);
        await client.query('rollback');
      }
      // A value that moves into the empty column beside it.
      await client.query('begin');
      await client.query(
        `update app.case_events set post_id = actor_id, actor_id = post_id where case_id = $1 and seq = 2`,
        [row.id],
      );
      const { rows } = await client.query('select app.broken_event($1) as broken', [row.id]);
      expect(rows).toEqual([{ broken: 2 }]);
      await client.query('rollback');
    });
    expect(await isWhole(scene, row.id)).toBe(true);
  });

  it('reveals events that were cut off at the end, also after more has happened, and a history that is empty', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const cut = (least: number) =>
      withoutGuards((client) =>
        client.query('delete from app.case_events where case_id = $1 and seq >= $2', [row.id, least]),
      );
    const broken = async () =>
      (await scene.people.owner.run('select app.broken_event($1) as broken', [row.id]))[0];
    await cut(3);
    expect(await broken()).toEqual({ broken: 3 });
    await scene.actors.desk.call('add_note', { ...at(row), note: '当事人来电询问进展。' });
    expect(await broken()).toEqual({ broken: 4 });
    await cut(1);
    expect(await broken()).toEqual({ broken: 1 });
  });

  it('is checked for all cases at once, with a digest that shows when a whole chain was computed anew', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    const check = () =>
      withClient(scene.database.url, async (client) => ({
        broken: await findBrokenHistories(client),
        seal: await sealHistories(client, moment),
      }));
    const moment = new Date(Date.now() + 1000).toISOString();
    const before = await check();
    expect(before.broken.map(({ number }) => number)).not.toContain(row.number);
    await withoutGuards((client) =>
      client.query(
        `do $$ declare e app.case_events; previous bytea; begin
           for e in select * from app.case_events where case_id = '${row.id}' order by seq loop
             e.actor_name := '某人'; e.previous_hash := previous; e.hash := app.event_hash(e); previous := e.hash;
             update app.case_events set actor_name = e.actor_name, previous_hash = e.previous_hash, hash = e.hash where id = e.id;
           end loop;
           update app.case_chains set last_hash = previous where case_id = '${row.id}';
         end $$`,
      ),
    );
    expect(await isWhole(scene, row.id), 'the chain itself holds').toBe(true);
    const after = await check();
    expect(after.seal.histories).toBe(before.seal.histories);
    expect(after.seal.digest).not.toBe(before.seal.digest);
    await withoutGuards((client) =>
      client.query('delete from app.case_events where case_id = $1 and seq = 2', [row.id]),
    );
    expect((await check()).broken).toContainEqual({ number: row.number, event: 2 });
  });
});
