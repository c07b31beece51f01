import { beforeEach, describe, expect, it } from 'vitest';
import { rpcOver } from '../../../web/data/core/rpc';

type Answer = { data: unknown; error: object | null; status: number };

const UNDONE = { data: null, error: { code: '40P01', message: 'deadlock detected' }, status: 500 };
const BROKEN = { data: null, error: { code: 'XX000', message: 'internal' }, status: 500 };
const ROWS = { data: [{ id: 1 }], error: null, status: 200 };

let answers: Answer[];
let sent: object[];

/** A client that gives the answers in turn. */
const client = {
  rpc: (_name: string, args: object) => {
    sent.push(args);
    const answer = Promise.resolve(answers.shift());
    return Object.assign(answer, { abortSignal: () => answer });
  },
};
const accept = () => rpcOver(client)('accept_case', { request_id: 'one' } as never);

beforeEach(() => {
  sent = [];
});

describe('a call that the database undid because of another transaction', () => {
  it('is sent once more with the same request id, and succeeds', async () => {
    answers = [UNDONE, ROWS];
    expect(await accept()).toEqual([{ id: 1 }]);
    expect(sent).toEqual([{ request_id: 'one' }, { request_id: 'one' }]);
  });

  it('fails when that happens twice', async () => {
    answers = [UNDONE, UNDONE, ROWS];
    await expect(accept()).rejects.toMatchObject({ code: 'server', undone: true });
    expect(sent).toHaveLength(2);
  });

  it('is sent once more also where the server answers with a message of its own', async () => {
    answers = [{ data: null, error: { code: '40P01', hint: 'error.server' }, status: 409 }, ROWS];
    expect(await accept()).toEqual([{ id: 1 }]);
  });

  it('differs from one that failed: that is not repeated', async () => {
    answers = [BROKEN, ROWS];
    await expect(accept()).rejects.toMatchObject({ code: 'server', undone: false });
    expect(sent).toHaveLength(1);
  });
});
