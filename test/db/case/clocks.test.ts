import { describe, expect, it } from 'vitest';
import { at, caseAt, type VerbResult } from '../../support/case';
import { openScene } from '../../support/scene';

// Deadlines across holidays, pauses, changed policies and a calendar announced later, checked against an independent
// day count in TypeScript.

const scene = openScene();
const id = () => ({ request_id: crypto.randomUUID() });
const DAY = 86_400_000;

interface Holiday {
  day: string;
  is_workday: boolean;
}
const calendar = async () =>
  new Map(
    (await scene.people.owner.run<Holiday>('select day::text, is_workday from app.holidays')).map(
      ({ day, is_workday }) => [day, is_workday],
    ),
  );

/** Days since 1970 of a date. */
const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const text = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);

describe('working time', () => {
  it('agrees with an independent day-by-day count, over three years and each unit', async () => {
    const holidays = await calendar();
    const works = (n: number) => holidays.get(text(n)) ?? ![0, 6].includes(new Date(n * DAY).getUTCDay());
    const roll = (n: number): number => (works(n) ? n : roll(n + 1));
    const oracle = (start: string, amount: number, unit: string): string => {
      let n = number(start);
      if (unit === 'workday') {
        for (let left = amount; left > 0; left--) n = roll(n + 1);
        return text(n);
      }
      if (unit === 'day') return text(roll(n + amount));
      const [year, month, day] = start.split('-').map(Number) as [number, number, number];
      const last = new Date(Date.UTC(year, month - 1 + amount + 1, 0)).getUTCDate();
      return text(roll(Date.UTC(year, month - 1 + amount, Math.min(day, last)) / DAY));
    };
    const cases: { start: string; amount: number; unit: string }[] = [];
    for (let day = number('2024-01-01'); day < number('2026-11-01'); day += 3) {
      for (const [unit, most] of [
        ['workday', 35],
        ['day', 60],
        ['month', 2],
      ] as const)
        cases.push({ start: text(day), amount: 1 + ((day * 7) % most), unit });
    }
    const rows = await scene.people.owner.run<{ due: string }>(
      `select (app.add_working_time((start || ' 10:30')::timestamp at time zone 'Asia/Shanghai', amount, unit) at time zone 'Asia/Shanghai')::date::text as due
       from jsonb_to_recordset($1) as c (start text, amount int, unit text)`,
      [JSON.stringify(cases)],
    );
    const wrong = cases
      .map((one, index) => ({
        ...one,
        reported: rows[index]!.due,
        wanted: oracle(one.start, one.amount, one.unit),
      }))
      .filter(({ reported, wanted }) => reported !== wanted);
    expect(cases.length).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });

  it('counts working hours only within duty hours, over 国庆 with its make-up days', async () => {
    const due = async (from: string, hours: number) =>
      (
        await scene.people.owner.run<{ due: string }>(
          `select to_char(app.add_working_time($1::timestamp at time zone 'Asia/Shanghai', $2, 'workhour') at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as due`,
          [from, hours],
        )
      )[0]!.due;
    // Duty hours are 8:00–12:00 and 14:30–17:30.
    expect(await due('2026-09-30 17:00', 2)).toBe('2026-10-08 09:30');
    expect(await due('2026-10-09 11:00', 2)).toBe('2026-10-09 15:30');
    // Saturday the 10th is a make-up workday.
    expect(await due('2026-10-09 17:00', 1)).toBe('2026-10-10 08:30');
    expect(await due('2026-02-14 20:00', 2)).toBe('2026-02-24 10:00');
  });
});

describe('a suspension', () => {
  const mediate = async (caseId: string) =>
    (
      await scene.people.owner.run<{ due_at: Date; paused_at: Date | null; unit: string }>(
        `select d.due_at, d.paused_at, p.unit from app.deadlines d join app.deadline_policies p on p.id = d.policy_id
         where d.case_id = $1 and d.stage = 'mediate'`,
        [caseId],
      )
    )[0]!;

  it('extends the deadlines by its length, and records the interval', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    const before = await mediate(row.id);
    const [suspended] = await scene.actors.mediator.call<VerbResult>('suspend_case', {
      ...at(row),
      suspend_reason: 'appraisal',
      until_on: new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10),
    });
    expect((await mediate(row.id)).paused_at).not.toBeNull();
    // Ten days pass.
    await scene.people.owner.run(
      `update app.deadlines set paused_at = paused_at - interval '10 days', due_at = due_at - interval '10 days',
         warn_at = warn_at - interval '10 days', starts_at = starts_at - interval '10 days' where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    const [resumed] = await scene.actors.mediator.call<VerbResult>('resume_case', at(suspended!));
    const after = await mediate(row.id);
    expect(after.paused_at).toBeNull();
    // In calendar days, and never ending on a day off.
    const [wanted] = await scene.people.owner.run<{ due: Date }>(
      `select (app.next_workday(($1::timestamptz at time zone 'Asia/Shanghai')::date) + time '23:59:59') at time zone 'Asia/Shanghai' as due`,
      [before.due_at],
    );
    expect(after.due_at).toEqual(wanted!.due);
    const [shown] = await scene.actors.desk.run<{ pauses: unknown[] }>(
      `select pauses from api.deadlines where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    expect(shown!.pauses).toHaveLength(1);
    expect(resumed!.status).toBe('mediating');
  });

  it('never pauses the deadline for judicial confirmation, nor that of a labour dispute', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating', {});
    await scene.people.owner.run(
      `update app.deadlines set policy_id = (select id from app.deadline_policies where stage = 'mediate' and type_code = '12') where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    await scene.actors.mediator.call('suspend_case', {
      ...at(row),
      suspend_reason: 'other_case',
      until_on: new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10),
    });
    expect((await mediate(row.id)).paused_at).toBeNull();
    const pausable = await scene.people.owner.run(
      `select 1 from app.deadline_policies where stage in ('confirm', 'accept', 'sign') and pausable`,
    );
    expect(pausable).toEqual([]);
  });

  it('ends automatically on its last day', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await scene.actors.mediator.call('suspend_case', {
      ...at(row),
      suspend_reason: 'party',
      until_on: new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10),
    });
    await scene.people.owner.run(`update app.case_flags set until_on = current_date - 2 where case_id = $1`, [
      row.id,
    ]);
    await scene.people.owner.run('select app.tick()');
    expect(await scene.actors.desk.run('select flags from api.cases where id = $1', [row.id])).toEqual([
      { flags: [] },
    ]);
  });
});

describe('an extension', () => {
  it('moves the due date from where it was, at most twice, and must be requested before it runs out', async () => {
    let row = await caseAt(scene.people, scene.actors, 'mediating');
    const { mediator, desk } = scene.actors;
    const ask = async () => {
      row = (
        await mediator.call<VerbResult>('request_extension', {
          ...at(row),
          days: 10,
          reason: '等待房屋鉴定结论。',
          parties_agree: true,
        })
      )[0]!;
      row = (await desk.call<VerbResult>('decide_extension', { ...at(row), granted: true }))[0]!;
    };
    await ask();
    await ask();
    const [extension] = await desk.run<{ due_before: Date; due_after: Date }>(
      'select due_before, due_after from api.extensions where case_id = $1 order by id limit 1',
      [row.id],
    );
    expect(extension!.due_after.getTime() - extension!.due_before.getTime()).toBeGreaterThanOrEqual(10 * DAY);
    expect(
      await mediator.refused('request_extension', {
        ...at(row),
        days: 10,
        reason: '等待房屋鉴定结论。',
        parties_agree: true,
      }),
    ).toMatchObject({ state: 'PT409', code: 'extended_twice' });
    const late = await caseAt(scene.people, scene.actors, 'mediating');
    await scene.people.owner.run(
      `update app.deadlines set starts_at = now() - interval '40 days', warn_at = now() - interval '5 days', due_at = now() - interval '1 day' where case_id = $1 and stage = 'mediate'`,
      [late.id],
    );
    expect(
      await mediator.refused('request_extension', {
        ...at(late),
        days: 10,
        reason: '等待房屋鉴定结论。',
        parties_agree: true,
      }),
    ).toMatchObject({ code: 'deadline_over' });
  });
});

describe('a policy changed today', () => {
  it('leaves running deadlines on their old version and applies to new ones', async () => {
    const old = await caseAt(scene.people, scene.actors, 'submitted');
    const due = async (caseId: string) =>
      (
        await scene.people.owner.run<{ due_at: Date; amount: number; valid_from: Date }>(
          `select d.due_at, p.amount, p.valid_from from app.deadlines d join app.deadline_policies p on p.id = d.policy_id where d.case_id = $1 and d.stage = 'accept'`,
          [caseId],
        )
      )[0]!;
    const before = await due(old.id);
    const city = await scene.people.as('city.administrator');
    const rule = { stage: 'accept', amount: 3, unit: 'workday', basis: '本市规定：3 个工作日内受理' };
    const request = { ...id(), ...rule };
    const done = await city.call('set_policy', request);
    expect(await city.call('set_policy', request)).toEqual(done);
    expect(await due(old.id)).toEqual(before);
    const fresh = await caseAt(scene.people, scene.actors, 'submitted');
    expect((await due(fresh.id)).amount).toBe(3);
    // Both versions are kept, one after the other.
    const versions = await scene.people.owner.run(
      `select valid_to is null as open from app.deadline_policies where stage = 'accept' and type_code is null and channel is null and grade is null order by id`,
    );
    expect(versions).toEqual([{ open: false }, { open: true }]);
    expect(await city.refused('set_policy', { ...id(), stage: 'accept' })).toMatchObject({
      code: 'general_rule',
    });
    expect(await city.refused('set_policy', { ...id(), ...rule, stage: 'confirm' })).toMatchObject({
      code: 'set_by_law',
    });
  });

  it('may be restricted by channel, type, grade and level', async () => {
    const city = await scene.people.as('city.administrator');
    await city.call('set_policy', {
      ...id(),
      stage: 'dispatch',
      type_code: '02',
      grade: 'blue',
      level: 2,
      amount: 2,
      unit: 'workday',
      basis: '邻里纠纷 2 个工作日内分派',
    });
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    const [clock] = await scene.people.owner.run(
      `select p.amount, p.level from app.deadlines d join app.deadline_policies p on p.id = d.policy_id where d.case_id = $1 and d.stage = 'dispatch'`,
      [row.id],
    );
    expect(clock).toEqual({ amount: 2, level: 2 });
  });
});

describe('a newly announced calendar', () => {
  const year = new Date().getFullYear() + 1;

  it('previews which deadlines it moves, moves them, and removes their provisional mark', async () => {
    const row = await caseAt(scene.people, scene.actors, 'mediating');
    await scene.people.owner.run(
      `update app.deadlines d set starts_at = t.at, due_at = app.add_working_time(t.at, p.amount, p.unit), warn_at = t.at, provisional = true
       from app.deadline_policies p, (select make_timestamptz($2, 1, 3, 10, 0, 0, 'Asia/Shanghai') as at) t
       where d.case_id = $1 and d.stage = 'mediate' and p.id = d.policy_id`,
      [row.id, year],
    );
    const [clock] = await scene.people.owner.run<{ due: string }>(
      `select (due_at at time zone 'Asia/Shanghai')::date::text as due from app.deadlines where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    const city = await scene.people.as('city.administrator');
    const rows = JSON.stringify([
      { day: `${year}-01-01`, is_workday: false, name: '元旦' },
      { day: clock!.due, is_workday: false, name: '春节' },
      { day: text(number(clock!.due) + 1), is_workday: false, name: '春节' },
    ]);
    const reported = await city.call<{ case_id: string }>('preview_calendar', { year, rows });
    expect(reported.map(({ case_id }) => case_id)).toContain(row.id);
    const unchanged = await scene.people.owner.run<{ due: string; provisional: boolean }>(
      `select (due_at at time zone 'Asia/Shanghai')::date::text as due, provisional from app.deadlines where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    expect(unchanged).toEqual([{ due: clock!.due, provisional: true }]);
    const moved = await city.call('import_calendar', { ...id(), year, rows });
    expect(moved).toEqual(reported);
    const [after] = await scene.people.owner.run<{ due: string; provisional: boolean }>(
      `select (due_at at time zone 'Asia/Shanghai')::date::text as due, provisional from app.deadlines where case_id = $1 and stage = 'mediate'`,
      [row.id],
    );
    expect(number(after!.due)).toBeGreaterThan(number(clock!.due) + 1);
    expect(after!.provisional).toBe(false);
  });

  it.each([
    ['a day of another year', [{ day: '2020-01-01', is_workday: false, name: '元旦' }]],
    ['no date', [{ day: `${year}-02-30`, is_workday: false, name: '元旦' }]],
    ['no kind', [{ day: `${year}-01-01`, name: '元旦' }]],
    ['a day twice', [1, 2].map(() => ({ day: `${year}-01-01`, is_workday: false, name: '元旦' }))],
  ])('is rejected with %s', async (_, days) => {
    const city = await scene.people.as('city.administrator');
    expect(
      await city.refused('import_calendar', { ...id(), year, rows: JSON.stringify(days) }),
    ).toMatchObject({ state: 'PT422' });
  });
});
