import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts';

/** Somebody in the rights matrix: a post with its role and organisation, or nobody's. */
export interface Actor {
  account: string;
  /** Null for somebody without a post. */
  role: string | null;
  /** Kind and region of the organisation; empty without one. */
  kind: string;
  region: string;
}

/** Every role at every level, somebody who only signed up, and somebody who did not. */
export const ACTORS: Actor[] = [
  { account: 'anon', role: null, kind: '', region: 'none' },
  { account: 'stranger', role: null, kind: '', region: 'none' },
  ...DEMO_ACCOUNTS.map(({ account, role, kind, region }) => ({ account, role, kind, region })),
];
