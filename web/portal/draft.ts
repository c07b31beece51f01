import type { FileCaseInput } from '../data/public';
import { newRequestId } from '../data/requestId';
import { deviceStore } from './deviceStore';
import { parseAmount, parseCount, plainPhone } from './typed';

/** A region as chosen, with its name for the review. */
export interface Chosen {
  code: string;
  name: string;
}

/** Somebody else who belongs to the dispute. */
export interface OtherParty {
  /** Tells the rows of the form apart. */
  id: number;
  side: 'applicant' | 'respondent' | 'third_party';
  kind: 'person' | 'organisation';
  name: string;
  phone: string;
}

/** Everything typed so far. Texts are kept as typed. */
export interface Draft {
  /** One request per application: sent again, it files nothing twice. */
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
  /** The other person is under eighteen. */
  forMinor: boolean;
  name: string;
  phone: string;
  other: '' | 'person' | 'organisation' | 'unknown';
  otherName: string;
  otherPhone: string;
  /** People beside the applicant and the other side. */
  others: OtherParty[];
  people: string;
  amount: string;
  /** The poster that led here. */
  source: string;
  /** What was sent without an answer coming back: one of these may have been filed. */
  unanswered: FileCaseInput[];
}

/** After so many days an unfinished application is forgotten. */
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

/** Whether a kept draft is still good: begun, and not older than a week. */
export function isCurrent(draft: Draft | null, now: Date): draft is Draft {
  if (!draft || typeof draft.requestId !== 'string' || !draft.savedAt) return false;
  return now.getTime() - Date.parse(draft.savedAt) < KEEP_DAYS * 86_400_000;
}

/** The draft of this device, null when there is none. Fields that a newer page added are filled in. */
export function keptDraft(): Draft | null {
  const draft = kept.read();
  if (isCurrent(draft, new Date())) return { ...emptyDraft(), ...draft };
  if (draft) kept.clear();
  return null;
}

/** Keeps the draft on this device; tells whether the browser allowed it. */
export const keepDraft = (draft: Draft): boolean => kept.write(draft);

/** Removes the draft from this device. */
export const forgetDraft = () => kept.clear();

/** Who applies; whoever does it for them is added beside, with the same telephone. */
function applicantOf({ forWhom, forName, forMinor, name, phone }: Draft): FileCaseInput['applicant'] {
  if (forWhom === 'self') return { kind: 'person', name: name.trim(), phone: plainPhone(phone) };
  return {
    kind: forWhom === 'organisation' ? 'organisation' : 'person',
    name: forName.trim(),
    phone: plainPhone(phone),
    ...(forWhom === 'other' && forMinor && { minor: true }),
  };
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
 * What is sent: the form's texts trimmed, figures read, the most precise region and type; `consent` is the version of the
 * notice that the person has read.
 */
export function toInput(draft: Draft, consent: string): FileCaseInput {
  const known = draft.other === 'person' || draft.other === 'organisation';
  const otherPhone = plainPhone(draft.otherPhone);
  return {
    request_id: draft.requestId,
    type_code: draft.detail || draft.type,
    summary: draft.summary.trim(),
    region_code: (draft.village ?? draft.town ?? draft.county)?.code ?? '',
    applicant: applicantOf(draft),
    consent_version: consent,
    respondent: known
      ? {
          kind: draft.other === 'person' ? 'person' : 'organisation',
          name: draft.otherName.trim(),
          ...(otherPhone && { phone: otherPhone }),
        }
      : null,
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
