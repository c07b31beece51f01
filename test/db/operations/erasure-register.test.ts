import { beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../../scripts/stack/database/client';
import { at } from '../../support/case';
import { once, sharedCase, type Shared } from '../../support/parties';
import { openScene, rowOf } from '../../support/scene';

// Every column of text that belongs to a case is registered, and what is registered as erased is erased.

const scene = openScene();
const owner = () => scene.people.owner;
const WORD = '密语';
const reason = `${WORD}：情况属实，按规定办理。`;

/** Tables whose rows belong to a case, directly or by another row. */
const OF_CASE = `with recursive of_case (oid) as (
  select 'app.cases'::regclass::oid
  union select f.conrelid::oid from of_case o join pg_constraint f on f.confrelid = o.oid and f.contype = 'f')`;

let row: Shared;
beforeAll(async () => {
  await owner().run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  row = await sharedCase(scene, 'mediating', { summary: reason });
});
const now = async () => at({ id: row.id, version: Number((await rowOf(scene, row.id)).version) });

/** Names of the columns of a table that contain the word, in any row. */
async function found(table: string): Promise<string[]> {
  const rows = await owner().run<Record<string, unknown>>(`select to_jsonb(t) as t from ${table} t`);
  const texts = rows.flatMap(({ t }) => Object.entries(t as object));
  return [
    ...new Set(texts.filter(([, value]) => JSON.stringify(value)?.includes(WORD)).map(([name]) => name)),
  ];
}

/** Writes the word into each text that is registered as erased, as far as the constraints of the rows allow it. */
const plantWord = () =>
  withClient(scene.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ sql: string }>(
      `select format(case t.typname when '_text' then 'update app.%I set %I = array[%L]' else 'update app.%I set %I = %L' end,
         r.relation, r.field, $1::text) as sql
       from app.erasure_register() r
       join pg_attribute a on a.attrelid = ('app.' || r.relation)::regclass and a.attname = r.field
       join pg_type t on t.oid = a.atttypid
       where r.treatment = 'erased' and t.typname in ('text', '_text') and r.relation <> 'evidence'`,
      [WORD],
    );
    await client.query('set session_replication_role = replica');
    let planted = 0;
    for (const { sql } of rows) {
      const done = await client.query(sql).catch((error: { code?: string }) => {
        expect(error.code, sql).toBe('23514');
        return null;
      });
      if (done?.rowCount) planted += 1;
    }
    expect(planted).toBeGreaterThan(20);
  });

describe('the register of texts', () => {
  it('names every column of text, list, document or bytes that belongs to a case', async () => {
    const columns = await owner().run<{ name: string }>(
      `${OF_CASE}
       select c.relname || '.' || a.attname as name
       from of_case o join pg_class c on c.oid = o.oid join pg_attribute a on a.attrelid = c.oid
       where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'bytea'::regtype)
         and not exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey))
         -- Words of a list that a constraint names.
         and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
           and pg_get_constraintdef(k.oid) ~ 'ANY')
       order by 1`,
    );
    const registered = await owner().run<{ name: string }>(
      `select relation || '.' || field as name from app.erasure_register() order by 1`,
    );
    expect(registered).toEqual(columns);
    expect(
      await owner().run(`select 1 from app.erasure_register() where treatment = 'kept' and why is null`),
    ).toEqual([]);
  });
});

describe('a case with a word in every field that people fill in', () => {
  it('contains it nowhere once it is erased, except in the chained history, which hides it', async () => {
    const { desk, mediator } = scene.actors;
    const { anon } = scene.people;
    const county = await scene.people.as('changting.administrator');
    const city = await scene.people.as('city.administrator');
    const leader = await scene.people.as('changting.leader');
    await desk.call('reveal_party', { party_id: row.applicantId, reason });
    await mediator.call('request_extension', { ...(await now()), days: 5, reason, parties_agree: true });
    await desk.call('decide_extension', { ...(await now()), granted: true, note: reason });
    await leader.call('issue_order', { ...(await now()), demand: reason });
    const order = async () => {
      const [one] = await owner().run<{ id: string; version: number }>(
        'select id, version from app.supervision_orders where case_id = $1',
        [row.id],
      );
      return { order_id: one!.id, expected_version: one!.version, request_id: once() };
    };
    await mediator.call('answer_order', { ...(await order()), answer: reason });
    await leader.call('review_order', { ...(await order()), accepted: true, review: reason });
    await anon.call('write_message', {
      ...row.holder,
      request_id: once(),
      kind: 'statement',
      message: reason,
    });
    await mediator.call('write_agreement', {
      case_id: row.id,
      request_id: once(),
      facts: reason,
      terms: reason,
      manner: reason,
    });
    const [paper] = await owner().run<{ id: string; version: number }>(
      'select id, version from app.agreement_papers where case_id = $1',
      [row.id],
    );
    await mediator.call('discard_agreement', {
      paper_id: paper!.id,
      expected_version: paper!.version,
      request_id: once(),
      reason,
    });
    await mediator.call('conclude_case', { ...(await now()), outcome: 'not_settled', terms: reason });
    await desk.call('close_case', {
      ...(await now()),
      note: reason,
      reply: reason,
      people_count: 2,
      papers: ['application', 'notice_of_rights', 'notice_of_ways', 'record', 'agreement', 'oral_register'],
    });
    await anon.call('request_privacy', { ...row.holder, request_id: once(), kind: 'copy', message: reason });
    const [request] = await county.run<{ id: string; version: number }>(
      'select id, version from api.privacy_requests where case_id = $1',
      [row.id],
    );
    await county.call('decide_privacy_request', {
      privacy_request_id: request!.id,
      expected_version: request!.version,
      request_id: once(),
      decision: 'refused',
      reason,
    });
    await county.call('erase_case', { ...(await now()), reason });
    for (const table of [
      'cases',
      'extensions',
      'supervision_orders',
      'party_reveals',
      'agreement_papers',
      'erasures',
    ]) {
      expect(await found(`app.${table}`), table).not.toEqual([]);
    }

    await plantWord();
    const [erasure] = await owner().run<{ id: string; version: number }>(
      `select id, version from app.erasures where case_id = $1 and state = 'waiting'`,
      [row.id],
    );
    await city.call('confirm_erasure', {
      erasure_id: erasure!.id,
      expected_version: erasure!.version,
      request_id: once(),
      granted: true,
    });

    const tables = await owner().run<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relnamespace in ('app'::regnamespace, 'realtime'::regnamespace, 'storage'::regnamespace) and c.relkind in ('r', 'p')`,
    );
    const left: string[] = [];
    for (const { name } of tables) left.push(...(await found(name)).map((field) => `${name}.${field}`));
    expect(left).toEqual(['app.case_events.payload']);
    const views = await owner().run<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'api'::regnamespace and c.relkind = 'v'`,
    );
    for (const { name } of views) {
      const shown = await county.run(`select * from api.${name}`).catch(() => []);
      expect(JSON.stringify(shown), name).not.toContain(WORD);
    }
    expect(await owner().run('select app.broken_event($1) as broken', [row.id])).toEqual([{ broken: null }]);
  });
});
