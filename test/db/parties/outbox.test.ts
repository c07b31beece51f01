import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { joined, linkFor, once, type Shared, sharedCase, sideOf, viewOf } from '../../support/parties';
import { openScene } from '../../support/scene';

// Messages to the parties: written with the act, taken by a worker, sent once.

const scene = openScene();
const anon = () => scene.people.anon;

/** A message as a worker takes it. */
interface Taken {
  id: string;
  lease: string;
  kind: string;
  params: { number: string };
  recipient: string;
  secret: string | null;
  attempt: number;
}

/** Runs a statement for the worker; that nobody else may is tested below and by the list of grants. */
const worker = <T>(sql: string, values: unknown[]) => scene.people.owner.run<T>(sql, values);
const take = (most = 20, channel = 'sms') =>
  worker<Taken>('select * from api.take_outbox($1, $2)', [channel, most]);
const settle = async ({ id, lease }: Taken, error: string | null = null) =>
  (await worker<{ ok: boolean }>('select api.settle_outbox($1, $2, $3) as ok', [id, lease, error]))[0]!.ok;
/** Lets time pass for messages that were taken or must wait. */
const later = () =>
  scene.people.owner.run(
    `update app.outbox set next_at = now() - interval '1 second', lease_until = now() - interval '1 second' where state in ('waiting', 'taken')`,
  );
const states = async () =>
  (await scene.people.owner.run<{ state: string }>('select state from app.outbox order by id')).map(
    ({ state }) => state,
  );

let row: Shared;
const wants = (more: object = {}) =>
  anon().call('set_messages', { ...row.holder, request_id: once(), channel: 'sms', wanted: true, ...more });
const askAndAnswer = async () => {
  await anon().call('write_message', {
    ...row.holder,
    request_id: once(),
    kind: 'question',
    message: '要带什么？',
  });
  const message = (await sideOf(scene.actors.desk, row.id)).messages.find(({ answer }) => answer === null)!;
  const answer = {
    message_id: message.id,
    expected_version: message.version,
    answer: '带身份证，借条原件也带来。',
  };
  await scene.actors.desk.call('answer_question', { ...answer, request_id: once() });
};

beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);
beforeEach(async () => {
  await scene.people.owner.run('delete from app.outbox');
  row = await sharedCase(scene, 'mediating');
});

describe('the outbox', () => {
  it('is empty for a party who did not ask for messages', async () => {
    await askAndAnswer();
    expect(await states()).toEqual([]);
  });

  it('holds a text key and parameters, the address encrypted, and never any content of the mediation', async () => {
    await wants();
    await askAndAnswer();
    const [stored] = await scene.people.owner.run<{ all: string }>(
      'select to_jsonb(o)::text as all from app.outbox o',
    );
    expect(stored!.all).not.toMatch(/13859701234|借条/);
    const [taken] = await take();
    expect(taken).toMatchObject({
      kind: 'question_answered',
      recipient: '13859701234',
      params: { number: row.number },
      secret: null,
      attempt: 1,
    });
    const side = await sideOf(scene.actors.desk, row.id);
    expect(side.outgoing).toMatchObject([
      { kind: 'question_answered', channel: 'sms', state: 'taken', shown: '138****1234' },
    ]);
  });

  it('gives each message to only one of many workers, and never again after it was sent', async () => {
    await wants();
    for (let n = 0; n < 4; n += 1) await askAndAnswer();
    const taken = (await Promise.all([take(2), take(2), take(2)])).flat();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    expect(taken).toHaveLength(4);
    for (const message of taken) expect(await settle(message)).toBe(true);
    // The acknowledgement itself may be repeated.
    expect(await settle(taken[0]!)).toBe(true);
    await later();
    expect(await take()).toEqual([]);
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'sent']);
    const [left] = await scene.people.owner.run(
      'select count(*)::int as n from app.outbox where length(recipient) > 0',
    );
    expect(left).toEqual({ n: 0 });
  });

  it('offers a message again after its worker died, and ignores the late report of that worker', async () => {
    await wants();
    await askAndAnswer();
    const [first] = await take();
    expect(await take()).toEqual([]);
    await later();
    const [second] = await take();
    // The same message id, so that a sending service can recognise a repetition.
    expect(second).toMatchObject({ id: first!.id, attempt: 2 });
    expect(await settle(first!)).toBe(false);
    expect(await settle(second!)).toBe(true);
  });

  it('waits longer after each failure, and gives up after the last', async () => {
    await wants();
    await askAndAnswer();
    const waits: number[] = [];
    for (let n = 1; n <= 8; n += 1) {
      const [message] = await take();
      expect(message!.attempt).toBe(n);
      expect(await settle(message!, '503 busy')).toBe(true);
      const [now] = await scene.people.owner.run<{ wait: number; state: string }>(
        'select extract(epoch from next_at - now())::int as wait, state from app.outbox',
      );
      if (n < 8) {
        expect(now!.state).toBe('waiting');
        waits.push(now!.wait);
      }
      await later();
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeGreaterThan(50);
    expect(await states()).toEqual(['dead']);
    expect(await take()).toEqual([]);
  });

  it('gives up a message that crashes its workers', async () => {
    await wants();
    await askAndAnswer();
    for (let n = 0; n < 8; n += 1) {
      expect(await take()).toHaveLength(1);
      await later();
    }
    expect(await take()).toEqual([]);
    expect(await states()).toEqual(['dead']);
  });

  it('stops when the party ends messages, and both consents are recorded', async () => {
    await wants({ channel: 'email', address: 'luo@example.cn' });
    await askAndAnswer();
    expect((await viewOf(anon(), row.holder))!.channels).toEqual([
      { channel: 'email', shown: 'l***@example.cn' },
    ]);
    await wants({ channel: 'email', wanted: false });
    expect(await states()).toEqual(['stopped']);
    expect(await take(20, 'email')).toEqual([]);
    const consents = await scene.people.owner.run(
      'select kind, given from app.party_consents where case_id = $1 order by id',
      [row.id],
    );
    expect(consents).toEqual([
      { kind: 'email', given: true },
      { kind: 'email', given: false },
    ]);
    await askAndAnswer();
    expect(await states()).toEqual(['stopped']);
  });

  it('rolls back with the act that it reports', async () => {
    await wants();
    const planning = `perform api.plan_session('${row.id}', gen_random_uuid(), now() + interval '1 day', 60, 'room', '汀州镇调解室',
      array['${row.applicantId}']::uuid[])`;
    const end = (what: string) => `do $$ begin ${planning}; ${what} end $$`;
    await scene.actors.mediator.run(end(`raise exception 'power failed';`)).catch(() => undefined);
    expect(await states()).toEqual([]);
    await scene.actors.mediator.run(end(''));
    expect(await states()).toEqual(['waiting']);
  });

  it('reports a planned session, its change and the end to everybody concerned', async () => {
    await wants();
    const respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
    await anon().call('set_messages', {
      ...respondent,
      request_id: once(),
      channel: 'wechat',
      wanted: true,
      address: 'oABC-123_x',
    });
    await scene.actors.mediator.call('plan_session', {
      case_id: row.id,
      request_id: once(),
      starts_at: new Date(Date.now() + 86_400_000),
      minutes: 60,
      way: 'room',
      place: '汀州镇调解室',
      party_ids: [row.applicantId, row.respondentId],
    });
    await anon().call('withdraw_application', { ...row.holder, request_id: once(), reason: '已经和好了' });
    const kinds = await scene.people.owner.run('select kind, channel from app.outbox order by kind, channel');
    expect(kinds).toEqual([
      { kind: 'session_planned', channel: 'sms' },
      { kind: 'session_planned', channel: 'wechat' },
      { kind: 'withdraw_application', channel: 'sms' },
      { kind: 'withdraw_application', channel: 'wechat' },
    ]);
  });

  it('sends a link only where an operator has enabled that', async () => {
    const respondent = { kind: 'person', name: '范小军', phone: '13950012345' };
    row = await sharedCase(scene, 'mediating', { respondent });
    await linkFor(scene.actors.desk, row.id, row.respondentId);
    expect(await states()).toEqual([]);
    await scene.people.owner.run(`update app.settings set value = 'true' where name = 'party_link_messages'`);
    const token = await linkFor(scene.actors.desk, row.id, row.respondentId);
    const [message] = await take();
    expect(message).toMatchObject({ kind: 'invited', recipient: '13950012345', secret: token });
    await scene.people.owner.run(
      `update app.settings set value = 'false' where name = 'party_link_messages'`,
    );
  });

  it('can be used only by the worker', async () => {
    for (const who of [anon(), scene.actors.desk, await scene.people.as('city.administrator')]) {
      expect(await who.refused('take_outbox', { channel: 'sms' })).toMatchObject({ state: '42501' });
      expect(await who.refusedRun('select * from app.outbox')).toMatchObject({ state: '42501' });
    }
  });
});
