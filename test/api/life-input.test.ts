import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { at, type Actors, createActors, caseAt, type VerbResult } from '../support/case';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import type { Situation } from '../support/rights/rightsModel';
import { bring } from '../support/situations';
import { testStack, type TestStack } from '../support/stack';
import { countRows, openWire, type Wire } from '../support/wire/wire';
import type { Kind } from '../support/wire/wrong';

// Sends invalid values for every argument of the case verbs, of supervision and of rules over HTTP.

type Who = 'anon' | 'desk' | 'mediator' | 'leader' | 'city';
type Plan = PlanOf<Who>;

let stack: TestStack;
let people: People;
let actors: Actors;
let wires: Record<Who, Wire>;
let rows: Record<'submitted' | 'accepted' | 'mediating' | Situation, VerbResult>;
let orders: Record<'issued' | 'answered', string>;
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  actors = await createActors(people);
  const [county] = await people.owner.run<{ id: string }>(
    `select id from app.organisations where kind = 'people_mediation' and region_code = '350821'`,
  );
  actors.otherId = county!.id;
  rows = {} as typeof rows;
  for (const stage of ['submitted', 'accepted', 'mediating'] as const)
    rows[stage] = await caseAt(people, actors, stage);
  for (const [situation, stage] of [
    ['needs_info', 'submitted'],
    ['suspended', 'mediating'],
    ['extension', 'mediating'],
    ['risky', 'submitted'],
    ['joint', 'mediating'],
    ['not_settled', 'mediating'],
    ['closed', 'agreed'],
  ] as const)
    rows[situation] = await bring(people, actors, await caseAt(people, actors, stage), situation);
  orders = {} as typeof orders;
  for (const name of ['issued', 'answered'] as const) {
    const row = await bring(people, actors, await caseAt(people, actors, 'mediating'), 'ordered');
    const [order] = await people.owner.run<{ id: string }>(
      'select id from app.supervision_orders where case_id = $1',
      [row.id],
    );
    orders[name] = order!.id;
  }
  await actors.mediator.call('answer_order', {
    order_id: orders.answered,
    expected_version: 1,
    request_id: crypto.randomUUID(),
    answer: '已约定周五上门调解。',
  });
  wires = {
    anon: await openWire(stack),
    desk: await openWire(stack, await stack.signIn('changting.dispatcher')),
    mediator: await openWire(stack, await stack.signIn('tingzhou.mediator')),
    leader: await openWire(stack, await stack.signIn('city.leader')),
    city: await openWire(stack, await stack.signIn('city.administrator')),
  };
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const verb = (
  who: Who,
  name: string,
  stage: () => VerbResult,
  more: () => object,
  kinds: Record<string, Kind>,
  optional: string[] = [],
): Plan => ({
  who,
  name,
  good: () => ({ ...at(stage()), ...more() }),
  kinds: { case_id: 'uuid', expected_version: 'version', request_id: 'uuid', ...kinds },
  optional,
});
const reason = { reason: '按规定办理，情况属实。' };
const nextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

const PLANS: Plan[] = [
  verb(
    'desk',
    'request_info',
    () => rows.submitted,
    () => ({ items: ['身份证明'] }),
    {},
  ),
  verb(
    'desk',
    'record_info',
    () => rows.needs_info,
    () => ({ info: '已电话补充合同。' }),
    { info: 'text' },
  ),
  verb(
    'desk',
    'record_party',
    () => rows.mediating,
    () => ({ side: 'agent', party: { name: '丘律师' } }),
    { side: 'choice', party: 'somebody' },
  ),
  verb(
    'desk',
    'reject_case',
    () => rows.submitted,
    () => ({ reject_reason: 'in_court', ways: '请等候法院审理。' }),
    { reject_reason: 'choice', ways: 'text' },
  ),
  verb(
    'desk',
    'merge_case',
    () => rows.submitted,
    () => ({ into_case_id: rows.accepted.id, ...reason }),
    { into_case_id: 'uuid', reason: 'short' },
  ),
  verb(
    'desk',
    'link_case',
    () => rows.submitted,
    () => ({ other_case_id: rows.accepted.id, kind: 'related' }),
    { other_case_id: 'uuid', kind: 'choice' },
  ),
  verb(
    'desk',
    'withdraw_case',
    () => rows.submitted,
    () => reason,
    { reason: 'short' },
  ),
  verb(
    'desk',
    'escalate_case',
    () => rows.accepted,
    () => reason,
    { reason: 'text' },
  ),
  verb(
    'desk',
    'delegate_case',
    () => rows.accepted,
    () => ({}),
    { note: 'optional' },
  ),
  verb(
    'desk',
    'transfer_case',
    () => rows.mediating,
    () => ({ organisation_id: actors.otherId, ...reason }),
    { organisation_id: 'uuid', reason: 'text' },
  ),
  verb(
    'desk',
    'add_co_handler',
    () => rows.mediating,
    () => ({ organisation_id: actors.otherId, task: '协助核对权属。' }),
    { organisation_id: 'uuid', task: 'text' },
  ),
  verb(
    'desk',
    'remove_co_handler',
    () => rows.joint,
    () => ({ organisation_id: actors.otherId, ...reason }),
    { organisation_id: 'uuid', reason: 'short' },
  ),
  verb(
    'mediator',
    'recuse_mediator',
    () => rows.mediating,
    () => reason,
    { reason: 'text' },
  ),
  verb(
    'desk',
    'add_note',
    () => rows.mediating,
    () => ({ note: '村委会已看过现场。' }),
    { note: 'text' },
  ),
  verb(
    'desk',
    'urge_case',
    () => rows.mediating,
    () => ({}),
    { note: 'optional' },
  ),
  verb(
    'mediator',
    'suspend_case',
    () => rows.mediating,
    () => ({ suspend_reason: 'appraisal', until_on: nextMonth() }),
    { suspend_reason: 'choice', until_on: 'future', note: 'optional' },
  ),
  verb(
    'desk',
    'resume_case',
    () => rows.suspended,
    () => ({}),
    { note: 'optional' },
  ),
  verb(
    'mediator',
    'request_extension',
    () => rows.mediating,
    () => ({ days: 5, ...reason, parties_agree: true }),
    { days: 'int', reason: 'text' },
  ),
  verb(
    'desk',
    'decide_extension',
    () => rows.extension,
    () => ({ granted: true }),
    { note: 'optional' },
  ),
  verb(
    'desk',
    'regrade_case',
    () => rows.mediating,
    () => ({ grade: 'yellow', ...reason }),
    { grade: 'choice', reason: 'text' },
  ),
  verb(
    'desk',
    'report_risk',
    () => rows.mediating,
    () => ({ risk_kind: 'violence', description: '一方扬言动手。' }),
    { risk_kind: 'choice', description: 'text', notified_to: 'optional' },
  ),
  verb(
    'desk',
    'clear_risk',
    () => rows.risky,
    () => reason,
    { reason: 'text' },
  ),
  verb(
    'desk',
    'refer_case',
    () => rows.not_settled,
    () => ({ referred_to: 'litigation', note: '可向法院起诉。' }),
    { referred_to: 'choice', note: 'text' },
  ),
  verb(
    'desk',
    'reopen_case',
    () => rows.closed,
    () => reason,
    { reason: 'text' },
  ),
  verb(
    'desk',
    'record_follow_up',
    () => rows.closed,
    () => ({ performed: 'performed' }),
    { performed: 'choice', satisfied: 'rating', note: 'optional' },
  ),
  verb(
    'leader',
    'issue_order',
    () => rows.mediating,
    () => ({ demand: '请三日内反馈。' }),
    { demand: 'text' },
  ),
];

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await countRows(stack.database.url);
      expect(await faultsOf(wires[one.who], one, seen)).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
    },
    120_000,
  );
});
