import type { Verb } from '../../data/console/verbs';

/** The groups of available actions, in the order of the menu. */
export const ACTION_GROUPS = ['forward', 'together', 'time', 'risk', 'end'] as const;

/** A group of the action menu. */
export type ActionGroup = (typeof ACTION_GROUPS)[number];

const GROUP: Record<Verb, ActionGroup> = {
  accept_case: 'forward',
  answer_case: 'forward',
  request_info: 'forward',
  record_info: 'forward',
  dispatch_case: 'forward',
  undo_dispatch: 'forward',
  assign_mediator: 'forward',
  return_case: 'forward',
  log_session: 'forward',
  conclude_case: 'forward',
  close_case: 'forward',
  record_follow_up: 'forward',
  reopen_case: 'forward',
  add_co_handler: 'together',
  remove_co_handler: 'together',
  transfer_case: 'together',
  escalate_case: 'together',
  delegate_case: 'together',
  recuse_mediator: 'together',
  add_note: 'together',
  link_case: 'together',
  record_party: 'together',
  place_case: 'together',
  suspend_case: 'time',
  resume_case: 'time',
  request_extension: 'time',
  decide_extension: 'time',
  urge_case: 'time',
  issue_order: 'time',
  regrade_case: 'risk',
  report_risk: 'risk',
  clear_risk: 'risk',
  reject_case: 'end',
  merge_case: 'end',
  withdraw_case: 'end',
  refer_case: 'end',
};

/** Shown as buttons: these are available only while somebody waits for them. */
const AWAITED: ReadonlySet<string> = new Set(['decide_extension', 'resume_case']);

/** Whether this version of the console has a form for an action that the database offers. */
export const isKnown = (verb: string): verb is Verb => Object.hasOwn(GROUP, verb);

/** The main actions as buttons, and the others for the menu; both in the database's order. */
export function arranged(verbs: readonly Verb[], most: number): { buttons: Verb[]; rest: Verb[] } {
  const usual = verbs.filter((verb) => AWAITED.has(verb) || (isKnown(verb) && GROUP[verb] === 'forward'));
  // A user without main actions gets the first available ones.
  const buttons = (usual.length > 0 ? usual : verbs.filter(isKnown)).slice(0, most);
  return { buttons, rest: verbs.filter((verb) => !buttons.includes(verb)) };
}

/** The verbs of a menu by group; one unknown to this version is in the first group. */
export function inGroups(verbs: readonly Verb[]): { group: ActionGroup; verbs: Verb[] }[] {
  return ACTION_GROUPS.map((group) => ({
    group,
    verbs: verbs.filter((verb) => (isKnown(verb) ? GROUP[verb] : 'forward') === group),
  })).filter((one) => one.verbs.length > 0);
}
