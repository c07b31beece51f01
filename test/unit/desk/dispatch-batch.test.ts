import { describe, expect, it } from 'vitest';
import type { DispatchFit } from '../../../web/data/console/dispatch';
import { allToOne, eachToBest, mapWithConcurrency, shares } from '../../../web/dispatch/selection/batch';
import { peerActivityOf, peersOf } from '../../../web/dispatch/presence/peers';
import { draggedSelection } from '../../../web/dispatch/map/draggedItem';
import type { QueueCase } from '../../../web/dispatch/queue/queue';

const row = (id: string, more: Partial<QueueCase> = {}) =>
  ({ id, number: id, status: 'accepted', grade: 'blue', longitude: 116, latitude: 25, ...more }) as QueueCase;
const fit = (id: string, may: string[], best: string[] = []) =>
  ({ organisation_id: id, name: id, case_ids: may, best_for: best }) as DispatchFit;

describe('the plan for a selection', () => {
  const rows = [row('a'), row('b'), row('c')];
  const fits = [fit('县', ['a', 'b', 'c'], ['c']), fit('镇', ['a', 'b'], ['a', 'b'])];

  it('assigns each case to its best organisation', () => {
    const plan = eachToBest(rows, fits);
    expect(plan.left).toEqual([]);
    expect(shares(plan)).toEqual([
      { name: '镇', count: 2 },
      { name: '县', count: 1 },
    ]);
  });

  it('assigns all that fit to one organisation, and leaves the others', () => {
    const plan = allToOne(rows, fits[1]!);
    expect(plan.sendings.map((one) => [one.row.id, one.organisation.name])).toEqual([
      ['a', '镇'],
      ['b', '镇'],
    ]);
    expect(plan.left.map(({ id }) => id)).toEqual(['c']);
  });

  it('leaves cases for which no organisation is the best', () => {
    expect(eachToBest([row('x')], fits).left.map(({ id }) => id)).toEqual(['x']);
  });

  it('runs with limited concurrency, and each item once', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await mapWithConcurrency([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((next) => setTimeout(next, 1));
      done.push(item);
      running -= 1;
    });
    expect(most).toBe(3);
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is dragged from the centre of its cases, with the worst grade', () => {
    expect(draggedSelection([])).toBe(null);
    expect(
      draggedSelection([row('a', { longitude: 116 }), row('b', { longitude: 117, grade: 'red' })]),
    ).toMatchObject({
      at: { longitude: 116.5, latitude: 25 },
      count: 2,
      grade: 'red',
    });
  });
});

describe('peers on the channel', () => {
  const [case1, case2] = [crypto.randomUUID(), crypto.randomUUID()];
  const colleague = (staff_id: string, name: string) => ({
    staff_id,
    name,
    open_cases: 0,
    on_leave_until: null,
  });
  const known = [colleague('w', '王芳'), colleague('me', '我')];

  it('are shown with the names that the database knows, and unknown ones are ignored', () => {
    const peers = peersOf(
      [
        { person: 'w', state: { looking: case1, inSelection: [case2, '<b>', 7], name: '市长' } },
        { person: 'ghost', state: { looking: case1, inSelection: [] } },
      ],
      known,
      'me',
    );
    expect(peers).toEqual([
      { id: 'w', name: '王芳', looking: new Set([case1]), inSelection: new Set([case2]) },
    ]);
    expect(peerActivityOf(peers, case1)).toEqual({ looking: ['王芳'], inSelection: [] });
    expect(peerActivityOf(peers, case2)).toEqual({ looking: [], inSelection: ['王芳'] });
  });

  it('are merged over several windows, exclude the user, and ignore malformed state', () => {
    const peers = peersOf(
      [
        { person: 'w', state: { looking: case1, inSelection: 'all' } },
        { person: 'w', state: { looking: case2, inSelection: null } },
        { person: 'me', state: { looking: case1, inSelection: [case1] } },
      ],
      known,
      'me',
    );
    expect(peers).toHaveLength(1);
    expect(peers[0]!.looking).toEqual(new Set([case1, case2]));
    expect(peers[0]!.inSelection).toEqual(new Set());
  });
});
