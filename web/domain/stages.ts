/** The stages of a case in the order of its life cycle. Names here and below are those of the `api` views. */
export const STATUSES = [
  'submitted',
  'needs_info',
  'accepted',
  'dispatched',
  'assigned',
  'mediating',
  'agreed',
  'not_settled',
  'answered',
  'closed',
  'rejected',
  'withdrawn',
  'merged',
  'referred',
] as const;

/** Stage of a case. */
export type Status = (typeof STATUSES)[number];

/** The stages at which a case has ended. */
export const ENDED: ReadonlySet<Status> = new Set(['closed', 'rejected', 'withdrawn', 'merged', 'referred']);

/** The stages that have a deadline, in the order of a case's life cycle. */
export const STAGES = [
  'accept',
  'supplement',
  'dispatch',
  'sign',
  'contact',
  'mediate',
  'close',
  'confirm',
  'follow_up',
  'supervise',
  'question',
] as const;

/** A stage that has a deadline. */
export type Stage = (typeof STAGES)[number];

/** States of a deadline, worst first: overdue, in its last quarter, in time. */
export const LIGHTS = ['red', 'amber', 'green'] as const;

/** State of a deadline. */
export type Light = (typeof LIGHTS)[number];

/** A condition that holds in addition to the stage. */
export type Flag =
  'suspended' | 'supervised' | 'co_handled' | 'escalated' | 'jurisdiction' | 'risk' | 'question';
