import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';
import type { Known, Row } from '../core/types';
import type { Grade, MediatorGrade } from '../../domain/grades';

/** Why an organisation has its rank: the message `reason.…` with parameters. */
export interface Reason {
  key: string;
  params?: Record<string, unknown>;
}

/** A mediator on duty of a candidate organisation. */
export interface FreeMediator {
  name: string;
  open_cases: number;
  grade: MediatorGrade;
}

interface CandidateWords {
  reasons: Reason[];
  /** Mediators on duty, the least busy first. */
  mediators: FreeMediator[];
}

/**
 * One ranked candidate of `suggest_dispatch`, with the reasons for its rank. Whether it is on duty is null when its
 * opening hours are unknown.
 */
export type DispatchSuggestion = Known<
  Row<'suggest_dispatch'>,
  'distance_km' | 'longitude' | 'latitude' | 'phone' | 'on_duty',
  CandidateWords
>;

/**
 * One row of `suggest_dispatch_many`: an organisation with the cases that it may take, and those that it is the best
 * choice for.
 */
export type DispatchFit = Known<
  Row<'suggest_dispatch_many'>,
  'longitude' | 'latitude' | 'phone' | 'on_duty',
  CandidateWords
>;

/** One row of `list_colleagues`. */
export type Colleague = Known<Row<'list_colleagues'>, 'on_leave_until'>;

/** One row of `undoable_dispatches`: a dispatch that the user may still undo. */
export type UndoableDispatch = Known<Row<'undoable_dispatches'>>;

/** One row of `list_mediators`; its specialities are dispute types of the first level. */
export type MediatorChoice = Known<
  Row<'list_mediators'>,
  'on_leave_until' | 'deputy_name',
  { grade: MediatorGrade }
>;

/** Organisations that could take the case, best first, with reasons. Throws ApiError. */
export const suggestDispatch = (caseId: string, signal?: AbortSignal): Promise<DispatchSuggestion[]> =>
  ask('suggest_dispatch', { case_id: caseId }, signal);

/** Mediators of the lead organisation. Throws ApiError. */
export const listMediators = (caseId: string, signal?: AbortSignal): Promise<MediatorChoice[]> =>
  ask('list_mediators', { case_id: caseId }, signal);

/**
 * Candidate organisations for several cases, each with the cases it may take and those it is the best choice
 * for. Throws ApiError.
 */
export const suggestDispatchMany = (
  caseIds: readonly string[],
  signal?: AbortSignal,
): Promise<DispatchFit[]> => ask('suggest_dispatch_many', { case_ids: caseIds }, signal);

/** The dispatches that the user may still undo. Throws ApiError. */
export const undoableDispatches = (signal?: AbortSignal): Promise<UndoableDispatch[]> =>
  ask('undoable_dispatches', {}, signal);

/** The dispatchers of the user's own desk, as far as row-level security shows them. Throws ApiError. */
export const peerDispatchers = (organisationId: string, signal?: AbortSignal): Promise<Colleague[]> =>
  ask('list_colleagues', { organisation_id: organisationId, role: 'dispatcher' }, signal);

const AUTO = columns('auto_dispatches', ['type_code', 'grade']).typed<{ grade: Grade }>();

/** One row of `api.auto_dispatches`. */
export type AutoDispatch = RowOf<typeof AUTO>;

/** The types and grades that a desk dispatches automatically. Throws ApiError. */
export const autoDispatches = (organisationId: string, signal: AbortSignal): Promise<AutoDispatch[]> =>
  read(AUTO, (all) => all.eq('organisation_id', organisationId), signal);
