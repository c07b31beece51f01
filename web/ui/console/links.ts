/** The paths of the lists to which, or to whose records, several rooms link; `web/console/pages.ts` opens them. */
export const LISTS = {
  cases: '/cases',
  organisations: '/organisations',
  posts: '/posts',
  supervision: '/supervision',
} as const;

/** The page of a case. */
export const casePath = (id: string) => `${LISTS.cases}/${id}/show`;

/** The page of an organisation. */
export const organisationPath = (id: string) => `${LISTS.organisations}/${id}/show`;

/** The page of a person. */
export const personPath = (id: string) => `/staff/${id}`;

/** The page of a supervision order. */
export const orderPath = (id: string) => `${LISTS.supervision}/${id}`;

/** The first page of a list with these filters. */
export const listPath = (list: keyof typeof LISTS, filter: object) =>
  `${LISTS[list]}?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`;
