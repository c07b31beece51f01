import type { CaseFile } from '../../../web/data/console/cases';
import type { CaseEventRecord } from '../../../web/data/console/caseParts';
import type { CaseRecord } from '../../../web/data/console/cases';
import type { PartyRecord } from '../../../web/data/console/parties';
import type { Identity } from '../../../web/data/console/session';

/** A person in their active post. */
export type Me = Identity;

/** The dispatcher of 长汀县. */
export const DISPATCHER: Me = {
  staff_id: '00000000-0000-4000-8000-000000000001',
  name: '林晓梅',
  account: 'changting.desk',
  post_id: '00000000-0000-4000-8000-000000000002',
  role: 'dispatcher',
  organisation_id: '00000000-0000-4000-8000-000000000003',
  organisation_name: '长汀县综治中心',
  territorial: true,
  scope_code: '350821',
  scope_level: 2,
  scope_name: '长汀县',
  posts: [
    {
      id: '00000000-0000-4000-8000-000000000002',
      role: 'dispatcher',
      organisation_name: '长汀县综治中心',
    },
  ],
};

/** A grid worker, who sees the cases that they entered. */
export const REPORTER: Me = { ...DISPATCHER, role: 'reporter', name: '赖水生', account: 'changting.grid' };

const HOUR = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** The id of the nth case. */
export const caseId = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;

/** The nth accepted case of 长汀县, with changes. A column that is not named here is empty, as for most cases. */
export function caseRow(n: number, changes: Partial<CaseRecord> = {}): CaseRecord {
  const named: Partial<CaseRecord> = {
    id: caseId(n),
    number: `350821-202611-${String(n).padStart(5, '0')}`,
    version: 2,
    status: 'accepted',
    grade: 'yellow',
    channel: 'public',
    type_code: '0101',
    type_name: '相邻关系纠纷',
    type_name_en: 'Neighbours',
    summary: `楼上卫生间漏水三个月，天花板起皮，第 ${n} 次上门仍未修好。`,
    place: '汀州镇新民街 8 号',
    longitude: 116.36,
    latitude: 25.83,
    location_basis: 'pin',
    people_count: 2,
    amount: 3000,
    danger: false,
    region_code: '350821100',
    region_path: '长汀县汀州镇',
    responsible_organisation_id: DISPATCHER.organisation_id,
    responsible_organisation_name: DISPATCHER.organisation_name,
    lead_organisation_id: null,
    lead_organisation_name: null,
    mediator_id: null,
    mediator_name: null,
    return_count: 0,
    outcome: null,
    answer: null,
    created_at: fromNow(-5),
    updated_at: fromNow(-4),
    closed_at: null,
    legal_hold: false,
    erased_at: null,
    due_at: fromNow(6 + n),
    due_stage: 'dispatch',
    light: 'green',
    filed_region_code: '350821100',
    filed_by: null,
    consent_version: null,
    flags: [],
    difficulty: 'ordinary',
    external_number: null,
    missing_items: null,
    reject_reason: null,
    referred_to: null,
    merged_into: null,
    reopen_count: 0,
    first_closed_at: null,
    first_outcome: null,
    claimed_longitude: null,
    claimed_latitude: null,
    place_problem: null,
    ...changes,
  };
  return named as CaseRecord;
}

/** The file of a case as its page reads it, with changes. */
export function caseFile(changes: Partial<CaseFile> = {}): CaseFile {
  const row = caseRow(1);
  return {
    case: row,
    actions: ['answer_case', 'dispatch_case', 'regrade_case'],
    parties: [
      party(1, { side: 'applicant', name: '罗某' }),
      party(2, { side: 'respondent', name: '范某', phone: null }),
    ],
    events: [
      event(1, { verb: 'file_case', from_status: null, to_status: 'submitted', actor_kind: 'public' }),
      event(2, { verb: 'accept_case', from_status: 'submitted', to_status: 'accepted' }),
    ],
    sessions: [],
    agreements: [],
    deadlines: [
      {
        id: 1,
        case_id: row.id,
        stage: 'dispatch',
        starts_at: fromNow(-4),
        due_at: fromNow(6),
        met_at: null,
        paused_at: null,
        subject_id: null,
        provisional: false,
        amount: 1,
        unit: 'workday',
        basis: '规范第 12 条',
        rule_of: '全市',
        pauses: null,
        light: 'green',
      },
    ],
    flags: [],
    links: [],
    participants: [],
    extensions: [],
    orders: [],
    ...changes,
  };
}

const party = (n: number, changes: Partial<PartyRecord>): PartyRecord => ({
  id: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
  case_id: caseId(1),
  side: 'applicant',
  kind: 'person',
  name: '罗某',
  phone: '138****1234',
  id_number: null,
  minor: false,
  ...changes,
});

const event = (seq: number, changes: Partial<CaseEventRecord>): CaseEventRecord => ({
  id: seq,
  case_id: caseId(1),
  seq,
  verb: 'accept_case',
  from_status: null,
  to_status: 'accepted',
  actor_kind: 'staff',
  actor_name: DISPATCHER.name,
  role: 'dispatcher',
  organisation_name: DISPATCHER.organisation_name,
  payload: {},
  at: fromNow(seq - 6),
  ...changes,
});

/** Two dispute types of the official list, one below the other. */
export const TYPES = [
  { code: '01', parent_code: null, name: '邻里纠纷', name_en: 'Neighbours', hint: null, sort: 1 },
  { code: '0101', parent_code: '01', name: '相邻关系纠纷', name_en: 'Adjacency', hint: null, sort: 2 },
];

/** What the form of the portal loads before the first question. */
export const FILING_FORM = {
  consent: {
    version: '2026-1',
    texts: Object.fromEntries(
      ['zh-CN', 'en'].map((language) => [
        language,
        {
          title: '告知事项',
          parts: [{ title: '用途', text: '只用于调解。' }],
          agree: '我已看过，同意按此办理',
        },
      ]),
    ),
  },
  types: TYPES,
  regions: [
    { code: '3508', name: '龙岩市', level: 1, longitude: 117.0, latitude: 25.1 },
    { code: '350821', name: '长汀县', level: 2, longitude: 116.36, latitude: 25.83 },
  ],
};
