/** The roles that a post may have. */
export const ROLES = ['dispatcher', 'mediator', 'leader', 'administrator', 'reporter'] as const;

/** The role of a post. */
export type Role = (typeof ROLES)[number];
