import type { Role } from '../domain/roles';

/** Path under which the server serves the console. */
export const BASENAME = '/console';

/** The pages of the console. */
export const PATHS = {
  desk: '/desk',
  mine: '/mine',
  overview: '/overview',
  register: '/register',
  cases: '/cases',
  hotspots: '/hotspots',
  regions: '/regions',
  organisations: '/organisations',
  staff: '/posts',
  audit: '/audit',
  supervision: '/supervision',
  rules: '/rules',
  publicity: '/publicity',
  privacy: '/privacy',
  sources: '/sources',
  unplaced: '/unplaced',
  account: '/account',
} as const;

/** Path of an invitation's link, followed by `#` and its token; open without signing in. */
export const JOIN = '/join';

/** The notices of the user's organisation; the bell in the header links to them. */
export const NOTICES = '/notices';

/** A page of the menu. */
export type PageName = keyof typeof PATHS;

/** The menu of each role, its start page first. The database decides what the role may do there. */
export const MENU: Record<Role, PageName[]> = {
  dispatcher: [
    'desk',
    'register',
    'cases',
    'hotspots',
    'supervision',
    'unplaced',
    'sources',
    'organisations',
    'publicity',
    'rules',
  ],
  mediator: ['mine', 'register', 'cases', 'hotspots', 'supervision'],
  leader: [
    'overview',
    'hotspots',
    'cases',
    'supervision',
    'unplaced',
    'organisations',
    'staff',
    'audit',
    'publicity',
    'rules',
  ],
  administrator: [
    'organisations',
    'regions',
    'staff',
    'sources',
    'rules',
    'publicity',
    'supervision',
    'audit',
    'privacy',
    'cases',
    'hotspots',
  ],
  reporter: ['register', 'cases'],
};

/** The pages made for certain roles. */
export const FOR_ROLES = {
  desk: ['dispatcher', 'leader'],
  mine: ['mediator'],
  overview: ['leader', 'dispatcher'],
  hotspots: ['leader', 'dispatcher', 'administrator', 'mediator'],
  register: ['dispatcher', 'mediator', 'reporter'],
  regions: ['administrator', 'leader'],
  audit: ['leader', 'administrator'],
  supervision: ['leader', 'dispatcher', 'administrator', 'mediator'],
  rules: ['administrator', 'leader', 'dispatcher'],
  publicity: ['administrator', 'leader', 'dispatcher'],
  privacy: ['administrator'],
  sources: ['dispatcher', 'administrator', 'leader'],
  unplaced: ['dispatcher', 'leader'],
} satisfies Partial<Record<PageName, Role[]>>;

/** The roles that may invite people. */
export const INVITING: readonly Role[] = ['administrator'];
