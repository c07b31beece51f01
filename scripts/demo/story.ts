import { createHash } from 'node:crypto';
import type pg from 'pg';
import { withClient } from '../stack/database/client';
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
  const { rows } = await as(client, null, () =>
    client.query<{ number: string }>(
      `select number from api.file_case(${names.join(', ')})`,
      Object.values(values),
    ),
  );
  return rows[0]!.number;
}

interface Standing {
  id: string;
  version: number;
  mediator_id: string | null;
  lead_organisation_id: string | null;
  desk: string;
}

const ORDER: Stage[] = ['filed', 'accepted', 'dispatched', 'assigned', 'mediating', 'agreed', 'closed'];

/** Moves one case to its stage through the verbs, each called by the person who is responsible for the step. */
async function move(client: pg.Client, number: string, dispute: DemoDispute): Promise<void> {
  const standing = async (): Promise<Standing> => {
    const { rows } = await client.query<Standing>(
      `select c.id, c.version, c.mediator_id, c.lead_organisation_id, p.organisation_id as desk
       from app.cases c join app.case_participants p on p.case_id = c.id and p.part = 'desk' where c.number = $1`,
      [number],
    );
    return rows[0]!;
  };
  const dispatcher = async () =>
    (
      await client.query<{ staff_id: string }>(
        `select staff_id from app.posts where organisation_id = $1 and role = 'dispatcher' order by id limit 1`,
        [(await standing()).desk],
      )
    ).rows[0]?.staff_id;
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

  const desk = await dispatcher();
  if (!desk) return;
  if (dispute.stage === 'answered') {
    const answer =
      '您好，预付卡退费可以先向市场监督管理部门投诉（12315），请准备好合同、付款凭证；需要调解时我们会联系您。';
    return verb(desk, 'answer_case', { answer });
  }
  const goal = ORDER.indexOf(dispute.stage);
  const grade = dispute.danger
    ? 'red'
    : (dispute.people ?? 0) >= 5 || (dispute.amount ?? 0) >= 50_000
      ? 'yellow'
      : 'blue';
  if (goal >= 1) await verb(desk, 'accept_case', { type_code: dispute.type, grade });
  if (goal < 2) return;
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
  if (goal < 3) return;
  const { lead_organisation_id: lead } = await standing();
  const people = await client.query<{ staff_id: string }>(
    `select staff_id from app.posts where organisation_id = $1 and role = 'mediator' order by id`,
    [lead],
  );
  const mediator = people.rows[Number(number.slice(-1)) % (people.rows.length || 1)]?.staff_id;
  if (!mediator) return;
  await verb(mediator, 'assign_mediator', { mediator_id: mediator });
  if (goal < 4) return;
  const held_at = new Date().toISOString();
  await verb(mediator, 'log_session', {
    kind: 'contact',
    held_at,
    summary: '已电话联系双方，约定到调解室面谈，双方都愿意坐下来商量。',
  });
  await verb(mediator, 'log_session', {
    kind: 'meeting',
    held_at,
    place: '镇调解室',
    attendees: '双方当事人、社区干部',
    summary: '双方各自陈述经过，核对了现场照片和票据，对事实基本没有争议，就处理办法交换了意见。',
  });
  if (goal < 5) return;
  const terms =
    '一、由责任方在十五日内完成修复，费用自行承担；二、双方互相谅解，今后有事先沟通；三、如有反复，由社区派人到场。';
  await verb(mediator, 'conclude_case', { outcome: 'agreed_written', terms, amount: dispute.amount ?? null });
  if (goal >= 6)
    await verb(desk, 'close_case', {
      note: '已电话回访，双方对结果满意。',
      people_count: 2,
      papers: ['application', 'notice_of_rights', 'notice_of_ways', 'record', 'agreement', 'oral_register'],
    });
}

/**
 * Files the demo disputes and moves some of them along; an interrupted start continues where it stopped. Does
 * nothing once the database holds that many cases. Returns the number of cases filed.
 */
export async function tellStory(dbUrl: string): Promise<number> {
  return withClient(dbUrl, async (client) => {
    const { rowCount } = await client.query('select from app.cases limit $1', [DISPUTES.length]);
    if (rowCount === DISPUTES.length) return 0;
    const consent = await client.query<{ version: string }>('select version from app.consent_in_force()');
    for (const [index, dispute] of DISPUTES.entries()) {
      const number = await file(client, dispute, index, consent.rows[0]!.version);
      const untouched = await client.query(
        `select from app.cases where number = $1 and status = 'submitted'`,
        [number],
      );
      if (untouched.rowCount && dispute.stage !== 'filed') await move(client, number, dispute);
    }
    return DISPUTES.length;
  });
}
