import { ask } from '../core/changes';
import { ApiError } from '../core/errors';
import type { Known, Part, Row } from '../core/types';

/** A party of a case, masked. */
export type PartyRecord = Part<
  'parties',
  'id' | 'case_id' | 'side' | 'kind' | 'name' | 'minor',
  'phone' | 'id_number',
  {
    side: 'applicant' | 'respondent' | 'agent' | 'guardian' | 'third_party';
    kind: 'person' | 'organisation';
  }
>;

/** What `reveal_party` shows for a minute. */
export type RevealedParty = Known<Row<'reveal_party'>, 'phone' | 'id_number' | 'address'>;

/** Reveals a party's personal data; the database records who did so and why. Throws ApiError. */
export async function revealParty(partyId: string, reason: string): Promise<RevealedParty> {
  const [revealed] = await ask<'reveal_party', RevealedParty>('reveal_party', { party_id: partyId, reason });
  if (!revealed) throw new ApiError({ status: 404, code: 'not_found' });
  return revealed;
}
