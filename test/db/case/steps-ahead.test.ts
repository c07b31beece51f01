import { expect, it } from 'vitest';
import { at, createActors, filing, type Receipt, type VerbResult } from '../../support/case';
import { openScene } from '../../support/scene';

// What the applicant sees about the next steps: on the receipt, and whenever they look again.

const scene = openScene();

interface Step {
  stage: string;
  due_at: string;
  provisional: boolean;
}
type Told = Receipt & { steps: Step[] | null };

const stages = (steps: Step[] | null) => steps?.map(({ stage }) => stage) ?? null;
const days = (steps: Step[] | null) =>
  Object.fromEntries((steps ?? []).map(({ stage, due_at }) => [stage, new Date(due_at).toISOString()]));
const follow = async ({ number, tracking_code }: Told) =>
  (await scene.people.anon.call<{ steps: Step[] | null }>('track_case', { number, tracking_code }))[0]!.steps;
const record = async ({ number }: Told) =>
  (
    await scene.people.owner.run<VerbResult>(
      'select id, number, status, version from app.cases where number = $1',
      [number],
    )
  )[0]!;

it('the steps ahead show the latest date of each step, and stay up to date as the case progresses', async () => {
  const { desk, committeeId } = await createActors(scene.people);
  const form = filing();
  const [receipt] = await scene.people.anon.call<Told>('file_case', form);
  expect(stages(receipt!.steps)).toEqual(['accept', 'dispatch', 'sign', 'contact', 'mediate']);

  // Counted independently: a working day each to accept, arrange and take over; two until the call; a month to
  // mediate.
  const [counted] = await scene.people.owner.run<Record<string, Date>>(
    `with a as (select $1::timestamptz as accept), d as (select accept, app.add_working_time(accept, 1, 'workday') as dispatch from a)
     select accept, dispatch, app.add_working_time(dispatch, 1, 'workday') as sign,
       app.add_working_time(dispatch, 2, 'workday') as contact, app.add_working_time(dispatch, 1, 'month') as mediate from d`,
    [receipt!.due_at],
  );
  expect(days(receipt!.steps)).toEqual(
    Object.fromEntries(Object.entries(counted!).map(([stage, due]) => [stage, due.toISOString()])),
  );
  expect(await follow(receipt!)).toEqual(receipt!.steps);

  let row = await record(receipt!);
  [row] = (await desk.call<VerbResult>('accept_case', {
    ...at(row),
    type_code: '0202',
    grade: 'blue',
  })) as [VerbResult];
  const [dispatching] = await scene.people.owner.run<{ due_at: Date }>(
    `select due_at from app.deadlines where case_id = $1 and stage = 'dispatch'`,
    [row.id],
  );
  const accepted = await follow(receipt!);
  expect(stages(accepted)).toEqual(['dispatch', 'sign', 'contact', 'mediate']);
  expect(days(accepted).dispatch).toBe(dispatching!.due_at.toISOString());

  await desk.call('dispatch_case', { ...at(row), organisation_id: committeeId });
  const running = await scene.people.owner.run<{ stage: string; due_at: Date }>(
    'select stage, due_at from app.deadlines where case_id = $1 and met_at is null order by due_at, id',
    [row.id],
  );
  expect(days(await follow(receipt!))).toEqual(
    Object.fromEntries(running.map(({ stage, due_at }) => [stage, due_at.toISOString()])),
  );

  // A repeated filing returns the original receipt.
  expect(await scene.people.anon.call('file_case', form)).toEqual([receipt]);
});

it('the steps ahead are empty while the deadline is paused', async () => {
  const { desk } = await createActors(scene.people);
  const [receipt] = await scene.people.anon.call<Told>('file_case', filing());
  await desk.call('request_info', { ...at(await record(receipt!)), items: ['物业缴费单'] });
  expect(await follow(receipt!)).toBeNull();
});
