import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS, CENTRE, type Actor } from '../../support/rights/actors';
import { answerOf } from '../../support/wire/attempt';
import { openRights, type Rights } from '../../support/rights/rights';
import { reads } from '../../support/rights/rightsModel';
import { openScene } from '../../support/scene';

// Every table and topic × every role and level: nobody writes without the verbs, nobody receives another's topic.

const scene = openScene();
let { placed, persons, committees } = {} as Rights;
let cells = 0;
beforeAll(async () => {
  ({ placed, persons, committees } = await openRights(scene));
});
afterAll(() => process.stdout.write(`rights of tables and topics: ${cells} cells\n`));

describe('tables', () => {
  it('and views grant no write to any role', async () => {
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

  it('reject direct writes by anybody', async () => {
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
  }, 120_000);

  it('that hold secrets can be read by nobody', async () => {
    for (const table of [
      'aid_rules',
      'figure_sets',
      'guides',
      'agreement_papers',
      'agreement_signatures',
      'outbox',
      'paper_photos',
      'party_access',
      'party_channels',
      'party_consents',
      'party_evidence',
      'party_links',
      'party_messages',
      'planned_sessions',
      'secrets',
      'session_invitees',
      'settings',
      'side_verbs',
      'parties_private',
      'map_cells',
      'map_changes',
      'map_counts',
      'map_lead_counts',
      'sign_in_failures',
      'removed_files',
      'upload_tickets',
      'spent_challenges',
      'type_words',
      'region_moves',
      'idempotency_keys',
      'case_chains',
      'throttles',
      'tick_clock',
      'transitions',
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
    expect(await answerOf(scene.actors.desk.run('select tracking_hash from app.cases'))).toBe('denied');
  });
});

describe('realtime topics', () => {
  it('are received by those of the scope, organisation or case, and written by nobody', async () => {
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
        (actor) => actor.kind === CENTRE && actor.region === code && actor.role !== 'reporter',
      ]),
      [
        `organisation:${organisations.tingzhou}`,
        (actor) =>
          actor.kind === 'people_mediation' && actor.region === '350821100' && actor.role !== 'reporter',
      ],
      [
        `organisation:${organisations.shanghang}`,
        (actor) =>
          actor.kind === 'people_mediation' && actor.region === '350823' && actor.role !== 'reporter',
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

describe('the channel of a desk', () => {
  it('is open only to its dispatchers, who may only send their presence', async () => {
    const topics = [
      'desk:3508',
      'desk:350821',
      'desk:350823',
      'desk:350821100',
      'desk:',
      'desk:%',
      'region:350821',
    ];
    const wrong: string[] = [];
    for (const topic of topics) {
      await scene.people.owner.run(
        `insert into realtime.messages (topic, extension) values ($1, 'presence')`,
        [topic],
      );
      for (const actor of ACTORS) {
        const belongs =
          actor.kind === CENTRE && actor.role === 'dispatcher' && topic === `desk:${actor.region}`;
        const person = persons.get(actor.account)!;
        const asking = `with here as materialized (select set_config('realtime.topic', $1, true))`;
        const sees = await person.run(
          `${asking} select 1 from here, realtime.messages m where m.topic = $1 and m.extension = 'presence'`,
          [topic],
        );
        const answers: Record<string, string> = {};
        for (const extension of ['presence', 'broadcast']) {
          answers[extension] = await answerOf(
            person.run(
              `${asking} insert into realtime.messages (topic, extension, private) select $1, $2, true from here`,
              [topic, extension],
            ),
          );
        }
        cells += 3;
        if (sees.length > 0 !== belongs) wrong.push(`${actor.account} sees ${topic}: ${sees.length > 0}`);
        if ((answers.presence === 'ok') !== belongs)
          wrong.push(`${actor.account} says where they are on ${topic}: ${answers.presence}`);
        if (answers.broadcast === 'ok') wrong.push(`${actor.account} broadcasts on ${topic}`);
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

  it('has no effect either when its person is suspended', async () => {
    const person = await scene.people.as('changting.leader');
    expect(await person.run('select 1 from api.cases')).not.toEqual([]);
    await scene.people.owner.run(`update app.staff set active = false where account = 'changting.leader'`);
    expect(await person.run('select 1 from api.cases')).toEqual([]);
  });
});
