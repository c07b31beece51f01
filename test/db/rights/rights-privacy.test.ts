import { beforeAll, describe, expect, it } from 'vitest';
import { ACTORS } from '../../support/rights/actors';
import { allowTakingBack, answerOf, call, fingerprintOf, tryAndTakeBack } from '../../support/wire/attempt';
import { once } from '../../support/parties';
import { keepsPrivacy, PRIVACY_OF_CASES } from '../../support/rights/privacyModel';
import { openRights, type Rights } from '../../support/rights/rights';
import { reads, type Placed } from '../../support/rights/rightsModel';
import { openScene } from '../../support/scene';

// Each verb and view about personal data × every role and level × own and sibling county.

const scene = openScene();
let { placed, persons } = {} as Rights;
const rows: { row: Placed; version: number; request: string; erasure: string }[] = [];

beforeAll(async () => {
  ({ placed, persons } = await openRights(scene));
  await allowTakingBack(scene.people.owner);
  for (const row of placed.filter(({ stage }) => stage === 'closed')) {
    const { owner } = scene.people;
    await owner.run('update app.deadlines set met_at = now() where case_id = $1 and met_at is null', [
      row.id,
    ]);
    await row.actors.desk.call('record_privacy_request', {
      case_id: row.id,
      request_id: once(),
      kind: 'copy',
      side: 'applicant',
      identity: 'id_card',
    });
    const [ids] = await owner.run<{ version: number; request: string }>(
      `select c.version, (select id from app.privacy_requests where case_id = c.id) as request from app.cases c where c.id = $1`,
      [row.id],
    );
    rows.push({ row, ...ids!, erasure: '' });
  }
}, 120_000);

const refusalOf = (actor: (typeof ACTORS)[number], row: Placed, may: boolean) =>
  actor.account === 'anon'
    ? 'denied'
    : actor.role === null
      ? '42501 refused'
      : !reads(actor, row)
        ? 'PT404 case_not_found'
        : may
          ? 'ok'
          : '42501 refused';

describe('verbs about personal data', () => {
  it('belong to administrators of the territory, requests at the counter also to the desk, and a refusal changes nothing', async () => {
    expect(rows.length).toBeGreaterThan(1);
    const before = await fingerprintOf(scene.people);
    const wrong: string[] = [];
    for (const [verb, { who, args }] of Object.entries(PRIVACY_OF_CASES)) {
      for (const { row, version } of rows) {
        for (const actor of ACTORS) {
          const expected = refusalOf(actor, row, who(actor, row));
          const sent = { case_id: row.id, request_id: once(), ...args(version) };
          const answer = await (expected === 'ok' ? tryAndTakeBack : call)(
            persons.get(actor.account)!,
            verb,
            sent,
          );
          if (answer !== expected)
            wrong.push(`${actor.account} ${verb} ${row.region}: ${answer}, expected ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprintOf(scene.people)).toEqual(before);
  }, 120_000);

  it('are offered to those who may use them, and to nobody else', async () => {
    const wrong: unknown[] = [];
    for (const { row } of rows) {
      for (const actor of ACTORS) {
        const expected = Object.keys(PRIVACY_OF_CASES).filter((verb) =>
          PRIVACY_OF_CASES[verb]!.who(actor, row),
        );
        const person = persons.get(actor.account)!;
        const answer = await person
          .call<{ verb: string }>('privacy_actions', { case_id: row.id })
          .then((offered) => offered.map(({ verb }) => verb).toSorted())
          .catch((failure: unknown) => answerOf(Promise.reject(failure)));
        const refusal = actor.account === 'anon' ? 'denied' : 'PT404 case_not_found';
        const right = reads(actor, row) ? expected.toSorted() : refusal;
        if (JSON.stringify(answer) !== JSON.stringify(right))
          wrong.push({ account: actor.account, region: row.region, answer, right });
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('decide and confirm only for administrators of the territory', async () => {
    const wrong: string[] = [];
    for (const one of rows) {
      const [asked] = await scene.people.owner.run<{ id: string }>(
        `insert into app.erasures (case_id, case_number, region_code, reason, asked_by, asked_by_name)
         select c.id, c.number, c.region_code, '当事人申请删除', s.id, s.name from app.cases c, app.staff s
         where c.id = $1 and s.account = 'changting.leader' returning id`,
        [one.row.id],
      );
      for (const [verb, args] of [
        ['confirm_erasure', { erasure_id: asked!.id, granted: true }],
        ['decide_privacy_request', { privacy_request_id: one.request, decision: 'done' }],
      ] as const) {
        for (const actor of ACTORS) {
          const expected =
            actor.account === 'anon'
              ? 'denied'
              : actor.role !== 'administrator'
                ? '42501 refused'
                : keepsPrivacy(actor, one.row)
                  ? 'ok'
                  : 'PT404 record_not_found';
          const sent = { request_id: once(), expected_version: 1, ...args };
          const answer = await (expected === 'ok' ? tryAndTakeBack : call)(
            persons.get(actor.account)!,
            verb,
            sent,
          );
          if (answer !== expected)
            wrong.push(`${actor.account} ${verb} ${one.row.region}: ${answer}, expected ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('leave records that only the same administrators can read', async () => {
    for (const view of ['privacy_requests', 'erasures', 'privacy_log']) {
      for (const { row } of rows) {
        for (const actor of ACTORS) {
          const work = persons
            .get(actor.account)!
            .run(`select 1 from api.${view} where case_id = $1`, [row.id]);
          if (actor.account === 'anon') expect(await answerOf(work)).toBe('denied');
          else
            expect((await work).length > 0, `${actor.account} ${view} ${row.region}`).toBe(
              keepsPrivacy(actor, row),
            );
        }
      }
    }
  });
});
