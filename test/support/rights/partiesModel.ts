import type { Actor } from './actors';
import { PRIVACY_FUNCTIONS } from './privacyNames';
import { isDesk, isLead, isMediator, type Placed } from './rightsModel';

// Who may do what on the parties' side of a case, written down independently of the database.

/** Records of a case that the steps act on. */
export interface Objects {
  applicantId: string;
  respondentId: string;
  question: string;
  link: string;
  session: string;
  paper: string;
  /** A request under which a photo has been uploaded. */
  upload: string;
}

const deskOrLead = (actor: Actor, row: Placed) => isDesk(actor, row) || isLead(actor, row);
const tomorrow = () => new Date(Date.now() + 86_400_000);
const plan = () => ({ starts_at: tomorrow(), minutes: 60, way: 'room', place: '汀州镇调解室' });

/** Each step of staff: who may take it, and its arguments besides the request id. */
export const SIDE_VERBS: Record<
  string,
  { who: (actor: Actor, row: Placed) => boolean; args: (row: Placed, objects: Objects) => object }
> = {
  invite_party: {
    who: deskOrLead,
    args: (row, { respondentId }) => ({
      case_id: row.id,
      party_id: respondentId,
      about: '楼上卫生间漏水的纠纷。',
    }),
  },
  revoke_party_link: { who: deskOrLead, args: (_row, { link }) => ({ link_id: link, expected_version: 1 }) },
  answer_question: {
    who: deskOrLead,
    args: (_row, { question }) => ({ message_id: question, expected_version: 1, answer: '请带身份证。' }),
  },
  plan_session: {
    who: isMediator,
    args: (row, { respondentId }) => ({ case_id: row.id, ...plan(), party_ids: [respondentId] }),
  },
  move_session: {
    who: isMediator,
    args: (_row, { session }) => ({ session_id: session, expected_version: 1, ...plan() }),
  },
  cancel_session: {
    who: isMediator,
    args: (_row, { session }) => ({ session_id: session, expected_version: 1, reason: '调解员临时出差' }),
  },
  write_agreement: {
    who: isMediator,
    args: (row) => ({ case_id: row.id, facts: '楼上卫生间漏水。', terms: '十日内修好，并赔偿八百元。' }),
  },
  record_paper_signature: {
    who: isMediator,
    args: (_row, { paper, applicantId }) => ({ paper_id: paper, expected_version: 1, party_id: applicantId }),
  },
  add_paper_photos: {
    who: isLead,
    args: (_row, { paper, upload }) => ({ paper_id: paper, expected_version: 1, request_id: upload }),
  },
  sign_as_mediator: {
    who: isMediator,
    args: (_row, { paper }) => ({ paper_id: paper, expected_version: 1 }),
  },
  stamp_agreement: { who: isLead, args: (_row, { paper }) => ({ paper_id: paper, expected_version: 1 }) },
  discard_agreement: {
    who: isMediator,
    args: (_row, { paper }) => ({ paper_id: paper, expected_version: 1, reason: '金额写错' }),
  },
};

/** Functions for the holders of a code or a link, whatever their role. */
export const HOLDER_FUNCTIONS = [
  'add_evidence',
  'decide_mediation',
  'join_mediation',
  'open_party_upload',
  'party_view',
  'rate_case',
  'read_party_link',
  'reply_session',
  'request_privacy',
  'set_messages',
  'sign_agreement',
  'write_message',
];

/** Every function of the parties' side, except those of the worker and those about personal data. */
export const NAMES_OF_PARTIES = [
  ...Object.keys(SIDE_VERBS),
  ...HOLDER_FUNCTIONS,
  ...PRIVACY_FUNCTIONS,
  'parties_side',
  'read_agreement',
];
