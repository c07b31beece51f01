/** Stage of a case. Names here and below are those of the `api` views. */
export type Status =
  | 'submitted'
  | 'needs_info'
  | 'accepted'
  | 'answered'
  | 'dispatched'
  | 'assigned'
  | 'mediating'
  | 'agreed'
  | 'not_settled'
  | 'closed'
  | 'rejected'
  | 'withdrawn'
  | 'merged'
  | 'referred';

/** The stages at which a case has ended. */
export const ENDED: ReadonlySet<Status> = new Set(['closed', 'rejected', 'withdrawn', 'merged', 'referred']);

/** A stage that has a deadline. */
export type Stage =
  | 'accept'
  | 'supplement'
  | 'dispatch'
  | 'sign'
  | 'contact'
  | 'mediate'
  | 'close'
  | 'confirm'
  | 'follow_up'
  | 'supervise'
  | 'question';

/** States of a deadline, worst first: overdue, in its last quarter, in time. */
export const LIGHTS = ['red', 'amber', 'green'] as const;

/** State of a deadline. */
export type Light = (typeof LIGHTS)[number];

/** A condition that holds in addition to the stage. */
export type Flag =
  'suspended' | 'supervised' | 'co_handled' | 'escalated' | 'jurisdiction' | 'risk' | 'question';
