/** The stages that have a clock. */
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

/** What holds beside the stage. */
export type Flag =
  'suspended' | 'supervised' | 'co_handled' | 'escalated' | 'jurisdiction' | 'risk' | 'question';
