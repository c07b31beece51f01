/** The stages that have a deadline. */
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

/** A condition that holds in addition to the stage. */
export type Flag =
  'suspended' | 'supervised' | 'co_handled' | 'escalated' | 'jurisdiction' | 'risk' | 'question';
