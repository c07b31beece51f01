import {
  administers,
  type Attempt,
  type Colleague,
  forAdministrators,
  id,
  inOffice,
  type Objects,
  TODAY,
  withPerson,
  works,
} from './administrationRules';

/** Calls that change people. */
export function ofPeople({ colleagues, suspended, invitation, leave }: Objects): Attempt[] {
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
