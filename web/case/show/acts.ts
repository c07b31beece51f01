import type { CaseEventRecord } from '../../data/console/caseParts';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/**
 * Events that are named with the party's side, and the field that holds the decision; `once` where there is
 * none.
 */
const DECIDED: Record<string, string> = {
  invite_party: 'once',
  join_mediation: 'decision',
  decide_mediation: 'decision',
  reply_session: 'session_reply',
  write_message: 'message',
  set_messages: 'wanted',
  add_evidence: 'once',
  sign_agreement: 'once',
  rate_case: 'low',
};

/** The side of the party that acted or was meant, as text. */
export const sideOf = (event: CaseEventRecord, translate: Translate): string | null =>
  typeof event.payload.side === 'string' ? translate(`console.party.${event.payload.side}`) : null;

/** The text of an event, with the party's side and decision where parties acted. */
export function toldAct(event: CaseEventRecord, translate: Translate): string {
  const side = sideOf(event, translate);
  const decided = DECIDED[event.verb];
  if (!side || !decided) return translate(`verb.${event.verb}`);
  const choice = decided === 'once' ? 'once' : String(event.payload[decided] ?? 'none');
  return translate(`console.parties.act.${event.verb}.${choice}`, {
    side,
    files: event.payload.files,
    channel:
      event.verb === 'set_messages'
        ? translate(`console.parties.channel.${String(event.payload.message_channel)}`)
        : '',
  });
}
