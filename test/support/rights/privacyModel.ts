import { type Actor, CENTRE } from './actors';
import { isDesk, type Placed } from './rightsModel';

// Who may do what with personal data and its erasure, written down independently of the database.

/** Administrators of the centre responsible for the case's region, or of one above it. */
export const keepsPrivacy = (actor: Actor, row: Placed) =>
  actor.role === 'administrator' && actor.kind === CENTRE && row.region.startsWith(actor.region);

/** Each verb on a case: who may use it, and its arguments besides case and request. */
export const PRIVACY_OF_CASES: Record<
  string,
  { who: (actor: Actor, row: Placed) => boolean; args: (version: number) => object }
> = {
  erase_case: {
    who: keepsPrivacy,
    args: (version) => ({ expected_version: version, reason: '当事人申请删除' }),
  },
  record_privacy_request: {
    who: (actor, row) => keepsPrivacy(actor, row) || isDesk(actor, row),
    args: () => ({ kind: 'correct', side: 'applicant', identity: 'id_card', message: '电话号码写错了一位' }),
  },
  set_legal_hold: {
    who: keepsPrivacy,
    args: (version) => ({ expected_version: version, held: true, reason: '法院调取卷宗' }),
  },
};
