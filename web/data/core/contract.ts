import type { Database } from './database.types';
import type { AdministrationEventRecord, RevealRecord } from '../console/audit';
import type { AgreementRecord, SessionRecord } from '../console/mediation';
import type { CaseEventRecord } from '../console/caseEvents';
import type { CaseRecord, StatusCount, UnplacedRecord } from '../console/cases';
import type { DeadlineRecord, PolicyRecord } from '../console/deadlines';
import type {
  Colleague,
  DispatchFit,
  DispatchSuggestion,
  MediatorChoice,
  UndoableDispatch,
  AutoDispatch,
} from '../console/dispatch';
import type { InvitationRecord, LeaveRecord, PostRecord, StaffRecord } from '../console/staff';
import type { OrganisationRecord } from '../console/organisations';
import type { PartyRecord, RevealedParty } from '../console/parties';
import type { VerbResult, Verb, VerbInput } from '../console/verbs';
import type { AreaCount, MonthCount } from '../console/hotspots';
import type { NoticeRecord } from '../console/notices';
import type { HolidayRecord, MovedClock } from '../console/calendar';
import type { Identity } from '../console/session';
import type { BoardLine, RegisteredOrder } from '../console/supervision';

// What the screens expect of the database, compared with the types generated from it. Nothing here runs: a
// removed column or a changed argument fails the type check.

type Api = Database['api'];
type ViewRow<View extends keyof Api['Views']> = Api['Views'][View]['Row'];
type FunctionRow<Name extends keyof Api['Functions']> =
  Api['Functions'][Name]['Returns'] extends (infer Row)[] ? Row : never;

/** Each column of `Row` exists in `Source` with a compatible type. */
type ReadsFrom<
  Source,
  Row extends { [K in keyof Row]: K extends keyof Source ? Source[K] | null : never },
> = Row;

/** Whether the function takes each argument that a verb's form sends. */
type SendsOnly<V extends Verb> = [Exclude<keyof VerbInput[V], keyof Api['Functions'][V]['Args']>] extends [
  never,
]
  ? true
  : false;

/** True when every check holds. */
type Every<Checks extends Record<string, true>> = Checks;

/** The contract between screens and database. */
export type Contract = [
  ReadsFrom<ViewRow<'cases'>, CaseRecord>,
  ReadsFrom<ViewRow<'unplaced_cases'>, Omit<UnplacedRecord, 'proposals'>>,
  ReadsFrom<ViewRow<'parties'>, PartyRecord>,
  ReadsFrom<ViewRow<'case_events'>, Omit<CaseEventRecord, 'payload'>>,
  ReadsFrom<ViewRow<'sessions'>, SessionRecord>,
  ReadsFrom<ViewRow<'agreements'>, AgreementRecord>,
  ReadsFrom<ViewRow<'deadlines'>, Omit<DeadlineRecord, 'pauses'>>,
  ReadsFrom<ViewRow<'organisations'>, OrganisationRecord>,
  ReadsFrom<ViewRow<'posts'>, PostRecord>,
  ReadsFrom<ViewRow<'staff'>, StaffRecord>,
  ReadsFrom<ViewRow<'leaves'>, LeaveRecord>,
  ReadsFrom<ViewRow<'invitations'>, InvitationRecord>,
  ReadsFrom<ViewRow<'party_reveals'>, RevealRecord>,
  ReadsFrom<ViewRow<'administration_events'>, Omit<AdministrationEventRecord, 'details'>>,
  ReadsFrom<ViewRow<'supervision_orders'>, RegisteredOrder>,
  ReadsFrom<ViewRow<'notices'>, NoticeRecord>,
  ReadsFrom<ViewRow<'deadline_policies'>, PolicyRecord>,
  ReadsFrom<ViewRow<'holidays'>, HolidayRecord>,
  ReadsFrom<ViewRow<'auto_dispatches'>, AutoDispatch>,
  ReadsFrom<FunctionRow<'supervision_board'>, BoardLine>,
  ReadsFrom<FunctionRow<'map_areas'>, AreaCount>,
  ReadsFrom<FunctionRow<'map_months'>, MonthCount>,
  ReadsFrom<FunctionRow<'preview_calendar'>, MovedClock>,
  ReadsFrom<FunctionRow<'suggest_dispatch'>, Omit<DispatchSuggestion, 'reasons' | 'mediators'>>,
  ReadsFrom<FunctionRow<'suggest_dispatch_many'>, Omit<DispatchFit, 'reasons' | 'mediators'>>,
  ReadsFrom<FunctionRow<'list_colleagues'>, Colleague>,
  ReadsFrom<FunctionRow<'undoable_dispatches'>, UndoableDispatch>,
  ReadsFrom<FunctionRow<'list_mediators'>, MediatorChoice>,
  ReadsFrom<FunctionRow<'case_counts'>, StatusCount>,
  ReadsFrom<FunctionRow<'reveal_party'>, RevealedParty>,
  ReadsFrom<FunctionRow<'accept_case'>, VerbResult>,
  ReadsFrom<FunctionRow<'who_am_i'>, Omit<Identity, 'posts'>>,
  Every<{ [V in Verb]: SendsOnly<V> }>,
];
