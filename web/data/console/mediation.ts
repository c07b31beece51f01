import type { Part } from '../core/types';

/** A contact, meeting, visit or call of a case. */
export type SessionRecord = Part<
  'sessions',
  'id' | 'case_id' | 'seq' | 'kind' | 'held_at' | 'summary' | 'created_at',
  'place' | 'attendees' | 'recorded_by_name',
  { kind: 'contact' | 'meeting' | 'visit' | 'call' }
>;

/** An agreement that a case was concluded with. */
export type AgreementRecord = Part<
  'agreements',
  'id' | 'case_id' | 'form' | 'terms' | 'created_at',
  'amount' | 'perform_by' | 'effective_on',
  { form: 'written' | 'oral' }
>;
