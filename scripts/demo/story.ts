import { createHash } from 'node:crypto';
import type pg from 'pg';
import { onlyRow, withClient } from '../stack/database/client';
import { DISPUTES, type DemoDispute, type Stage } from './disputes';

/** Derives the same request id for the same step, so that an interrupted start continues where it stopped. */
function requestId(...parts: unknown[]): string {
  const hex = createHash('sha256')
    .update(`demo|${parts.join('|')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Runs `work` as the public or as a member of staff: sets role, claims and headers like the gateway. */
async function as<T>(client: pg.Client, staff: string | null, work: () => Promise<T>): Promise<T> {
  const role = staff ? 'authenticated' : 'anon';
  await client.query('begin');
  await client.query(
    `select set_config('request.jwt.claims', $2, true), set_config('request.headers', $3, true), set_config('role', $1, true)`,
    [role, JSON.stringify({ role, ...(staff ? { sub: staff } : {}) }), '{"x-forwarded-for": "demo"}'],
  );
  const result = await work();
  await client.query('commit');
  return result;
}

async function file(
  client: pg.Client,
  dispute: DemoDispute,
  index: number,
  consent: string,
): Promise<string> {
  const phone = `139000${String(10_000 + index).slice(-5)}`;
  const person = (name: string, own: object) => ({
    kind: /公司|厂|社$|院$|民宿/.test(name) ? 'organisation' : 'person',
    name,
    ...own,
  });
  const values = {
    request_id: requestId('file', index),
    type_code: dispute.type,
    summary: dispute.summary,
    region_code: dispute.region,
    applicant: JSON.stringify(person(dispute.applicant, { phone })),
    consent_version: consent,
    respondent: dispute.respondent ? JSON.stringify(person(dispute.respondent, {})) : null,
    place: dispute.place ?? null,
    people_count: dispute.people ?? null,
    amount: dispute.amount ?? null,
    danger: dispute.danger ?? false,
  };
  const names = Object.keys(values).map((name, at) => `${name} => $${at + 1}`);
  const filed = await as(client, null, () =>
    client.query<{ number: string }>(
      `select number from api.file_case(${names.join(', ')})`,
      Object.values(values),
    ),
  );
  return onlyRow(filed).number;
}

interface Standing {
  id: string;
  version: number;
  mediator_id: string | null;
  lead_organisation_id: string | null;
  desk: string;
}

/** A case on its way: its dispute, how it stands, and the verbs, each called by the person who is responsible. */
interface Journey {
  number: string;
  dispute: DemoDispute;
  /** The dispatcher of its desk. */
  desk: string;
  standing(): Promise<Standing>;
  verb(staff: string, name: string, values: Record<string, unknown>): Promise<void>;
  client: pg.Client;
}

async function journeyOf(client: pg.Client, number: string, dispute: DemoDispute): Promise<Journey | null> {
  const standing = async () =>
    onlyRow(
      await client.query<Standing>(
        `select c.id, c.version, c.mediator_id, c.lead_organisation_id, p.organisation_id as desk
         from app.cases c join app.case_participants p on p.case_id = c.id and p.part = 'desk' where c.number = $1`,
        [number],
      ),
    );
  const verb = async (staff: string, name: string, values: Record<string, unknown>) => {
    const now = await standing();
    const given = Object.entries({
      case_id: now.id,
      expected_version: now.version,
      request_id: requestId(name, number, values.summary),
      ...values,
    });
    await as(client, staff, () =>
      client.query(
        `select from api.${name}(${given.map(([key], at) => `${key} => $${at + 1}`).join(', ')})`,
        given.map(([, value]) => value),
      ),
    );
  };
  const { rows } = await client.query<{ staff_id: string }>(
    `select staff_id from app.posts where organisation_id = $1 and role = 'dispatcher' order by id limit 1`,
    [(await standing()).desk],
  );
  return rows[0] ? { client, number, dispute, desk: rows[0].staff_id, standing, verb } : null;
}

function gradeOf({ danger, people = 0, amount = 0 }: DemoDispute): string {
  if (danger) return 'red';
  return people >= 5 || amount >= 50_000 ? 'yellow' : 'blue';
}

const accept = ({ dispute, desk, verb }: Journey) =>
  verb(desk, 'accept_case', { type_code: dispute.type, grade: gradeOf(dispute) });

async function dispatch({ client, desk, standing, verb }: Journey): Promise<void> {
  const { id } = await standing();
  const suggestions = await as(client, desk, () =>
    client.query<{ organisation_id: string }>(
      'select organisation_id from api.suggest_dispatch(case_id => $1)',
      [id],
    ),
  );
  await verb(desk, 'dispatch_case', {
    organisation_id: suggestions.rows[0]?.organisation_id,
    note: '请尽快联系双方当事人。',
  });
}

/** Assigns a mediator of the lead; false when it has none. */
async function assign({ client, number, standing, verb }: Journey): Promise<boolean> {
  const { rows } = await client.query<{ staff_id: string }>(
    `select staff_id from app.posts where organisation_id = $1 and role = 'mediator' order by id`,
    [(await standing()).lead_organisation_id],
  );
  // Not always the first one of an organisation.
  const mediator = rows[Number(number.slice(-1)) % (rows.length || 1)]?.staff_id;
  if (!mediator) return false;
  await verb(mediator, 'assign_mediator', { mediator_id: mediator });
  return true;
}

/** A step of the case's mediator. */
const asMediator =
  (...calls: ((dispute: DemoDispute) => [name: string, values: Record<string, unknown>])[]) =>
  async ({ dispute, standing, verb }: Journey): Promise<boolean> => {
    const { mediator_id: mediator } = await standing();
    if (!mediator) return false;
    for (const call of calls) await verb(mediator, ...call(dispute));
    return true;
  };

const mediate = asMediator(
  () => [
    'log_session',
    {
      kind: 'contact',
      held_at: new Date().toISOString(),
      summary: '已电话联系双方，约定到调解室面谈，双方都愿意坐下来商量。',
    },
  ],
  () => [
    'log_session',
    {
      kind: 'meeting',
      held_at: new Date().toISOString(),
      place: '镇调解室',
      attendees: '双方当事人、社区干部',
      summary: '双方各自陈述经过，核对了现场照片和票据，对事实基本没有争议，就处理办法交换了意见。',
    },
  ],
);

const conclude = asMediator(({ amount }) => [
  'conclude_case',
  {
    outcome: 'agreed_written',
    terms:
      '一、由责任方在十五日内完成修复，费用自行承担；二、双方互相谅解，今后有事先沟通；三、如有反复，由社区派人到场。',
    amount: amount ?? null,
  },
]);

const close = ({ desk, verb }: Journey) =>
  verb(desk, 'close_case', {
    note: '已电话回访，双方对结果满意。',
    people_count: 2,
    papers: ['application', 'notice_of_rights', 'notice_of_ways', 'record', 'agreement', 'oral_register'],
  });

const answer = ({ desk, verb }: Journey) =>
  verb(desk, 'answer_case', {
    answer:
      '您好，预付卡退费可以先向市场监督管理部门投诉（12315），请准备好合同、付款凭证；需要调解时我们会联系您。',
  });

/** Resolves to false when nobody can take the step. */
type Step = (journey: Journey) => Promise<boolean | void>;

/** The usual way of a case, stage by stage. */
const WAY: [stage: Stage, step: Step][] = [
  ['accepted', accept],
  ['dispatched', dispatch],
  ['assigned', assign],
  ['mediating', mediate],
  ['agreed', conclude],
  ['closed', close],
];

/** The steps that lead to a stage. */
function stepsTo(goal: Stage): Step[] {
  if (goal === 'answered') return [answer];
  const last = WAY.findIndex(([stage]) => stage === goal);
  return WAY.slice(0, last + 1).map(([, step]) => step);
}

/** Moves one case to its stage; it stays where nobody can take the next step. */
async function move(client: pg.Client, number: string, dispute: DemoDispute): Promise<void> {
  const journey = await journeyOf(client, number, dispute);
  if (!journey) return;
  for (const step of stepsTo(dispute.stage)) if ((await step(journey)) === false) return;
}

/**
 * Files the demo disputes and moves some of them along; an interrupted start continues where it stopped. Does
 * nothing once the database holds that many cases. Returns the number of cases filed.
 */
export async function tellStory(dbUrl: string): Promise<number> {
  return withClient(dbUrl, async (client) => {
    const { rowCount } = await client.query('select from app.cases limit $1', [DISPUTES.length]);
    if (rowCount === DISPUTES.length) return 0;
    const consent = onlyRow(
      await client.query<{ version: string }>('select version from app.consent_in_force()'),
    );
    for (const [index, dispute] of DISPUTES.entries()) {
      const number = await file(client, dispute, index, consent.version);
      const untouched = await client.query(
        `select from app.cases where number = $1 and status = 'submitted'`,
        [number],
      );
      if (untouched.rowCount && dispute.stage !== 'filed') await move(client, number, dispute);
    }
    return DISPUTES.length;
  });
}
