import type { Role } from '../data/records';

/** Where the server serves the console. */
export const BASENAME = '/console';

/** The pages of the console. */
export const PATHS = {
  desk: '/desk',
  mine: '/mine',
  overview: '/overview',
  cases: '/cases',
  organisations: '/organisations',
  staff: '/posts',
} as const;

/** A page of the menu. */
export type PageName = keyof typeof PATHS;

/** What each role finds in its menu, its landing page first. The database decides what it may do there. */
export const MENU: Record<Role, PageName[]> = {
  dispatcher: ['desk', 'cases', 'organisations'],
  mediator: ['mine', 'cases'],
  leader: ['overview', 'cases', 'organisations', 'staff'],
  administrator: ['organisations', 'staff', 'cases'],
};

/** The pages made for certain roles. */
export const FOR_ROLES = {
  desk: ['dispatcher', 'leader'],
  mine: ['mediator'],
  overview: ['leader', 'dispatcher'],
} satisfies Partial<Record<PageName, Role[]>>;
