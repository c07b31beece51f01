import { CENTRE, type Actor } from './actors';
import type { Answer } from './rightsModel';

// Who may administer what, written down independently of the database.

/** An organisation as the model sees it. */
export interface Office {
  id: string;
  kind: string;
  region: string;
  version: number;
}

/** A person as the model sees them. */
export interface Colleague {
  id: string;
  account: string;
  postId: string;
  role: string;
  office: Office;
}

/** What the administrators of the matrix lay their hands on. */
export interface Objects {
  offices: Office[];
  /** Organisations that lead nothing, so that they may be retired. */
  idle: Office[];
  retired: Office[];
  colleagues: Colleague[];
  suspended: Colleague;
  invitation: { id: string; office: Office };
  leave: { id: string; of: Colleague };
  /** A merge that goes on. */
  change: { id: string; code: string };
  /** Villages without anything in them. */
  empty: string[];
}

/** One call of the matrix: what is tried, with which arguments, and how it must end for an actor. */
export interface Attempt {
  name: string;
  target: string;
  args: () => object;
  expected: (actor: Actor) => Answer;
}

const isAdministrator = (actor: Actor) => actor.role === 'administrator';
const works = (actor: Actor, office: Office) => actor.kind === office.kind && actor.region === office.region;
/** Whether somebody administers an organisation: their own, or one of their territory. */
export const administers = (actor: Actor, office: Office) =>
  isAdministrator(actor) &&
  (works(actor, office) || (actor.kind === CENTRE && office.region.startsWith(actor.region)));
/** Whether somebody administers a region. */
export const administersRegion = (actor: Actor, code: string) =>
  isAdministrator(actor) && actor.kind === CENTRE && code.startsWith(actor.region);

/** Nobody's, then not an administrator's, then as the rule says. */
const forAdministrators =
  (rule: (actor: Actor) => Answer) =>
  (actor: Actor): Answer =>
    actor.account === 'anon' ? 'denied' : isAdministrator(actor) ? rule(actor) : '42501 refused';

const inOffice = (office: Office, hidden: Answer = '42501 outside_scope') =>
  forAdministrators((actor) => (administers(actor, office) ? 'ok' : hidden));

const withPerson = (person: Colleague) =>
  forAdministrators((actor) =>
    !administers(actor, person.office)
      ? 'PT404 staff_not_found'
      : actor.account === person.account
        ? '42501 own_account'
        : 'ok',
  );

const below = (code: string, own = false) =>
  forAdministrators((actor) =>
    administersRegion(actor, code) && (own || actor.region !== code) ? 'ok' : '42501 outside_scope',
  );

const id = () => ({ request_id: crypto.randomUUID() });
const TODAY = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const unused = (code: string) => `${code.slice(0, -2)}98`;

function ofOffices({ offices, idle, retired }: Objects): Attempt[] {
  const versioned = ({ id: organisation_id, version }: Office) => ({
    organisation_id,
    expected_version: version,
    ...id(),
  });
  return [
    ...offices.flatMap((office): Attempt[] => [
      {
        name: 'invite',
        target: office.region,
        args: () => ({
          ...id(),
          name: '邱建国',
          account: 'qiu.jianguo',
          organisation_id: office.id,
          role: 'mediator',
        }),
        expected: inOffice(office),
      },
      {
        name: 'add_post',
        target: office.region,
        args: () => ({
          ...id(),
          account: 'xinluo.dispatcher',
          organisation_id: office.id,
          role: 'leader',
        }),
        expected: inOffice(office),
      },
      {
        name: 'create_organisation',
        target: office.region,
        args: () => ({
          ...id(),
          name: '客家文化调解工作室',
          kind: 'function_room',
          region_code: office.region,
        }),
        expected: forAdministrators((actor) =>
          actor.kind !== CENTRE
            ? '42501 refused'
            : administersRegion(actor, office.region)
              ? 'ok'
              : '42501 outside_scope',
        ),
      },
    ]),
    ...idle.flatMap((office): Attempt[] => [
      {
        name: 'update_organisation',
        target: office.region,
        args: () => ({
          ...versioned(office),
          name: `裁调对接中心 ${office.region}`,
          kind: office.kind,
          region_code: office.region,
        }),
        expected: inOffice(office),
      },
      {
        name: 'retire_organisation',
        target: office.region,
        args: () => ({ ...versioned(office), reason: '职能已并入县中心' }),
        expected: inOffice(office),
      },
    ]),
    ...retired.map((office): Attempt => ({
      name: 'restore_organisation',
      target: office.region,
      args: () => versioned(office),
      expected: inOffice(office),
    })),
  ];
}

function ofRegions({ change, empty }: Objects): Attempt[] {
  const at = (code: string, version = 1) => ({ code, expected_version: version, ...id() });
  const siblings: [into: string, from: string][] = [
    ['350823', '350824'],
    ['350821100', '350821101'],
    ['350823100', '350823101'],
    ['350821100010', '350821100020'],
  ];
  return [
    ...['3508', '350821', '350823', '350821100', '350821100010'].flatMap((code): Attempt[] => [
      {
        name: 'rename_region',
        target: code,
        args: () => ({ ...at(code), name: '新名称' }),
        expected: below(code, true),
      },
      ...(code.length < 12
        ? [
            {
              name: 'create_region',
              target: code,
              args: () => ({ ...id(), code: `${code}${code.length === 4 ? '99' : '990'}`, name: '新设区划' }),
              expected: forAdministrators((actor) =>
                administersRegion(actor, code) ? 'ok' : '42501 outside_scope',
              ),
            },
          ]
        : []),
    ]),
    ...siblings.flatMap(([code, from]): Attempt[] => [
      {
        name: 'merge_regions',
        target: code,
        args: () => ({ ...at(code), from_codes: [from], effective_on: TODAY() }),
        expected: below(code),
      },
      {
        name: 'split_region',
        target: code,
        args: () => ({ ...at(code), new_code: unused(code), new_name: '新区划', effective_on: TODAY() }),
        expected: below(code),
      },
      {
        name: 'recode_region',
        target: code,
        args: () => ({ ...at(code), new_code: unused(code), effective_on: TODAY() }),
        expected: below(code),
      },
    ]),
    ...empty.map((code): Attempt => ({
      name: 'retire_region',
      target: code,
      args: () => ({ ...at(code), reason: '并入城区' }),
      expected: below(code),
    })),
    {
      name: 'continue_region_change',
      target: change.code,
      args: () => ({ change_id: change.id }),
      expected: forAdministrators((actor) =>
        administersRegion(actor, change.code) ? 'ok' : 'PT404 region_change_not_found',
      ),
    },
    ...['preview_region_import', 'import_regions'].map((name): Attempt => ({
      name,
      target: 'a file',
      args: () => ({
        ...(name === 'import_regions' ? id() : {}),
        rows: JSON.stringify([{ code: '350821100010', name: '水东社区' }]),
      }),
      expected: forAdministrators((actor) => (actor.kind === CENTRE ? 'ok' : '42501 refused')),
    })),
  ];
}

function ofPeople({ colleagues, suspended, invitation, leave }: Objects): Attempt[] {
  const versioned = (person: Colleague) => ({ staff_id: person.id, expected_version: 1, ...id() });
  const [, deputy] = colleagues as [Colleague, Colleague];
  return [
    ...colleagues.flatMap((person): Attempt[] => [
      {
        name: 'suspend_staff',
        target: person.account,
        args: () => ({ ...versioned(person), reason: '借调外单位' }),
        expected: withPerson(person),
      },
      {
        name: 'sign_out_staff',
        target: person.account,
        args: () => versioned(person),
        expected: withPerson(person),
      },
      {
        name: 'invite_reset',
        target: person.account,
        args: () => versioned(person),
        expected: withPerson(person),
      },
      {
        name: 'end_post',
        target: person.account,
        args: () => ({ post_id: person.postId, expected_version: 1, ...id(), last_day: TODAY() }),
        expected: inOffice(person.office, 'PT404 post_not_found'),
      },
      {
        name: 'rate_mediator',
        target: person.account,
        args: () => ({ ...versioned(person), expected_version: 0, grade: 'gold' }),
        expected: inOffice(person.office, 'PT404 staff_not_found'),
      },
      {
        name: 'update_profile',
        target: person.account,
        args: () => ({ ...versioned(person), expected_version: 0, languages: ['客家话'] }),
        expected: (actor) =>
          actor.account === 'anon'
            ? 'denied'
            : actor.role === null
              ? '42501 refused'
              : actor.account === person.account || administers(actor, person.office)
                ? 'ok'
                : 'PT404 staff_not_found',
      },
    ]),
    {
      name: 'restore_staff',
      target: suspended.account,
      args: () => versioned(suspended),
      expected: withPerson(suspended),
    },
    ...(['revoke_invitation', 'renew_invitation'] as const).map((name): Attempt => ({
      name,
      target: invitation.office.region,
      args: () => ({ invitation_id: invitation.id, expected_version: 1, ...id() }),
      expected: inOffice(invitation.office, 'PT404 invitation_not_found'),
    })),
    ...(['invite_many', 'preview_invitations'] as const).map((name): Attempt => ({
      name,
      target: 'a list',
      args: () => ({
        ...(name === 'invite_many' ? id() : {}),
        rows: JSON.stringify([{ name: '邱建国', account: 'qiu.jianguo', organisation: '无此组织' }]),
      }),
      expected: forAdministrators(() => 'ok'),
    })),
    {
      name: 'take_leave',
      target: leave.of.account,
      args: () => ({
        ...id(),
        staff_id: leave.of.id,
        organisation_id: leave.of.office.id,
        role: leave.of.role,
        deputy_id: deputy.id,
        from_on: '2030-05-06',
        to_on: '2030-05-10',
        reason: '年休假',
      }),
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : actor.role === null
            ? '42501 refused'
            : actor.account === leave.of.account || administers(actor, leave.of.office)
              ? 'ok'
              : 'PT404 staff_not_found',
    },
    {
      name: 'cancel_leave',
      target: leave.of.account,
      args: () => ({ leave_id: leave.id, expected_version: 1, ...id() }),
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : actor.role === null
            ? '42501 refused'
            : actor.account === leave.of.account || administers(actor, leave.of.office)
              ? 'ok'
              : 'PT404 leave_not_found',
    },
    {
      name: 'list_colleagues',
      target: leave.of.account,
      args: () => ({ organisation_id: leave.of.office.id, role: 'mediator' }),
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : administers(actor, leave.of.office) ||
              (works(actor, leave.of.office) && ['mediator', 'dispatcher'].includes(actor.role ?? ''))
            ? 'ok'
            : '42501 refused',
    },
    {
      name: 'hand_over',
      target: leave.of.account,
      args: () => ({
        ...id(),
        organisation_id: leave.of.office.id,
        from_staff_id: deputy.id,
        to_staff_id: leave.of.id,
        reason: '工作调动',
      }),
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : administers(actor, leave.of.office) ||
              (works(actor, leave.of.office) && actor.role === 'dispatcher')
            ? 'ok'
            : '42501 refused',
    },
  ];
}

function ofOversight({ offices }: Objects): Attempt[] {
  return [
    {
      name: 'region_tree',
      target: '3508',
      args: () => ({ parent_code: '3508' }),
      expected: (actor) =>
        actor.account === 'anon' ? 'denied' : actor.role === null ? '42501 refused' : 'ok',
    },
    ...offices.map((office): Attempt => ({
      name: 'organisation_results',
      target: office.region,
      args: () => ({ organisation_id: office.id }),
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : actor.role !== null &&
              actor.role !== 'reporter' &&
              (works(actor, office) ||
                (['leader', 'administrator', 'dispatcher'].includes(actor.role) &&
                  actor.kind === CENTRE &&
                  office.region.startsWith(actor.region)))
            ? 'ok'
            : '42501 refused',
    })),
    {
      name: 'register_case',
      target: 'a dispute',
      args: () => ({
        ...id(),
        channel: '',
        type_code: '0202',
        summary: '两户为屋檐滴水争吵，网格员上门劝解未果。',
        region_code: '350823',
        applicant: JSON.stringify({ kind: 'person', name: '罗春生' }),
      }),
      // Whoever may enter disputes is asked for a channel; which ones are theirs is told elsewhere.
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : ['dispatcher', 'mediator', 'reporter'].includes(actor.role ?? '')
            ? 'PT422 field_required'
            : '42501 refused',
    },
  ];
}

/** Every call of administration on every kind of target. */
export const attempts = (objects: Objects): Attempt[] => [
  ...ofOffices(objects),
  ...ofRegions(objects),
  ...ofPeople(objects),
  ...ofOversight(objects),
];
