import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS } from '../../support/rights/actors';
import { namesOfAdministration } from '../../support/rights/administrationModel';
import { allowTakingBack, answerOf, call, fingerprintOf, tryAndTakeBack } from '../../support/wire/attempt';
import { NAMES_OF_PARTIES } from '../../support/rights/partiesModel';
import { openRights, type Rights } from '../../support/rights/rights';
import {
  BY_POST,
  FOR_POSTS,
  FOR_SIGNED_IN,
  isDesk,
  isLead,
  isMediator,
  OF_CASES,
  PUBLIC,
  READINGS,
  reads,
  request,
  SERVICE,
  SIGNED_IN,
  SITUATIONS,
  verbAnswer,
  VERBS,
} from '../../support/rights/rightsModel';
import { openScene } from '../../support/scene';

// Every view and function × every role and level × own, sibling, parent and child scope. The objects come from the
// catalogue: a new one without an expectation fails.

const scene = openScene();
let { placed, persons } = {} as Rights;
let cells = 0;
beforeAll(async () => {
  ({ placed, persons } = await openRights(scene));
});
afterAll(() => process.stdout.write(`rights of functions and views: ${cells} cells\n`));
/** A digest of all data that a refusal must not change. */
const fingerprint = () => fingerprintOf(scene.people);

/** Cases at the plain stages; the other situations do not change who may read. */
const onTheWay = () => placed.filter(({ stage }) => !(stage in SITUATIONS));

describe('functions', () => {
  beforeAll(() => allowTakingBack(scene.people.owner));

  it('all have an expectation here', async () => {
    const there = await scene.people.owner.run<{ name: string }>(
      `select distinct proname as name from pg_proc where pronamespace = 'api'::regnamespace order by 1`,
    );
    const administration = namesOfAdministration();
    const known = new Set([
      ...Object.keys(VERBS),
      ...Object.keys(READINGS),
      ...PUBLIC,
      ...SERVICE,
      ...SIGNED_IN,
      ...administration,
      ...NAMES_OF_PARTIES,
    ]);
    expect(there.map(({ name }) => name)).toEqual([...known].sort());
  });

  it('allow each verb to those entitled, and a refusal changes nothing', async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const [verb, { at, who, args, obstacle }] of Object.entries(VERBS)) {
      for (const row of placed.filter(({ stage }) => stage === at)) {
        for (const actor of ACTORS) {
          const ideal = verbAnswer(actor, row, who(actor, row));
          const expected = (ideal === 'ok' && obstacle?.(row)) || ideal;
          const person = persons.get(actor.account)!;
          const sent = { ...request(row), ...args(row) };
          const answer = await (expected === 'ok' ? tryAndTakeBack : call)(person, verb, sent);
          cells += 1;
          if (answer !== expected)
            wrong.push(`${actor.account} ${verb} ${row.region}: ${answer}, expected ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  }, 120_000);

  it('return a case only to those who may read it', async () => {
    const wrong: string[] = [];
    for (const [name, expectation] of Object.entries(READINGS)) {
      for (const row of onTheWay()) {
        for (const actor of ACTORS) {
          const expected = expectation(actor, row);
          const answer = await call(persons.get(actor.account)!, name, { case_id: row.id });
          cells += 1;
          if (answer !== expected)
            wrong.push(
              `${actor.account} ${name} ${row.region} ${row.stage}: ${answer}, expected ${expected}`,
            );
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('reveal a party to the desk, the mediator, and the lead before a mediator is assigned', async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const row of onTheWay()) {
      for (const actor of ACTORS) {
        const allowed = isDesk(actor, row) || isMediator(actor, row) || (!row.mediator && isLead(actor, row));
        const unseen = actor.role !== null && !reads(actor, row) ? 'PT404 party_not_found' : '42501 refused';
        const expected = actor.account === 'anon' ? 'denied' : allowed ? 'ok' : unseen;
        const args = { party_id: row.partyId, reason: '电话通知调解时间' };
        const answer = await (expected === 'ok' ? tryAndTakeBack : call)(
          persons.get(actor.account)!,
          'reveal_party',
          args,
        );
        cells += 1;
        if (answer !== expected)
          wrong.push(
            `${actor.account} reveal_party ${row.region} ${row.stage}: ${answer}, expected ${expected}`,
          );
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  });

  it('return to all callers only data about themselves', async () => {
    const [foreign] = await scene.people.owner.run<{ id: string }>(
      `select p.id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'city.leader'`,
    );
    for (const actor of ACTORS) {
      const person = persons.get(actor.account)!;
      cells += 3;
      if (actor.account === 'anon') {
        for (const [name, args] of [
          ['who_am_i', {}],
          ['case_counts', {}],
          ['switch_post', { post_id: foreign!.id }],
        ] as const) {
          expect(await call(person, name, args), `anon ${name}`).toBe('denied');
        }
        continue;
      }
      const me = await person.call<{ account: string }>('who_am_i');
      expect(me.map(({ account }) => account)).toEqual(actor.role === null ? [] : [actor.account]);
      if (actor.account !== 'city.leader')
        expect(await call(person, 'switch_post', { post_id: foreign!.id })).toBe('42501 refused');
      const counts = await person.call<{ n: number }>('case_counts');
      const mine = placed.filter((row) => actor.role !== null && reads(actor, row)).length;
      expect(
        counts.reduce((sum, { n }) => sum + n, 0),
        actor.account,
      ).toBe(mine);
    }
  });

  it('rank several cases for the dispatcher of their desk, and name those that cannot be dispatched', async () => {
    const accepted = placed.filter(({ stage }) => stage === 'accepted');
    for (const actor of ACTORS) {
      for (const row of accepted) {
        cells += 1;
        const expected =
          actor.account === 'anon'
            ? 'denied'
            : actor.role !== 'dispatcher'
              ? '42501 refused'
              : !reads(actor, row)
                ? 'PT404 case_not_found'
                : isDesk(actor, row)
                  ? 'ok'
                  : 'PT409 cases_not_dispatchable';
        const answer = await call(persons.get(actor.account)!, 'suggest_dispatch_many', {
          case_ids: [row.id],
        });
        expect(answer, `${actor.account} suggest_dispatch_many ${row.region}`).toBe(expected);
      }
    }
  });

  it('give a whole case no part that its views would not give', async () => {
    const parts = {
      parties: 'parties',
      events: 'case_events',
      sessions: 'sessions',
      agreements: 'agreements',
      deadlines: 'deadlines',
      flags: 'case_flags',
      participants: 'case_participants',
      extensions: 'extensions',
      orders: 'supervision_orders',
    };
    const row = onTheWay().find(({ stage }) => stage === 'agreed')!;
    for (const actor of ACTORS.filter((one) => one.role !== null && reads(one, row))) {
      const person = persons.get(actor.account)!;
      const [file] = await person.call<Record<string, unknown[]>>('case_file', { case_id: row.id });
      for (const [part, view] of Object.entries(parts)) {
        cells += 1;
        const seen = await person.run(`select 1 from api.${view} where case_id = $1`, [row.id]);
        expect(file![part]!.length, `${actor.account} ${part}`).toBe(seen.length);
      }
    }
  });

  it('tell the actions of many cases only where one reads, and the others do not suffer from a hidden one', async () => {
    const rows = onTheWay();
    for (const actor of ACTORS) {
      cells += 1;
      const person = persons.get(actor.account)!;
      const args = { case_ids: rows.map(({ id }) => id) };
      if (actor.account === 'anon' || actor.role === null) {
        const refused = actor.account === 'anon' ? 'denied' : '42501 refused';
        expect(await call(person, 'available_actions_many', args), actor.account).toBe(refused);
        continue;
      }
      const many = await person.call<{ case_id: string; verb: string }>('available_actions_many', args);
      const single: { case_id: string; verb: string }[] = [];
      for (const row of rows.filter((one) => reads(actor, one)))
        for (const { verb } of await person.call<{ verb: string }>('available_actions', { case_id: row.id }))
          single.push({ case_id: row.id, verb });
      const sorted = (list: typeof many) => list.map(({ case_id, verb }) => `${case_id} ${verb}`).sort();
      expect(sorted(many), actor.account).toEqual(sorted(single));
    }
  });

  it('tell the lists of values to whoever has signed in', async () => {
    for (const actor of ACTORS) {
      cells += 1;
      const answer = await call(persons.get(actor.account)!, 'list_values', {});
      expect(answer, actor.account).toBe(actor.account === 'anon' ? 'denied' : 'ok');
    }
  });

  it('return a dispatcher’s own recent dispatches, and nobody else’s', async () => {
    const dispatched = placed.filter(({ stage }) => stage === 'dispatched');
    for (const actor of ACTORS) {
      cells += 1;
      const person = persons.get(actor.account)!;
      if (actor.account === 'anon') {
        expect(await call(person, 'undoable_dispatches', {})).toBe('denied');
        continue;
      }
      const reported = await person.call<{ case_id: string }>('undoable_dispatches');
      const own = dispatched.filter((row) => isDesk(actor, row)).map(({ id }) => id);
      expect(reported.map(({ case_id }) => case_id).sort(), actor.account).toEqual(own.sort());
    }
  });

  it('find only what the caller may read', async () => {
    for (const actor of ACTORS) {
      cells += 1;
      const person = persons.get(actor.account)!;
      if (actor.account === 'anon') {
        expect(await call(person, 'search_cases', { query: '漏水' })).toBe('denied');
        continue;
      }
      const found = await person.call<{ id: string }>('search_cases', { query: '卫生间漏水' });
      const mine = placed.filter((row) => actor.role !== null && reads(actor, row)).map(({ id }) => id);
      expect(found.map(({ id }) => id).sort(), actor.account).toEqual(mine.sort());
    }
  });

  it('for workers are open only to the service role', async () => {
    for (const actor of ACTORS) {
      for (const [name, args] of [
        ['files_to_remove', { up_to: 1 }],
        ['files_removed', { paths: [] }],
      ] as const) {
        cells += 1;
        expect(await call(persons.get(actor.account)!, name, args), `${actor.account} ${name}`).toBe(
          'denied',
        );
      }
    }
  });

  it('for the public are open to all', async () => {
    await scene.people.owner.run(
      `update app.settings set value = '100000' where name in ('track_case_per_hour', 'open_upload_per_hour')`,
    );
    const pair = { number: '350821-000101-00001', tracking_code: 'wrong' };
    for (const actor of ACTORS) {
      for (const [name, args] of [
        ['track_case', pair],
        ['filing_form', {}],
        ['public_regions', { parent_code: '3508' }],
        ['public_outlines', {}],
        ['locate', { longitude: 116.36, latitude: 25.83 }],
        ['suggest_types', { story: '楼上漏水' }],
        ['open_source', { code: 'AAAAAAAA' }],
        ['open_upload', { request_id: crypto.randomUUID() }],
        ['map_layers', {}],
        ['aid_questions', {}],
        ['check_aid', { matter: 'wages', income: 'low' }],
        ['list_figures', {}],
        ['list_guides', { locale: 'zh-CN' }],
        ['public_rooms', { region_code: '350821' }],
        ['read_figures', {}],
        ['read_guide', { type_code: '12', locale: 'en' }],
        ['supplement_info', { ...pair, request_id: crypto.randomUUID(), info: '补充租赁合同。' }],
        ['withdraw_application', { ...pair, request_id: crypto.randomUUID(), reason: '已和解' }],
      ] as const) {
        cells += 1;
        expect(await call(persons.get(actor.account)!, name, args), `${actor.account} ${name}`).toBe('ok');
      }
    }
  });
});

describe('views', () => {
  it('all have an expectation here', async () => {
    const there = await scene.people.owner.run<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'api'::regnamespace and relkind in ('v', 'r', 'm', 'p', 'f') order by 1`,
    );
    expect(there.map(({ name }) => name)).toEqual(
      [...OF_CASES, ...FOR_SIGNED_IN, ...FOR_POSTS, ...BY_POST].sort(),
    );
  });

  it.each(OF_CASES)('%s show the rows of the cases that a post may read, and no others', async (view) => {
    const key = view === 'cases' ? 'id' : 'case_id';
    const there = new Set(
      (await scene.people.owner.run<{ id: string }>(`select distinct ${key} as id from api.${view}`)).map(
        ({ id }) => id,
      ),
    );
    for (const actor of ACTORS) {
      cells += 1;
      const person = persons.get(actor.account)!;
      const sql = `select distinct ${key} as id from api.${view}`;
      if (actor.account === 'anon') {
        expect(await answerOf(person.run(sql))).toBe('denied');
        continue;
      }
      const shown = (await person.run<{ id: string }>(sql)).map(({ id }) => id).sort();
      const expected = placed
        .filter((row) => actor.role !== null && reads(actor, row) && there.has(row.id))
        // Administrators manage posts and may read nothing about the parties, not even masked.
        .filter(() => !['parties', 'evidence'].includes(view) || actor.role !== 'administrator')
        .map(({ id }) => id);
      expect(shown, `${actor.account} ${view}`).toEqual(expected.sort());
    }
  });

  it('unplaced_cases show a case to those who may read it', async () => {
    const unplaced = onTheWay().filter(({ stage }) => stage === 'submitted' || stage === 'mediating');
    await scene.people.owner.run(
      `update app.cases set longitude = null, latitude = null, location_basis = 'none', place_problem = 'no_position' where id = any ($1)`,
      [unplaced.map(({ id }) => id)],
    );
    for (const actor of ACTORS) {
      cells += 1;
      const work = persons.get(actor.account)!.run<{ id: string }>('select id from api.unplaced_cases');
      if (actor.account === 'anon') {
        expect(await answerOf(work)).toBe('denied');
        continue;
      }
      const expected = unplaced.filter((row) => actor.role !== null && reads(actor, row)).map(({ id }) => id);
      expect((await work).map(({ id }) => id).sort(), actor.account).toEqual(expected.sort());
    }
  });

  it.each([...FOR_SIGNED_IN, ...FOR_POSTS])('%s is for staff', async (view) => {
    for (const actor of ACTORS) {
      cells += 1;
      const work = persons.get(actor.account)!.run(`select 1 from api.${view} limit 1`);
      if (actor.account === 'anon') expect(await answerOf(work)).toBe('denied');
      else
        expect(await work, `${actor.account} ${view}`).toHaveLength(
          actor.role === null && FOR_POSTS.includes(view) ? 0 : 1,
        );
    }
  });
});
