import { describe, expect, it } from 'vitest';
import { at, caseAt, type VerbResult } from '../../support/case';
import { openScene } from '../../support/scene';

// Dispatch suggestions for several cases at once: who may take which of them, and who is best for each.

const scene = openScene();

interface Fit {
  organisation_id: string;
  name: string;
  score: number;
  open_cases: number;
  capacity: number;
  load_after: number;
  case_ids: string[];
  best_for: string[];
  reasons: { key: string; params?: Record<string, unknown> }[];
  mediators: { name: string }[];
}
const fits = (ids: string[]) => scene.actors.desk.call<Fit>('suggest_dispatch_many', { case_ids: ids });
const accepted = async (changes: object = {}) =>
  (await caseAt(scene.people, scene.actors, 'accepted', changes)).id;
const best = async (id: string) =>
  (
    await scene.actors.desk.call<{ organisation_id: string; score: number }>('suggest_dispatch', {
      case_id: id,
    })
  )[0]!;

describe('a dispatch suggestion for several cases', () => {
  it('equals the suggestion for a single case when there is only one', async () => {
    const id = await accepted();
    const rows = await fits([id]);
    const first = await best(id);
    const chosen = rows.filter(({ best_for }) => best_for.length > 0);
    expect(chosen).toHaveLength(1);
    expect(chosen[0]).toMatchObject({
      organisation_id: first.organisation_id,
      score: first.score,
      case_ids: [id],
      best_for: [id],
    });
  });

  it('assigns each case to one best organisation, and says how many each may take', async () => {
    const here = [await accepted(), await accepted()];
    const elsewhere = await accepted({ region_code: '350821101' });
    const ids = [...here, elsewhere, here[0]!];
    const rows = await fits(ids);
    expect(rows.flatMap(({ best_for }) => best_for).sort()).toEqual([...new Set(ids)].sort());
    const county = rows[0]!;
    // An organisation that serves the whole county may take all and comes first; a committee of one township only
    // its own.
    expect([...county.case_ids].sort()).toEqual([...new Set(ids)].sort());
    expect(county.load_after).toBe(county.open_cases + 3);
    expect(county.reasons[0]).toEqual({ key: 'reason.takes', params: { n: 3, of: 3 } });
    const town = rows.find(({ organisation_id }) => organisation_id === scene.actors.committeeId)!;
    expect([...town.case_ids].sort()).toEqual([...here].sort());
    expect([...town.best_for].sort()).toEqual([...here].sort());
    expect(town.mediators.length).toBeGreaterThan(0);
    expect(town.reasons.map(({ key }) => key)).toContain('reason.best_for');
  });

  it('counts planned cases as load, so that a full organisation does not get them all', async () => {
    const ids = [await accepted(), await accepted(), await accepted(), await accepted()];
    const alone = await fits([ids[0]!]);
    const favourite = alone.find(({ best_for }) => best_for.length > 0)!;
    await scene.people.owner.run('update app.organisations set capacity = $2 where id = $1', [
      favourite.organisation_id,
      favourite.open_cases + 2,
    ]);
    const rows = await fits(ids);
    const given = rows.find(({ organisation_id }) => organisation_id === favourite.organisation_id)!;
    expect(given.case_ids).toHaveLength(4);
    expect(given.best_for.length).toBeLessThan(4);
    expect(given.reasons.map(({ key }) => key)).toContain('reason.over_after');
    expect(rows.flatMap(({ best_for }) => best_for)).toHaveLength(4);
    await scene.people.owner.run('update app.organisations set capacity = $2 where id = $1', [
      favourite.organisation_id,
      favourite.capacity,
    ]);
  });
});

describe('a dispatch suggestion for several cases is refused', () => {
  const refusal = (ids: unknown) => scene.actors.desk.refused('suggest_dispatch_many', { case_ids: ids });

  it('for no case, for too many, and for invalid ids', async () => {
    expect(await refusal([])).toMatchObject({ code: 'field_required', details: { field: 'case_ids' } });
    expect(await refusal(null)).toMatchObject({ code: 'field_required' });
    expect(await refusal([null])).toMatchObject({ code: 'invalid_value' });
    expect(await refusal(Array.from({ length: 51 }, () => crypto.randomUUID()))).toMatchObject({
      code: 'too_many_rows',
      details: { max: 50 },
    });
  });

  it('for cases that the caller may not read, without revealing anything about them', async () => {
    const foreign = await caseAt(scene.people, scene.actors, 'submitted', { region_code: '350823' });
    const nobody = crypto.randomUUID();
    expect(await refusal([await accepted(), foreign.id, nobody])).toEqual({
      state: 'PT404',
      code: 'case_not_found',
      details: { cases: expect.arrayContaining([{ id: foreign.id }, { id: nobody }]) },
    });
  });

  it('for cases that can no longer be dispatched here, each with its reason', async () => {
    const row = await caseAt(scene.people, scene.actors, 'dispatched');
    const other = await caseAt(scene.people, scene.actors, 'accepted');
    await scene.actors.desk.call<VerbResult>('escalate_case', {
      ...at(other),
      reason: '牵涉多个部门，请市里协调。',
    });
    const reported = await refusal([row.id, other.id, await accepted()]);
    expect(reported).toMatchObject({ state: 'PT409', code: 'cases_not_dispatchable', details: { n: 2 } });
    expect(reported.details.cases).toEqual(
      [
        { id: row.id, number: row.number, status: 'dispatched', code: 'not_possible_now' },
        { id: other.id, number: other.number, status: 'accepted', code: 'refused' },
      ].sort((a, b) => (a.number < b.number ? -1 : 1)),
    );
  });

  it('to mediators and leaders', async () => {
    const id = await accepted();
    for (const account of ['tingzhou.mediator', 'changting.leader'])
      expect(
        await (await scene.people.as(account)).refused('suggest_dispatch_many', { case_ids: [id] }),
      ).toMatchObject({ state: '42501', code: 'refused' });
  });
});
