import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS, CENTRE, type Actor } from '../../support/rights/actors';
import { allowTakingBack, answerOf, call, fingerprintOf, tryAndTakeBack } from '../../support/wire/attempt';
import { once, STROKES } from '../../support/parties';
import { HOLDER_FUNCTIONS, type Objects, SIDE_VERBS } from '../../support/rights/partiesModel';
import { openRights, type Rights } from '../../support/rights/rights';
import { isDesk, isLead, isMediator, type Placed, reads } from '../../support/rights/rightsModel';
import { openScene } from '../../support/scene';

// Each step on the parties' side × every role and level × own and sibling county.

const scene = openScene();
let { placed, persons } = {} as Rights;
const objects = new Map<string, Objects>();
let cells = 0;

/** Adds to a case one record of each kind that the steps act on. */
async function furnish(row: Placed): Promise<Objects> {
  const { owner } = scene.people;
  const parties = await owner.run<{ id: string; side: string }>(
    'select id, side from app.parties where case_id = $1',
    [row.id],
  );
  const of = (side: string) => parties.find((party) => party.side === side)!.id;
  const [applicantId, respondentId] = [of('applicant'), of('respondent')];
  const { mediator, desk } = row.actors;
  const case_id = row.id;
  const starts_at = new Date(Date.now() + 86_400_000);
  await owner.run(`select app.store_message($1, $2, 'question', '要带哪些材料？')`, [case_id, applicantId]);
  const [link] = await desk.call<{ id: string }>('invite_party', {
    case_id,
    request_id: once(),
    party_id: respondentId,
    about: '楼上卫生间漏水。',
  });
  const plan = {
    case_id,
    request_id: once(),
    starts_at,
    minutes: 60,
    way: 'room',
    place: '调解室',
    party_ids: [applicantId],
  };
  await mediator.call('plan_session', plan);
  await mediator.call('write_agreement', {
    case_id,
    request_id: once(),
    facts: '楼上卫生间漏水。',
    terms: '十日内修好漏水。',
  });
  const upload = once();
  const [ticket] = await mediator.call<{ folder: string }>('open_upload', { request_id: upload });
  await owner.run(
    `insert into storage.objects (bucket_id, name, metadata) values ('case-evidence', $1 || '/' || gen_random_uuid() || '.jpg', '{"mimetype": "image/jpeg", "size": 1000}')`,
    [ticket!.folder],
  );
  const [ids] = await owner.run<{ question: string; session: string; paper: string }>(
    `select (select id from app.party_messages where case_id = $1) as question, (select id from app.planned_sessions where case_id = $1) as session,
       (select id from app.agreement_papers where case_id = $1) as paper`,
    [case_id],
  );
  return { applicantId, respondentId, link: link!.id, upload, ...ids! };
}

beforeAll(async () => {
  ({ placed, persons } = await openRights(scene));
  await allowTakingBack(scene.people.owner);
  for (const row of placed.filter(({ stage }) => stage === 'mediating'))
    objects.set(row.id, await furnish(row));
  await scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
}, 120_000);
afterAll(() => process.stdout.write(`rights of the parties' side: ${cells} cells\n`));

const furnished = () => placed.filter(({ id }) => objects.has(id));

describe('steps of staff on the parties’ side', () => {
  it('are allowed only to those entitled, and a refusal changes nothing', async () => {
    expect(furnished()).toHaveLength(2);
    const before = await fingerprintOf(scene.people);
    const wrong: string[] = [];
    for (const [verb, { who, args }] of Object.entries(SIDE_VERBS)) {
      for (const row of furnished()) {
        for (const actor of ACTORS) {
          const sent = { request_id: once(), ...args(row, objects.get(row.id)!) };
          const hidden = 'case_id' in sent ? 'PT404 case_not_found' : 'PT404 record_not_found';
          const expected =
            actor.account === 'anon'
              ? 'denied'
              : actor.role === null
                ? '42501 refused'
                : !reads(actor, row)
                  ? hidden
                  : who(actor, row)
                    ? 'ok'
                    : '42501 refused';
          const answer = await (expected === 'ok' ? tryAndTakeBack : call)(
            persons.get(actor.account)!,
            verb,
            sent,
          );
          cells += 1;
          if (answer !== expected)
            wrong.push(`${actor.account} ${verb} ${row.region}: ${answer}, expected ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprintOf(scene.people)).toEqual(before);
  }, 120_000);

  it('are offered to exactly those who may take them', async () => {
    for (const row of furnished()) {
      for (const actor of ACTORS) {
        cells += 1;
        const work = persons
          .get(actor.account)!
          .call<{ actions: string[] }>('parties_side', { case_id: row.id });
        if (actor.account === 'anon') expect(await answerOf(work)).toBe('denied');
        else if (actor.role === null || !reads(actor, row))
          expect(await answerOf(work)).toBe('PT404 case_not_found');
        else if (['administrator', 'reporter'].includes(actor.role))
          expect(await answerOf(work)).toBe('42501 refused');
        else {
          const mine = Object.entries(SIDE_VERBS)
            .filter(([, { who }]) => who(actor, row))
            .map(([verb]) => verb);
          expect((await work)[0]!.actions.toSorted(), actor.account).toEqual(mine.toSorted());
        }
      }
    }
  });

  it('show a text in full to the desk, the mediator and the lead’s dispatcher', async () => {
    const wrong: string[] = [];
    for (const row of furnished()) {
      for (const actor of ACTORS) {
        const may =
          isDesk(actor, row) || isMediator(actor, row) || (isLead(actor, row) && actor.role === 'dispatcher');
        const expected =
          actor.account === 'anon'
            ? 'denied'
            : actor.role === null
              ? '42501 refused'
              : !reads(actor, row)
                ? 'PT404 record_not_found'
                : may
                  ? 'ok'
                  : '42501 refused';
        const answer = await (expected === 'ok' ? tryAndTakeBack : call)(
          persons.get(actor.account)!,
          'read_agreement',
          {
            paper_id: objects.get(row.id)!.paper,
          },
        );
        cells += 1;
        if (answer !== expected)
          wrong.push(`${actor.account} ${row.region}: ${answer}, expected ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('functions for holders', () => {
  it('return nothing to a caller without a code, whatever their post', async () => {
    const before = await fingerprintOf(scene.people);
    const [row] = furnished();
    const { session, paper } = objects.get(row!.id)!;
    const wrong = { number: row!.number, tracking_code: 'AAAA-BBBB-CCCC-DDDD' };
    const asked: Record<string, object> = {
      party_view: wrong,
      write_message: { ...wrong, kind: 'question', message: '在吗？' },
      reply_session: { ...wrong, session_id: session, expected_version: 1, reply: 'confirmed' },
      decide_mediation: { ...wrong, decision: 'decline' },
      sign_agreement: {
        ...wrong,
        paper_id: paper,
        sha256: 'x',
        name: '罗春生',
        strokes: JSON.stringify(STROKES),
      },
      request_privacy: { ...wrong, kind: 'erase', message: '请删除我的信息。' },
      rate_case: { ...wrong, service: 1, result: 1 },
      add_evidence: wrong,
      open_party_upload: wrong,
      set_messages: { ...wrong, channel: 'sms', wanted: true },
      read_party_link: { token: '0'.repeat(32) },
      join_mediation: { token: '0'.repeat(32), decision: 'agree', consent_version: 'P2026-11' },
    };
    expect(Object.keys(asked).toSorted()).toEqual(HOLDER_FUNCTIONS);
    for (const actor of ACTORS) {
      for (const [name, args] of Object.entries(asked)) {
        cells += 1;
        const reading = name === 'party_view' || name === 'read_party_link';
        const sent = reading ? args : { ...args, request_id: once() };
        expect(await persons.get(actor.account)!.call(name, sent), `${actor.account} ${name}`).toEqual([]);
      }
    }
    expect(await fingerprintOf(scene.people)).toEqual(before);
  });
});

describe('the outbox', () => {
  it('is denied to every signed-in person', async () => {
    for (const actor of ACTORS) {
      for (const name of ['settle_outbox', 'take_outbox']) {
        cells += 1;
        const args = name === 'take_outbox' ? { channel: 'sms' } : { id: 1, lease: once() };
        expect(await call(persons.get(actor.account)!, name, args), `${actor.account} ${name}`).toBe(
          'denied',
        );
      }
    }
  });
});

describe('ratings', () => {
  it('can be read by the rated organisation, and by leaders, administrators and dispatchers of the territory', async () => {
    const row = placed.find(({ stage, region }) => stage === 'closed' && region !== '350823')!;
    const [rated] = await scene.people.owner.run<{ organisation_id: string }>(
      `insert into app.ratings (case_id, party_id, side, organisation_id, service, result, message)
       select $1, p.id, p.side, c.lead_organisation_id, 2, 3, '等了很久。' from app.parties p join app.cases c on c.id = p.case_id
       where p.case_id = $1 and p.side = 'applicant' returning organisation_id`,
      [row.id],
    );
    const ofLead = (actor: Actor) =>
      actor.kind === 'people_mediation' && actor.region === '350821100' && actor.role !== 'reporter';
    const above = (actor: Actor, roles: string[]) =>
      actor.kind === CENTRE && roles.includes(actor.role ?? '') && row.region.startsWith(actor.region);
    for (const actor of ACTORS) {
      cells += 2;
      const person = persons.get(actor.account)!;
      if (actor.account === 'anon') {
        expect(await answerOf(person.run('select 1 from api.ratings'))).toBe('denied');
        expect(await answerOf(person.run('select 1 from api.organisation_ratings'))).toBe('denied');
        continue;
      }
      const shown = await person.run('select message from api.ratings where case_id = $1', [row.id]);
      const sees = ofLead(actor) || above(actor, ['leader', 'administrator', 'dispatcher']);
      expect(shown.length, `${actor.account} ratings`).toBe(sees ? 1 : 0);
      const averages = await person.run(
        'select service from api.organisation_ratings where organisation_id = $1',
        [rated!.organisation_id],
      );
      // The organisation belongs to the township, so its village has no territory over it.
      const oversees =
        actor.kind === CENTRE &&
        ['leader', 'administrator'].includes(actor.role ?? '') &&
        '350821100'.startsWith(actor.region);
      expect(averages.length, `${actor.account} averages`).toBe(ofLead(actor) || oversees ? 1 : 0);
    }
  });
});
