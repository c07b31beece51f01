import { DEMO_ACCOUNTS } from '../../../scripts/demo/accounts';

/** An actor of the rights matrix: a post with its role and organisation, or a user without a post. */
export interface Actor {
  account: string;
  /** Null for a user without a post. */
  role: string | null;
  /** Kind and region of the organisation; empty without one. */
  kind: string;
  region: string;
}

/** Kind of the organisations whose posts see a whole territory. */
export const CENTRE = 'dispatch_centre';

const ROLES = ['administrator', 'dispatcher', 'mediator', 'leader', 'reporter'];

/**
 * The organisations for which every role is tried: city, county, its sibling, township, village, and two without a
 * territory.
 */
const PLACES: [name: string, kind: string, region: string][] = [
  ['city', CENTRE, '3508'],
  ['changting', CENTRE, '350821'],
  ['shanghang', CENTRE, '350823'],
  ['tingzhou', CENTRE, '350821100'],
  ['shuidong', CENTRE, '350821100010'],
  ['committee', 'people_mediation', '350821100'],
  ['industry', 'professional_committee', '3508'],
];

const DEMO: Actor[] = DEMO_ACCOUNTS.map(({ account, role, kind, region }) => ({
  account,
  role,
  kind,
  region,
}));

/** Posts that the demo data lacks; made only for the matrix. */
export const EXTRAS: Actor[] = PLACES.flatMap(([name, kind, region]) =>
  ROLES.filter(
    (role) => !DEMO.some((one) => one.role === role && one.kind === kind && one.region === region),
  ).map((role) => ({ account: `matrix.${name}.${role}`, role, kind, region })),
);

/** Every role at every level, a user who only signed up, and an anonymous one. */
export const ACTORS: Actor[] = [
  { account: 'anon', role: null, kind: '', region: 'none' },
  { account: 'stranger', role: null, kind: '', region: 'none' },
  ...DEMO,
  ...EXTRAS,
];
