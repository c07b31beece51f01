import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS, type Actor } from '../support/actors';
import { allowTakingBack, answerOf, call, tryAndTakeBack } from '../support/attempt';
import { openRights, type Rights } from '../support/rights';
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
  SIGNED_IN,
  verbAnswer,
  VERBS,
} from '../support/rightsModel';
import { openScene } from '../support/scene';

// Every view, function, table and topic × every role and level × own, sibling, parent and child scope. The objects come
// from the catalogue: a new one without an expectation fails.

const scene = openScene();
let { placed, persons, committees } = {} as Rights;
let cells = 0;
beforeAll(async () => {
  ({ placed, persons, committees } = await openRights(scene));
});
afterAll(() => process.stdout.write(`rights: ${cells} cells\n`));

/** All that a refusal must leave as it was. */
const fingerprint = async () =>
  (
    await scene.people.owner.run(
      `select (select md5(string_agg(c::text, '' order by c.id)) from app.cases c) as cases,
         (select count(*) from app.case_events) as events, (select count(*) from app.requests) as requests,
         (select count(*) from app.party_reveals) as reveals, (select count(*) from app.sessions) as sessions,
         (select md5(string_agg(d::text, '' order by d.id)) from app.deadlines d) as deadlines`,
    )
  )[0];

describe('functions', () => {
  beforeAll(() => allowTakingBack(scene.people.owner));

  it('are all spoken for here', async () => {
    const there = await scene.people.owner.run<{ name: string }>(
      `select distinct proname as name from pg_proc where pronamespace = 'api'::regnamespace order by 1`,
    );
    const known = [...Object.keys(VERBS), ...Object.keys(READINGS), ...PUBLIC, ...SIGNED_IN].sort();
    expect(there.map(({ name }) => name)).toEqual(known);
  });

  it('give each verb to whom it belongs, and a refusal changes nothing', async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const [verb, { at, who, args }] of Object.entries(VERBS)) {
      for (const row of placed.filter(({ stage }) => stage === at)) {
        for (const actor of ACTORS) {
          const expected = verbAnswer(actor, row, who(actor, row));
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
  });

  it('read a case only for those who may', async () => {
    const wrong: string[] = [];
    for (const [name, expectation] of Object.entries(READINGS)) {
      for (const row of placed) {
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
  });

  it('reveal a party to the desk, the mediator, and the lead before it has one', async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const row of placed) {
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

  it('tell everybody only about themselves', async () => {
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

  it('that the public needs are open to all', async () => {
    for (const actor of ACTORS) {
      for (const [name, args] of [
        ['track_case', { number: '350821-000101-00001', tracking_code: 'wrong' }],
        ['filing_form', {}],
        ['public_regions', { parent_code: '3508' }],
        ['public_outlines', {}],
        ['locate', { longitude: 116.36, latitude: 25.83 }],
      ] as const) {
        cells += 1;
        expect(await call(persons.get(actor.account)!, name, args), `${actor.account} ${name}`).toBe('ok');
      }
    }
  });
});

describe('views', () => {
  it('are all spoken for here', async () => {
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
        .map(({ id }) => id);
      expect(shown, `${actor.account} ${view}`).toEqual(expected.sort());
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

  it('posts show one’s own, one’s organisation, and to administrators and leaders their territory', async () => {
    for (const actor of ACTORS) {
      cells += 1;
      const work = persons
        .get(actor.account)!
        .run<{ account: string }>('select account from api.posts order by account');
      if (actor.account === 'anon') {
        expect(await answerOf(work)).toBe('denied');
        continue;
      }
      const oversees = ['administrator', 'leader'].includes(actor.role ?? '');
      const expected = ACTORS.filter(
        (one) =>
          actor.role !== null &&
          one.role !== null &&
          ((one.kind === actor.kind && one.region === actor.region) ||
            (oversees && one.region.startsWith(actor.region))),
      ).map(({ account }) => account);
      expect(
        (await work).map(({ account }) => account),
        actor.account,
      ).toEqual(expected.sort());
    }
  });
});

describe('tables', () => {
  it('and views grant no write to anybody by name', async () => {
    const granted = await scene.people.owner.run(
      `select c.oid::regclass::text as name, r.role, p.privilege from pg_class c
       cross join unnest(array['anon', 'authenticated']) as r (role)
       cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p (privilege)
       where c.relnamespace in ('app'::regnamespace, 'api'::regnamespace) and c.relkind in ('r', 'p', 'v')
         and (has_table_privilege(r.role, c.oid, p.privilege)
           or p.privilege in ('insert', 'update', 'references') and has_any_column_privilege(r.role, c.oid, p.privilege))`,
    );
    expect(granted).toEqual([]);
  });

  it('take no direct write from anybody', async () => {
    const tables = await scene.people.owner.run<{ name: string; column: string }>(
      `select c.oid::regclass::text as name, quote_ident(a.attname) as column from pg_class c
       cross join lateral (select attname from pg_attribute where attrelid = c.oid and attnum > 0 and attgenerated = '' and attidentity = '' limit 1) a
       where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const { name, column } of tables) {
      const writes = [
        `insert into ${name} default values`,
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name}`,
      ];
      for (const actor of ACTORS) {
        for (const sql of writes) {
          cells += 1;
          const answer = await answerOf(persons.get(actor.account)!.run(sql));
          if (answer !== 'denied') wrong.push(`${actor.account}: ${sql}: ${answer}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('that hold secrets are read by nobody', async () => {
    for (const table of [
      'secrets',
      'settings',
      'parties_private',
      'party_reveals',
      'requests',
      'throttles',
      'transitions',
      'holidays',
      'deadline_policies',
    ]) {
      for (const actor of ACTORS) {
        cells += 1;
        expect(
          await answerOf(persons.get(actor.account)!.run(`select 1 from app.${table}`)),
          `${actor.account} ${table}`,
        ).toBe('denied');
      }
    }
  });

  it('show no tracking hash, not even to the desk', async () => {
    expect(await answerOf(scene.folk.desk.run('select tracking_hash from app.cases'))).toBe('denied');
  });
});

describe('realtime topics', () => {
  it('are heard by those whose scope, organisation or case they are, and written by nobody', async () => {
    const [row, sibling] = [
      placed.find(({ region }) => region !== '350823')!,
      placed.find(({ region }) => region === '350823')!,
    ];
    const regions = ['3508', '350821', '350823', '350821100', '350821100010'];
    const organisations = {
      tingzhou: committees.tingzhou.committeeId,
      shanghang: committees.shanghang.committeeId,
    };
    const topics: [string, (actor: Actor) => boolean][] = [
      ...regions.map((code): [string, (actor: Actor) => boolean] => [
        `region:${code}`,
        (actor) => actor.kind === 'dispatch_centre' && actor.region === code,
      ]),
      [
        `organisation:${organisations.tingzhou}`,
        (actor) => actor.kind === 'people_mediation' && actor.region === '350821100',
      ],
      [
        `organisation:${organisations.shanghang}`,
        (actor) => actor.kind === 'people_mediation' && actor.region === '350823',
      ],
      [`case:${row.id}`, (actor) => actor.role !== null && reads(actor, row)],
      [`case:${sibling.id}`, (actor) => actor.role !== null && reads(actor, sibling)],
      ['case:%', () => false],
      ['region:', () => false],
      ['anything', () => false],
    ];
    const wrong: string[] = [];
    for (const [topic, mayHear] of topics) {
      await scene.people.owner.run(
        `insert into realtime.messages (topic, extension) values ($1, 'broadcast')`,
        [topic],
      );
      for (const actor of ACTORS) {
        cells += 2;
        const person = persons.get(actor.account)!;
        const hears = await person.run(
          `with here as materialized (select set_config('realtime.topic', $1, true)) select 1 from here, realtime.messages m where m.topic = $1`,
          [topic],
        );
        if (hears.length > 0 !== mayHear(actor))
          wrong.push(`${actor.account} hears ${topic}: ${hears.length > 0}`);
        const writes = await answerOf(
          person.run(
            `insert into realtime.messages (topic, extension, payload, private) values ($1, 'broadcast', '{}', true)`,
            [topic],
          ),
        );
        if (!writes.startsWith('42501') && writes !== 'denied')
          wrong.push(`${actor.account} writes ${topic}: ${writes}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a post that ends', () => {
  it('has no effect from the next statement on', async () => {
    const person = await scene.people.as('tingzhou.mediator2');
    expect(await person.run('select 1 from api.cases')).not.toEqual([]);
    await scene.people.owner.run(
      `update app.posts set valid_from = current_date - 10, valid_to = current_date - 5
       where staff_id = (select id from app.staff where account = 'tingzhou.mediator2')`,
    );
    expect(await person.run('select 1 from api.cases')).toEqual([]);
    expect(await person.call('who_am_i')).toEqual([]);
  });

  it('nor has a suspended person', async () => {
    const person = await scene.people.as('changting.leader');
    expect(await person.run('select 1 from api.cases')).not.toEqual([]);
    await scene.people.owner.run(`update app.staff set active = false where account = 'changting.leader'`);
    expect(await person.run('select 1 from api.cases')).toEqual([]);
  });
});
