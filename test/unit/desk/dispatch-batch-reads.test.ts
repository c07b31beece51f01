import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batchReads } from '../../../web/dispatch/queue/batchReads';

describe('batchReads', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reads a burst of changes in one request, each case once', async () => {
    const read = vi.fn(() => Promise.resolve());
    const batcher = batchReads({ read, readAll: () => Promise.resolve() });
    for (const id of ['a', 'b', 'a', 'c']) batcher.add(id);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60);
    expect(read.mock.calls).toEqual([[['a', 'b', 'c']]]);
  });

  it('sends one request at a time and misses no change meanwhile', async () => {
    const ends: (() => void)[] = [];
    const read = vi.fn((_ids: string[]) => new Promise<void>((resolve) => ends.push(resolve)));
    const batcher = batchReads({ read, readAll: () => Promise.resolve() });
    batcher.add('a');
    await vi.advanceTimersByTimeAsync(60);
    batcher.add('a');
    batcher.add('b');
    await vi.advanceTimersByTimeAsync(1000);
    expect(read).toHaveBeenCalledTimes(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(60);
    expect(read.mock.calls[1]).toEqual([['a', 'b']]);
  });

  it('reads everything after a bulk change', async () => {
    const read = vi.fn(() => Promise.resolve());
    const readAll = vi.fn(() => Promise.resolve());
    const batcher = batchReads({ read, readAll, most: 3 });
    for (const id of ['a', 'b', 'c', 'd']) batcher.add(id);
    await vi.advanceTimersByTimeAsync(60);
    expect(readAll).toHaveBeenCalledTimes(1);
    expect(read).not.toHaveBeenCalled();
  });

  it('reads nothing after it was stopped', async () => {
    const read = vi.fn(() => Promise.resolve());
    const batcher = batchReads({ read, readAll: () => Promise.resolve() });
    batcher.add('a');
    batcher.stop();
    batcher.add('b');
    await vi.advanceTimersByTimeAsync(500);
    expect(read).not.toHaveBeenCalled();
  });
});
