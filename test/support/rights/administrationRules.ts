import { CENTRE, type Actor } from './actors';
import type { Answer } from './rightsModel';

// Who may administer what, written down independently of the database.

/** An organisation as the model sees it. */
export interface Office {
  id: string;
  kind: string;
  region: string;
  version: number;
}

/** A person as the model sees them. */
export interface Colleague {
  id: string;
  account: string;
  postId: string;
  role: string;
  office: Office;
}

/** The objects that the administrators of the matrix try to change. */
export interface Objects {
  offices: Office[];
  /** Organisations that lead no case, so that they may be retired. */
  idle: Office[];
  retired: Office[];
  colleagues: Colleague[];
  suspended: Colleague;
  invitation: { id: string; office: Office };
  leave: { id: string; of: Colleague };
  /** A merge that is not finished. */
  change: { id: string; code: string };
  /** Villages without cases or organisations. */
  empty: string[];
  /** Orders of the county's centre to a committee: one without an answer yet, one answered. */
  orders: { issued: string; answered: string; to: Office; by: Office; region: string };
  /** Codes of posters: one in use, one retired. */
  sources: { used: Office; retired: Office };
}

/** One call of the matrix: the function, its arguments, and the expected result for an actor. */
export interface Attempt {
  name: string;
  target: string;
  args: () => object;
  expected: (actor: Actor) => Answer;
}

const isAdministrator = (actor: Actor) => actor.role === 'administrator';
export const works = (actor: Actor, office: Office) =>
  actor.kind === office.kind && actor.region === office.region;
/** Whether somebody administers an organisation: their own, or one of their territory. */
export const administers = (actor: Actor, office: Office) =>
  isAdministrator(actor) &&
  (works(actor, office) || (actor.kind === CENTRE && office.region.startsWith(actor.region)));
/** Whether somebody administers a region. */
export const administersRegion = (actor: Actor, code: string) =>
  isAdministrator(actor) && actor.kind === CENTRE && code.startsWith(actor.region);

/** The expected result: denied without sign-in, refused without the role of administrator, else as the rule says. */
export const forAdministrators =
  (rule: (actor: Actor) => Answer) =>
  (actor: Actor): Answer =>
    actor.account === 'anon' ? 'denied' : isAdministrator(actor) ? rule(actor) : '42501 refused';

export const inOffice = (office: Office, hidden: Answer = '42501 outside_scope') =>
  forAdministrators((actor) => (administers(actor, office) ? 'ok' : hidden));

export const withPerson = (person: Colleague) =>
  forAdministrators((actor) =>
    !administers(actor, person.office)
      ? 'PT404 staff_not_found'
      : actor.account === person.account
        ? '42501 own_account'
        : 'ok',
  );

export const below = (code: string, own = false) =>
  forAdministrators((actor) =>
    administersRegion(actor, code) && (own || actor.region !== code) ? 'ok' : '42501 outside_scope',
  );

export const id = () => ({ request_id: crypto.randomUUID() });
export const TODAY = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
export const unused = (code: string) => `${code.slice(0, -2)}98`;
