import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withClient } from '../../../scripts/stack/database/client';
import { at, caseAt, type Stage, type VerbResult } from '../../support/case';
import { history, isWhole, openScene, rowOf } from '../../support/scene';

const scene = openScene();

describe('a repeated request', () => {
  it('takes effect once and returns the same result', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => scene.actors.desk.call('accept_case', args)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await history(scene.actors.desk, row.id)).map(({ verb }) => verb)).toEqual([
      'file_case',
      'accept_case',
    ]);
  });

  it('is rejected when its id comes with other arguments, or from somebody else', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'yellow' };
    await scene.actors.desk.call('accept_case', args);
    expect(await scene.actors.desk.refused('accept_case', { ...args, grade: 'red' })).toMatchObject({
      state: 'PT409',
      code: 'request_reused',
    });
    expect(await scene.actors.mediator.refused('accept_case', args)).toMatchObject({
      code: 'request_reused',
    });
  });

  it('needs a request id and a version', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const args = { ...at(row), type_code: '0202', grade: 'blue' };
    expect(await scene.actors.desk.refused('accept_case', { ...args, request_id: null })).toMatchObject({
      details: { field: 'request_id' },
    });
    expect(await scene.actors.desk.refused('accept_case', { ...args, expected_version: null })).toMatchObject(
      {
        details: { field: 'expected_version' },
      },
    );
    expect(await scene.actors.desk.refused('accept_case', { ...args, case_id: null })).toMatchObject({
      details: { field: 'case_id' },
    });
  });
});

describe('two people at once', () => {
  it('have one winner; the others learn what happened, who did it and at which stage the case is', async () => {
    const row = await caseAt(scene.people, scene.actors, 'submitted');
    const grades = ['red', 'yellow', 'blue'];
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        scene.actors.desk.call<VerbResult>('accept_case', {
          ...at(row),
          type_code: '0202',
          grade: grades[index % 3],
        }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const lost of tries.filter((one) => one.status === 'rejected')) {
      expect(lost.reason).toMatchObject({ code: 'PT409', message: 'stale_version' });
      expect(JSON.parse((lost.reason as { detail: string }).detail)).toMatchObject({
        verb: 'accept_case',
        actor: '赖秀英',
        status: 'accepted',
        version: 2,
      });
    }
    expect(await history(scene.actors.desk, row.id)).toHaveLength(2);
  });

  it('sending 200 conflicting verbs on one case get exactly the legal ones, each once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const attempts = Array.from({ length: 200 }, (_, index) => {
      const verb = ['assign_mediator', 'return_case', 'dispatch_case', 'accept_case'][index % 4]!;
      const person = index % 4 < 2 ? scene.actors.mediator : scene.actors.desk;
      const args = {
        assign_mediator: { mediator_id: scene.actors.mediatorId },
        return_case: { reason: '不属于本委职责范围。' },
        dispatch_case: { organisation_id: scene.actors.committeeId },
        accept_case: { type_code: '0202', grade: 'blue' },
      }[verb]!;
      return person.call<VerbResult>(verb, { ...at(row), ...args });
    });
    const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const after = await rowOf(scene, row.id);
    expect(after.version).toBe(row.version + 1);
    expect(await history(scene.actors.desk, row.id)).toHaveLength(4);
    expect(await isWhole(scene, row.id)).toBe(true);
  });
});

describe('two hundred people at once', () => {
  it('with mutually exclusive verbs get exactly one legal one, once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const { desk, mediator } = scene.actors;
    const leader = await scene.people.as('changting.leader');
    const [county] = await scene.people.owner.run<{ id: string }>(
      `select id from app.organisations where kind = 'people_mediation' and region_code = '350821'`,
    );
    const reason = '按规定办理，情况属实。';
    const steps = [
      () =>
        mediator.call('conclude_case', {
          ...at(row),
          outcome: 'agreed_oral',
          terms: '双方互谅互让，当场履行。',
        }),
      () => mediator.call('recuse_mediator', { ...at(row), reason }),
      () => desk.call('transfer_case', { ...at(row), organisation_id: county!.id, reason }),
      () => desk.call('withdraw_case', { ...at(row), reason }),
      () => desk.call('escalate_case', { ...at(row), reason }),
      () => mediator.call('request_extension', { ...at(row), days: 5, reason, parties_agree: true }),
      () => leader.call('issue_order', { ...at(row), demand: '请三日内反馈办理情况。' }),
      () => desk.call('report_risk', { ...at(row), risk_kind: 'group', description: '多户聚集，情绪激动。' }),
      // These verbs are not the leader's, whatever happens first.
      () => leader.call('withdraw_case', { ...at(row), reason }),
      () => mediator.call('close_case', at(row)),
    ];
    const tries = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => steps[index % steps.length]!()),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [now] = await scene.people.owner.run<{ version: number; events: number }>(
      `select c.version, (select count(*)::int from app.case_events e where e.case_id = c.id) as events from app.cases c where id = $1`,
      [row.id],
    );
    expect(now).toEqual({ version: row.version + 1, events: row.version + 1 });
    expect(await isWhole(scene, row.id)).toBe(true);
  });

  it('each with the newest version get their verbs in one order, each once', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const { desk, mediator } = scene.actors;
    const add = async (n: number) => {
      const request_id = crypto.randomUUID();
      for (let tries = 0; tries < 100; tries++) {
        const [now] = await desk.run<{ version: number }>('select version from api.cases where id = $1', [
          row.id,
        ]);
        const person = n % 2 === 0 ? desk : mediator;
        const done = await person
          .call('add_note', {
            case_id: row.id,
            expected_version: now!.version,
            request_id,
            note: `第${n}次登记情况。`,
          })
          .then(
            () => true,
            (error: Error) => (error.message === 'stale_version' ? false : Promise.reject(error)),
          );
        if (done) return;
      }
      throw new Error('never got through');
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(n)));
    const notes = await scene.people.owner.run<{ note: string }>(
      `select payload ->> 'note' as note from app.case_events where case_id = $1 and verb = 'add_note'`,
      [row.id],
    );
    expect(new Set(notes.map(({ note }) => note)).size).toBe(20);
    expect(notes).toHaveLength(20);
    expect(await isWhole(scene, row.id)).toBe(true);
  });
});

/** How long everything runs at once, in seconds; before a release it is a minute. */
const SECONDS = Number(process.env.CONCURRENCY_SECONDS ?? 3);

/** What one run of everything at once counts, and until when it goes on. */
interface Run {
  until: number;
  failures: string[];
  /** The milliseconds of each verb. */
  took: number[];
  counts: Record<'verbs' | 'batches' | 'imports' | 'moves' | 'erasures', number>;
}

const startRun = (seconds: number): Run => ({
  until: Date.now() + seconds * 1000,
  failures: [],
  took: [],
  counts: { verbs: 0, batches: 0, imports: 0, moves: 0, erasures: 0 },
});
const percentile95 = ({ took }: Run) =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)]!.toFixed(0);

async function repeat(run: Run, pause: number, work: () => Promise<unknown>): Promise<void> {
  while (Date.now() < run.until) {
    await work();
    await sleep(pause);
  }
}

/** Notes an error, except that another act came first, which is a proper answer. */
const failed = (run: Run, what: string) => (error: { code?: string; message: string }) => {
  if (!error.code?.startsWith('PT4')) run.failures.push(`${what}: ${error.code} ${error.message}`);
};

/** A mediator is assigned, recuses, is assigned … on one case after another. */
const assignAndRecuse = (run: Run, ids: string[], nth: number) => {
  const { mediator, mediatorId } = scene.actors;
  let turn = nth;
  return repeat(run, 0, async () => {
    const [row] = await scene.people.owner.run<VerbResult>(
      'select id, status, version from app.cases where id = $1',
      [ids[(turn += 7) % ids.length]],
    );
    const start = performance.now();
    const act =
      row!.status === 'dispatched'
        ? mediator.call('assign_mediator', { ...at(row!), mediator_id: mediatorId })
        : mediator.call('recuse_mediator', { ...at(row!), reason: '与一方当事人有亲属关系。' });
    await act.catch(failed(run, 'verb'));
    run.took.push(performance.now() - start);
    run.counts.verbs += 1;
  });
};

/** Runs the scheduler's jobs, each on a connection of its own as the scheduler does. */
async function runJobs(run: Run): Promise<void> {
  const jobs = await scene.people.owner.run<{ command: string }>(
    `select command from cron.job where jobname like 'e-mediation%'`,
  );
  await Promise.all(
    jobs.map(({ command }) =>
      withClient(scene.database.url, (client) =>
        repeat(run, 50, async () => {
          await client.query(command).catch(failed(run, command));
          run.counts.batches += 1;
        }),
      ),
    ),
  );
}

/** Makes all running deadlines overdue and unreported again. The case is locked before its deadlines. */
const makeOverdue = (ids: string[]) =>
  scene.people.owner.run(
    `with free as (select id from app.cases where id = any ($1) order by id for update skip locked)
     update app.deadlines d set starts_at = now() - interval '9 days', warn_at = now() - interval '8 days',
       due_at = now() - interval '30 hours', warned_at = null, overdue_told_at = null, raised_at = null
     from free where d.case_id = free.id and d.met_at is null and d.paused_at is null`,
    [ids],
  );

async function importCalendars(run: Run): Promise<void> {
  const city = await scene.people.as('city.administrator');
  const year = new Date().getFullYear();
  await repeat(run, 250, async () => {
    const day = `${year}-01-0${1 + (run.counts.imports % 5)}`;
    const args = { year, rows: JSON.stringify([{ day, is_workday: false, name: '元旦' }]) };
    await city.call('preview_calendar', args).catch(failed(run, 'preview_calendar'));
    await city
      .call('import_calendar', { ...args, request_id: crypto.randomUUID() })
      .catch(failed(run, 'import_calendar'));
    run.counts.imports += 1;
  });
}

/** Gives the township of all cases one new code after another. */
async function moveRegion(run: Run): Promise<void> {
  const county = await scene.people.as('changting.administrator');
  let code = '350821100';
  let next = 350821970;
  await repeat(run, 250, async () => {
    const [region] = await scene.people.owner.run<{ version: number }>(
      'select version from app.regions where code = $1',
      [code],
    );
    const args = { code, expected_version: region!.version, request_id: crypto.randomUUID() };
    const moved = await county
      .call('recode_region', { ...args, new_code: String(next), effective_on: '2026-01-01' })
      .catch(failed(run, 'recode_region'));
    if (moved) {
      code = String(next);
      run.counts.moves += 1;
    }
    next += 1;
  });
}

async function eraseCases(run: Run, rows: VerbResult[]): Promise<void> {
  const county = await scene.people.as('changting.administrator');
  const city = await scene.people.as('city.administrator');
  for (const { id } of rows) {
    const row = await rowOf(scene, id);
    await county
      .call('erase_case', { ...at({ id, version: Number(row.version) }), reason: '当事人申请删除' })
      .catch(failed(run, 'erase_case'));
    const [asked] = await scene.people.owner.run<{ id: string; version: number }>(
      `select id, version from app.erasures where case_id = $1 and state = 'waiting'`,
      [id],
    );
    if (!asked) continue;
    const args = { erasure_id: asked.id, expected_version: asked.version, request_id: crypto.randomUUID() };
    await city
      .call('confirm_erasure', { ...args, granted: true })
      .then(() => (run.counts.erasures += 1), failed(run, 'confirm_erasure'));
  }
}

describe('scheduled work beside people', () => {
  it(
    'never fails, and makes no verb fail, while calendars are imported, regions move and cases are erased',
    async () => {
      const { desk } = scene.actors;
      const cases = (n: number, stage: Stage) =>
        Promise.all(Array.from({ length: n }, () => caseAt(scene.people, scene.actors, stage)));
      const ids = (await cases(40, 'dispatched')).map(({ id }) => id);
      const ended = await cases(6, 'submitted');
      for (const row of ended) {
        await desk.call('withdraw_case', { ...at(row), reason: '当事人自行和解。' });
      }
      const people = (run: Run) => [0, 1, 2].map((nth) => assignAndRecuse(run, ids, nth));
      const alone = startRun(1);
      await Promise.all(people(alone));

      const run = startRun(SECONDS);
      await Promise.all([
        ...people(run),
        runJobs(run),
        importCalendars(run),
        moveRegion(run),
        eraseCases(run, ended),
        repeat(run, 100, () => makeOverdue(ids).catch(failed(run, 'makeOverdue'))),
      ]);
      console.log(
        `${JSON.stringify(run.counts)}; 95 of 100 verbs took at most ${percentile95(alone)} ms alone, ${percentile95(run)} ms beside all this`,
      );
      expect([...alone.failures, ...run.failures]).toEqual([]);
      expect(await scene.people.owner.run('select step, error from app.tick_failures')).toEqual([]);
      expect(Math.min(...Object.values(run.counts))).toBeGreaterThan(0);
      for (const id of ids) expect(await isWhole(scene, id)).toBe(true);
    },
    (SECONDS + 60) * 1000,
  );
});
