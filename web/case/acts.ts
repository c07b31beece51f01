import type { CaseEventRecord } from '../data/records';

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Acts that are told with the party's side, and what in them was the decision; `once` where there is none. */
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

/** The side of the party that an act was by or for, in words. */
export const sideOf = (event: CaseEventRecord, translate: Translate): string | null =>
  typeof event.payload.side === 'string' ? translate(`console.party.${event.payload.side}`) : null;

/** What was done, in words: whose side it was and how they decided, where parties acted. */
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
