import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { createActors } from '../support/case';
import { once, type Shared, sharedCase } from '../support/parties';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import type { Scene } from '../support/scene';
import { testStack, type TestStack } from '../support/stack';
import { countRows, openWire, type Wire } from '../support/wire/wire';

// Sends invalid values for every argument of the functions about personal data over HTTP.

type Plan = PlanOf<'anon' | 'administrator'>;

let stack: TestStack;
let people: People;
let wires: Record<Plan['who'], Wire>;
let row: Shared;
let version: number;
let ids: { request: string; erasure: string };
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  row = await sharedCase({ people, actors: await createActors(people) } as Scene, 'closed');
  await people.owner.run('update app.deadlines set met_at = now() where case_id = $1 and met_at is null', [
    row.id,
  ]);
  await people.anon.call('request_privacy', { ...row.holder, request_id: once(), kind: 'copy' });
  const [found] = await people.owner.run<{ version: number; request: string; erasure: string }>(
    `with asked as (insert into app.erasures (case_id, case_number, region_code, reason, asked_by, asked_by_name)
       select c.id, c.number, c.region_code, '当事人申请删除', s.id, s.name from app.cases c, app.staff s
       where c.id = $1 and s.account = 'city.administrator' returning id)
     select c.version, (select id from app.privacy_requests where case_id = c.id) as request, asked.id as erasure from app.cases c, asked where c.id = $1`,
    [row.id],
  );
  version = found!.version;
  ids = found!;
  wires = {
    anon: await openWire(stack),
    administrator: await openWire(stack, await stack.signIn('changting.administrator')),
  };
}, 120_000);
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const onCase = () => ({ case_id: row.id, expected_version: version, request_id: once() });
const PLANS: Plan[] = [
  {
    who: 'anon',
    name: 'request_privacy',
    good: () => ({ ...row.holder, request_id: once(), kind: 'erase', message: '请删除我的信息' }),
    kinds: { request_id: 'uuid', kind: 'choice', message: 'optional' },
    optional: ['message'],
  },
  {
    who: 'administrator',
    name: 'record_privacy_request',
    good: () => ({
      case_id: row.id,
      request_id: once(),
      kind: 'erase',
      side: 'applicant',
      identity: 'id_card',
      message: '本人到窗口申请',
    }),
    kinds: {
      case_id: 'uuid',
      request_id: 'uuid',
      kind: 'choice',
      side: 'choice',
      identity: 'choice',
      message: 'optional',
    },
    optional: ['message'],
  },
  {
    who: 'administrator',
    name: 'privacy_actions',
    good: () => ({ case_id: row.id }),
    kinds: { case_id: 'uuid' },
  },
  {
    who: 'administrator',
    name: 'set_legal_hold',
    good: () => ({ ...onCase(), held: true, reason: '法院调取卷宗' }),
    kinds: {
      case_id: 'uuid',
      expected_version: 'version',
      request_id: 'uuid',
      held: 'yes_or_no',
      reason: 'short',
    },
  },
  {
    who: 'administrator',
    name: 'erase_case',
    good: () => ({ ...onCase(), reason: '当事人申请删除' }),
    kinds: { case_id: 'uuid', expected_version: 'version', request_id: 'uuid', reason: 'short' },
  },
  {
    who: 'administrator',
    name: 'confirm_erasure',
    good: () => ({ erasure_id: ids.erasure, expected_version: 1, request_id: once(), granted: true }),
    kinds: { erasure_id: 'uuid', expected_version: 'version', request_id: 'uuid', granted: 'yes_or_no' },
  },
  {
    who: 'administrator',
    name: 'decide_privacy_request',
    good: () => ({
      privacy_request_id: ids.request,
      expected_version: 1,
      request_id: once(),
      decision: 'refused',
      reason: '不能核实申请人身份',
    }),
    kinds: {
      privacy_request_id: 'uuid',
      expected_version: 'version',
      request_id: 'uuid',
      decision: 'choice',
      reason: 'short',
    },
  },
];

const counted = async () => ({
  ...(await countRows(stack.database.url)),
  ...(
    await people.owner.run(
      `select (select sum(version) from app.privacy_requests) as requests, (select sum(version) from app.erasures) as erasures,
         (select count(*) from app.privacy_log) as log, (select sum(version) from app.cases) as versions`,
    )
  )[0],
});

describe('invalid input about personal data', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await counted();
      expect(await faultsOf(wires[one.who], one, seen)).toEqual([]);
      expect(await counted()).toEqual(before);
    },
    120_000,
  );
});
