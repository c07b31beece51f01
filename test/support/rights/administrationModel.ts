import { CENTRE } from './actors';
import { ofMap } from './administrationOfMap';
import { ofPeople } from './administrationOfPeople';
import { ofRegions } from './administrationOfRegions';
import { ofOrders, ofRules } from './administrationOfRules';
import { ofSources } from './administrationOfSources';
import {
  administersRegion,
  type Attempt,
  forAdministrators,
  id,
  inOffice,
  type Objects,
  type Office,
  works,
} from './administrationRules';

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
      // Whoever may register disputes gets an error about the channel; another test covers which channels a role
      // has.
      expected: (actor) =>
        actor.account === 'anon'
          ? 'denied'
          : ['dispatcher', 'mediator', 'reporter'].includes(actor.role ?? '')
            ? 'PT422 field_required'
            : '42501 refused',
    },
  ];
}

/** Every administration function on every kind of target. */
export const attempts = (objects: Objects): Attempt[] => [
  ...ofOffices(objects),
  ...ofRegions(objects),
  ...ofPeople(objects),
  ...ofOversight(objects),
  ...ofRules(),
  ...ofMap(),
  ...ofOrders(objects),
  ...ofSources(objects),
];

/** Names of the functions that the attempts call. */
export function namesOfAdministration(): string[] {
  const office: Office = { id: '', kind: '', region: '', version: 1 };
  const colleague = { id: '', account: '', postId: '', role: '', office };
  const nothing: Objects = {
    offices: [office],
    idle: [office],
    retired: [office],
    colleagues: [colleague, colleague],
    suspended: colleague,
    invitation: { id: '', office },
    leave: { id: '', of: colleague },
    change: { id: '', code: '' },
    empty: [''],
    orders: { issued: '', answered: '', to: office, by: office, region: '' },
    sources: { used: office, retired: office },
  };
  return [...new Set(attempts(nothing).map(({ name }) => name))];
}
