import type { FileCaseInput } from '../data/portal/public';
import { newRequestId } from '../data/core/requestId';
import { deviceStore } from './deviceStore';
import { parseAmount, parseCount, plainPhone } from './typed';

/** A chosen region, with its name for the review. */
export interface Chosen {
  code: string;
  name: string;
}

/** A further party to the dispute. */
export interface OtherParty {
  /** Key of the row in the form. */
  id: number;
  side: 'applicant' | 'respondent' | 'third_party';
  kind: 'person' | 'organisation';
  name: string;
  phone: string;
}

/** All answers so far. Texts are stored as typed. */
export interface Draft {
  /** The idempotency key of the application: sent again, it files nothing twice. */
  requestId: string;
  /** ISO time of the last change; empty while nothing was typed. */
  savedAt: string;
  type: string;
  detail: string;
  summary: string;
  danger: '' | 'yes' | 'no';
  county: Chosen | null;
  town: Chosen | null;
  village: Chosen | null;
  pin: { longitude: number; latitude: number } | null;
  place: string;
  /** For whom the application is, and that person's or organisation's name. */
  forWhom: 'self' | 'organisation' | 'other';
  forName: string;
  /** Whether the represented person is under eighteen. */
  forMinor: boolean;
  name: string;
  phone: string;
  other: '' | 'person' | 'organisation' | 'unknown';
  otherName: string;
  otherPhone: string;
  /** Parties besides the applicant and the respondent. */
  others: OtherParty[];
  people: string;
  amount: string;
  /** The code of the poster that led here. */
  source: string;
  /** Attempts whose answer was lost: one of them may have been filed. */
  unanswered: FileCaseInput[];
}

/** Days after which an unfinished application is removed. */
const KEEP_DAYS = 7;

const kept = deviceStore<Draft>('draft');

/** An application with nothing in it. */
export function emptyDraft(): Draft {
  return {
    requestId: newRequestId(),
    savedAt: '',
    type: '',
    detail: '',
    summary: '',
    danger: '',
    county: null,
    town: null,
    village: null,
    pin: null,
    place: '',
    forWhom: 'self',
    forName: '',
    forMinor: false,
    name: '',
    phone: '',
    other: '',
    otherName: '',
    otherPhone: '',
    others: [],
    people: '',
    amount: '',
    source: '',
    unanswered: [],
  };
}

/** Whether a stored draft is still valid: begun, and not older than a week. */
export function isCurrent(draft: Draft | null, now: Date): draft is Draft {
  if (!draft || typeof draft.requestId !== 'string' || !draft.savedAt) return false;
  return now.getTime() - Date.parse(draft.savedAt) < KEEP_DAYS * 86_400_000;
}

/**
 * The draft stored on this device, null when there is none. Fields that a newer release added get default
 * values.
 */
export function keptDraft(): Draft | null {
  const draft = kept.read();
  if (isCurrent(draft, new Date())) return { ...emptyDraft(), ...draft };
  if (draft) kept.clear();
  return null;
}

/** Stores the draft on this device; returns whether the browser allowed it. */
export const keepDraft = (draft: Draft): boolean => kept.write(draft);

/** Removes the draft from this device. */
export const forgetDraft = () => kept.clear();

/** The applicant; a person who acts for them is added as a further party with the same telephone number. */
function applicantOf({ forWhom, forName, forMinor, name, phone }: Draft): FileCaseInput['applicant'] {
  if (forWhom === 'self') return { kind: 'person', name: name.trim(), phone: plainPhone(phone) };
  return {
    kind: forWhom === 'organisation' ? 'organisation' : 'person',
    name: forName.trim(),
    phone: plainPhone(phone),
    ...(forWhom === 'other' && forMinor && { minor: true }),
  };
}

function respondentOf({ other, otherName, otherPhone }: Draft): FileCaseInput['respondent'] {
  if (other !== 'person' && other !== 'organisation') return null;
  const phone = plainPhone(otherPhone);
  return { kind: other, name: otherName.trim(), ...(phone && { phone }) };
}

function othersOf(draft: Draft): NonNullable<FileCaseInput['others']> | null {
  const found: NonNullable<FileCaseInput['others']> = draft.others.map(({ side, kind, name, phone }) => ({
    side,
    kind,
    name: name.trim(),
    ...(plainPhone(phone) && { phone: plainPhone(phone) }),
  }));
  if (draft.forWhom !== 'self')
    found.unshift({
      side: draft.forWhom === 'other' && draft.forMinor ? 'guardian' : 'agent',
      kind: 'person',
      name: draft.name.trim(),
      phone: plainPhone(draft.phone),
    });
  return found.length > 0 ? found : null;
}

/**
 * The request: texts trimmed, numbers parsed, the most precise region and type; `consent` is the version of
 * the consent text that the applicant has read.
 */
export function toInput(draft: Draft, consent: string): FileCaseInput {
  return {
    request_id: draft.requestId,
    type_code: draft.detail || draft.type,
    summary: draft.summary.trim(),
    region_code: (draft.village ?? draft.town ?? draft.county)?.code ?? '',
    applicant: applicantOf(draft),
    consent_version: consent,
    respondent: respondentOf(draft),
    place: draft.place.trim() || null,
    longitude: draft.pin?.longitude ?? null,
    latitude: draft.pin?.latitude ?? null,
    people_count: parseCount(draft.people),
    amount: parseAmount(draft.amount),
    danger: draft.danger === 'yes',
    others: othersOf(draft),
    source: draft.source || null,
  };
}
