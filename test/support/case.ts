import type { People, Person } from './people';

/** The result of a verb. */
export interface VerbResult {
  id: string;
  number: string;
  status: string;
  version: number;
}

/** The receipt of a filing. */
export interface Receipt {
  number: string;
  tracking_code: string;
  filed_at: Date;
  region_path: string;
  desk_name: string;
  desk_phone: string;
  due_at: Date;
  provisional: boolean;
}

/** Arguments of a realistic filing in 长汀; a test overrides what it needs. */
export const filing = (changes: object = {}) => ({
  request_id: crypto.randomUUID(),
  type_code: '0202',
  summary: '楼上卫生间漏水三个月，天花板起皮，对方一直拖着不修。',
  region_code: '350821100010',
  applicant: { kind: 'person', name: '罗春生', phone: '13859701234' },
  respondent: { kind: 'person', name: '范小军' },
  consent_version: '2026-11',
  place: '水东街 88 号',
  ...changes,
});

/** Arguments of a closing besides case and version: the number of people, and all papers. */
export const closing = {
  people_count: 2,
  papers: ['application', 'notice_of_rights', 'notice_of_ways', 'record', 'agreement', 'oral_register'],
};

/** The stages up to closing. */
export type Stage = 'submitted' | 'accepted' | 'dispatched' | 'assigned' | 'mediating' | 'agreed' | 'closed';

/** The people who handle the case of `filing()`. */
export interface Actors {
  anon: Person;
  desk: Person;
  mediator: Person;
  mediatorId: string;
  committeeId: string;
  /** Another organisation that may take the case, and another case of the same desk. */
  otherId?: string;
  twinId?: string;
}

/** The desk of 长汀, and the mediators of 汀州镇. */
export async function createActors(people: People): Promise<Actors> {
  const [row] = await people.owner.run<{ staff_id: string; organisation_id: string }>(
    `select p.staff_id, p.organisation_id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'tingzhou.mediator'`,
  );
  return {
    anon: people.anon,
    desk: await people.as('changting.dispatcher'),
    mediator: await people.as('tingzhou.mediator'),
    mediatorId: row!.staff_id,
    committeeId: row!.organisation_id,
  };
}

/** Arguments that every verb takes. */
export const at = (row: { id: string; version: number }) => ({
  case_id: row.id,
  expected_version: row.version,
  request_id: crypto.randomUUID(),
});

/** Files a case and brings it to a stage by the verbs. */
export async function caseAt(
  people: People,
  { anon, desk, mediator, mediatorId, committeeId }: Actors,
  stage: Stage,
  changes: object = {},
): Promise<VerbResult> {
  const [receipt] = await anon.call<Receipt>('file_case', filing(changes));
  const [filed] = await people.owner.run<VerbResult>(
    'select id, number, status, version from app.cases where number = $1',
    [receipt!.number],
  );
  const steps: [Stage, (row: VerbResult) => Promise<VerbResult[]>][] = [
    ['accepted', (row) => desk.call('accept_case', { ...at(row), type_code: '0202', grade: 'blue' })],
    ['dispatched', (row) => desk.call('dispatch_case', { ...at(row), organisation_id: committeeId })],
    ['assigned', (row) => mediator.call('assign_mediator', { ...at(row), mediator_id: mediatorId })],
    [
      'mediating',
      (row) =>
        mediator.call('log_session', {
          ...at(row),
          kind: 'contact',
          held_at: new Date(),
          summary: '电话联系双方，约定上门查看。',
        }),
    ],
    [
      'agreed',
      (row) =>
        mediator.call('conclude_case', {
          ...at(row),
          outcome: 'agreed_written',
          terms: '范小军于十日内修好漏水，并赔偿粉刷费八百元。',
          amount: 800,
        }),
    ],
    ['closed', (row) => desk.call('close_case', { ...at(row), ...closing })],
  ];
  let row = filed!;
  for (const [reached, step] of steps) {
    if (row.status === stage) break;
    row = (await step(row))[0]!;
    if (row.status !== reached) throw new Error(`expected ${reached}, is ${row.status}`);
  }
  return row;
}
