import { expect, it } from 'vitest';
import { openScene } from '../../support/scene';
import { caseAt } from '../../support/case';

// The expected number of an area is its inhabitants' share of all cases; expected and counted numbers have the same
// sum.

const scene = openScene();

it('the expected numbers of cases are shared out by inhabitants', async () => {
  for (let filed = 0; filed < 6; filed += 1) await caseAt(scene.people, scene.actors, 'submitted');
  const leader = await scene.people.as('city.leader');
  const rows = await leader.call<{ level: number; n: number; expected: string; population: number }>(
    'map_areas',
    {
      from_on: '2020-01-01',
    },
  );
  const counties = rows.filter(({ level }) => level === 2);
  const people = counties.reduce((sum, { population }) => sum + population, 0);
  expect(counties).toHaveLength(7);
  for (const { expected, population } of counties)
    expect(Number(expected)).toBeCloseTo((6 * population) / people, 1);
});
