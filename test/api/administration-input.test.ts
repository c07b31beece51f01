import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { filing } from '../support/case';
import { type AdministrationIds, administrationIds } from '../support/rights/administrationIds';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, type Wire } from '../support/wire/wire';
import type { Kind } from '../support/wire/wrong';

// Sends invalid values for every argument of every administration function over HTTP.

type Who = 'anon' | 'administrator' | 'mediator' | 'reporter';
type Plan = PlanOf<Who>;

let stack: TestStack;
let people: People;
let wires: Record<Who, Wire>;
let ids: AdministrationIds;
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  ids = await administrationIds(people.owner);
  wires = {
    anon: await openWire(stack),
    administrator: await openWire(stack, await stack.signIn('changting.administrator')),
    mediator: await openWire(stack, await stack.signIn('tingzhou.mediator')),
    reporter: await openWire(stack, await stack.signIn('tingzhou.reporter')),
  };
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const plan = (
  name: string,
  good: () => Record<string, unknown>,
  kinds: Record<string, Kind>,
  optional: string[] = [],
  who: Who = 'administrator',
): Plan => ({
  who,
  name,
  good: () => ({ request_id: crypto.randomUUID(), ...good() }),
  kinds: { request_id: 'uuid', ...kinds },
  optional,
});
const place: Record<string, Kind> = { longitude: 'position', latitude: 'position' };
const region = (more: object) => () => ({ code: '350821101', expected_version: 1, ...more });
const ofRegion = { code: 'code', expected_version: 'version' } as const;
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const organisation = (more: object) => () => ({
  name: '客家调解室',
  kind: 'function_room',
  region_code: '350821',
  longitude: 116.3,
  latitude: 25.8,
  ...more,
});
const ofOrganisation: Record<string, Kind> = {
  name: 'short',
  kind: 'choice',
  region_code: 'choice',
  region_codes: 'list',
  type_codes: 'list',
  phone: 'optional',
  contact_name: 'optional',
  address: 'optional',
  capacity: 'int',
  duty_hours: 'optional',
  ...place,
};
const OPTIONAL_OF_ORGANISATION = ['longitude', 'latitude'];
const person =
  (more: object = {}) =>
  () => ({ staff_id: ids.deputy, expected_version: 1, ...more });
const ofPerson = { staff_id: 'uuid', expected_version: 'version' } as const;

const PLANS: Plan[] = [
  plan('create_region', () => ({ code: '350821990', name: '新镇' }), {
    code: 'code',
    name: 'short',
    ...place,
  }),
  plan('rename_region', region({ name: '新名称' }), { ...ofRegion, name: 'short', ...place }),
  plan('merge_regions', region({ from_codes: ['350821102'], effective_on: today() }), {
    ...ofRegion,
    from_codes: 'list',
    effective_on: 'date',
  }),
  plan('split_region', region({ new_code: '350821990', new_name: '新镇', effective_on: today() }), {
    ...ofRegion,
    new_code: 'code',
    new_name: 'short',
    effective_on: 'date',
    child_codes: 'list',
  }),
  plan('recode_region', region({ new_code: '350821990', effective_on: today() }), {
    ...ofRegion,
    new_code: 'code',
    effective_on: 'date',
    new_name: 'optional',
  }),
  plan('retire_region', region({ reason: '撤销建制' }), { ...ofRegion, reason: 'short' }),
  {
    who: 'administrator',
    name: 'continue_region_change',
    good: () => ({ change_id: crypto.randomUUID() }),
    kinds: { change_id: 'uuid' },
  },
  {
    who: 'administrator',
    name: 'preview_region_import',
    good: () => ({ rows: [] }),
    kinds: { rows: 'rows' },
  },
  plan('import_regions', () => ({ rows: [] }), { rows: 'rows' }),
  plan('create_organisation', organisation({}), ofOrganisation, OPTIONAL_OF_ORGANISATION),
  plan(
    'update_organisation',
    () => ({ ...organisation({})(), organisation_id: ids.idle, expected_version: 1 }),
    { ...ofOrganisation, organisation_id: 'uuid', expected_version: 'version' },
    OPTIONAL_OF_ORGANISATION,
  ),
  plan(
    'retire_organisation',
    () => ({ organisation_id: ids.idle, expected_version: 1, reason: '并入中心' }),
    {
      organisation_id: 'uuid',
      expected_version: 'version',
      reason: 'short',
    },
  ),
  plan('restore_organisation', () => ({ organisation_id: ids.retired, expected_version: 1 }), {
    organisation_id: 'uuid',
    expected_version: 'version',
  }),
  plan(
    'invite',
    () => ({ name: '邱建国', account: 'qiu.jianguo', organisation_id: ids.committee, role: 'mediator' }),
    { name: 'short', account: 'account', organisation_id: 'uuid', role: 'choice', valid_to: 'future' },
  ),
  plan('invite_many', () => ({ rows: [] }), { rows: 'rows' }),
  { who: 'administrator', name: 'preview_invitations', good: () => ({ rows: [] }), kinds: { rows: 'rows' } },
  plan('invite_reset', person(), ofPerson),
  plan('revoke_invitation', () => ({ invitation_id: ids.invitation, expected_version: 1 }), {
    invitation_id: 'uuid',
    expected_version: 'version',
  }),
  plan('renew_invitation', () => ({ invitation_id: ids.invitation, expected_version: 1 }), {
    invitation_id: 'uuid',
    expected_version: 'version',
  }),
  plan('add_post', () => ({ account: 'xinluo.dispatcher', organisation_id: ids.committee, role: 'leader' }), {
    account: 'code',
    organisation_id: 'uuid',
    role: 'choice',
    valid_from: 'future',
    valid_to: 'future',
  }),
  plan(
    'end_post',
    () => ({ post_id: ids.post, expected_version: 1, last_day: '2030-01-01' }),
    {
      post_id: 'uuid',
      expected_version: 'version',
      last_day: 'future',
    },
    ['last_day'],
  ),
  plan('suspend_staff', person({ reason: '借调外单位' }), { ...ofPerson, reason: 'short' }),
  plan('restore_staff', person(), ofPerson),
  plan('sign_out_staff', person(), ofPerson),
  plan('rate_mediator', person({ expected_version: 0, grade: 'gold' }), {
    staff_id: 'uuid',
    grade: 'choice',
    qualification: 'optional',
    certificate_number: 'optional',
  }),
  plan(
    'update_profile',
    () => ({ staff_id: ids.mediator, expected_version: 0 }),
    { staff_id: 'uuid', specialities: 'list', introduction: 'optional', photo_path: 'optional' },
    [],
    'mediator',
  ),
  plan(
    'take_leave',
    () => ({ deputy_id: ids.deputy, from_on: '2031-03-01', to_on: '2031-03-02', reason: '年休假' }),
    { deputy_id: 'uuid', from_on: 'future', to_on: 'future', reason: 'short' },
    [],
    'mediator',
  ),
  plan(
    'cancel_leave',
    () => ({ leave_id: ids.leave, expected_version: 1 }),
    { leave_id: 'uuid', expected_version: 'version' },
    [],
    'mediator',
  ),
  plan(
    'hand_over',
    () => ({
      organisation_id: ids.committee,
      from_staff_id: ids.mediator,
      to_staff_id: ids.deputy,
      reason: '工作调动',
    }),
    { organisation_id: 'uuid', from_staff_id: 'uuid', to_staff_id: 'uuid', reason: 'short' },
  ),
  {
    who: 'administrator',
    name: 'list_colleagues',
    good: () => ({ organisation_id: crypto.randomUUID(), role: 'mediator' }),
    kinds: { organisation_id: 'uuid' },
  },
  {
    who: 'administrator',
    name: 'who_sees',
    good: () => ({ case_id: crypto.randomUUID() }),
    kinds: { case_id: 'uuid' },
  },
  {
    who: 'administrator',
    name: 'organisation_results',
    good: () => ({ organisation_id: crypto.randomUUID() }),
    kinds: { organisation_id: 'uuid' },
  },
  plan(
    'register_case',
    () => {
      const { consent_version: _none, ...error } = filing();
      return { ...error, channel: 'grid' };
    },
    {
      channel: 'choice',
      type_code: 'choice',
      summary: 'text',
      region_code: 'choice',
      applicant: 'somebody',
      people_count: 'int',
      amount: 'number',
    },
    ['respondent', 'place'],
    'reporter',
  ),
  {
    who: 'anon',
    name: 'reset_password',
    good: () => ({ token: 'ff00', password: 'mediation-2027' }),
    kinds: { token: 'code', password: 'short' },
  },
  { who: 'mediator', name: 'accept_invitation', good: () => ({ token: 'ff00' }), kinds: { token: 'code' } },
];

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await countRows(stack.database.url);
      expect(await faultsOf(wires[one.who], one, seen)).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
    },
    90_000,
  );

  test('the attempts above have produced every usual error code', () => {
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'field_required',
        'field_too_long',
        'unknown_choice',
        'out_of_range',
        'invalid_value',
        'stale_record',
        'invalid_region_code',
        'not_siblings',
        'not_children',
        'region_not_found',
        'staff_not_found',
        'organisation_not_found',
        'invitation_not_found',
        'post_not_found',
        'leave_not_found',
        'date_in_past',
        'invitation_invalid',
      ]),
    );
  });

  test('a caller without a session is told to sign in', async () => {
    for (const { name, good } of PLANS.filter(({ who }) => who !== 'anon')) {
      expect(judgeRefusal(await wires.anon.call(name, good())), name).toMatchObject({
        fault: null,
        error: { status: 401 },
      });
    }
  });
});
