import { ApiError, toApiError } from './errors';
import { plainRows } from './plain';
import type { FunctionName, Input, Row } from './types';

/** A request as both clients of Supabase build it. */
export interface Request extends PromiseLike<{ data: unknown; error: object | null; status: number }> {
  abortSignal: (signal: AbortSignal) => Request;
  setHeader: (name: string, value: string) => Request;
}

/** The rows of an answer, normalised; a single value counts as one row. Throws ApiError. */
export async function answerTo<Result>(
  request: PromiseLike<{ data: unknown; error: object | null; status: number }>,
): Promise<Result[]> {
  const { data, error, status } = await request;
  if (error) throw toApiError({ ...error, status });
  return plainRows((Array.isArray(data) ? data : [data]) as Result[]);
}

/** How a function is called. */
export interface Calling {
  signal?: AbortSignal | undefined;
  /** Milliseconds after which an answer counts as lost. */
  timeout?: number;
  /** Milliseconds to wait before each retry of a lost answer. Only for reading, or with the same request id. */
  retry?: readonly number[];
  /** Compute a proof of work when the database asks for one because of heavy load. */
  proof?: boolean;
}

/** Maximum number of proofs for one call: when the difficulty rises in between, one more is computed. */
const MAX_PROOFS = 2;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the answer may have been lost, so that it is unknown whether the request was carried out. */
export function answerLost({ status }: ApiError): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504;
}

/** Asks once, until the caller gives up or the time is over. */
async function askOnce(request: Request, { signal, timeout }: Calling): Promise<unknown[]> {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  if (signal?.aborted) stop();
  const timer = timeout === undefined ? undefined : setTimeout(stop, timeout);
  signal?.addEventListener('abort', stop);
  try {
    return await answerTo(request.abortSignal(stopped.signal));
  } catch (failure) {
    if (signal?.aborted) throw new DOMException('', 'AbortError');
    throw toApiError(failure);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Asks, and once more when the database undid the call because of another transaction. */
async function askAgainIfUndone(request: () => Request, calling: Calling): Promise<unknown[]> {
  try {
    return await askOnce(request(), calling);
  } catch (failure) {
    if (!(failure instanceof ApiError) || !failure.undone) throw failure;
    return askOnce(request(), calling);
  }
}

/** Asks, and proves work each time the database asks for it. */
async function askWithProof(request: (proof: string) => Request, calling: Calling): Promise<unknown[]> {
  let proof = '';
  for (let proofs = 0; ; proofs += 1) {
    try {
      return await askAgainIfUndone(() => request(proof), calling);
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'challenge_required' || proofs === MAX_PROOFS)
        throw failure;
      const { prove } = await import('../proof/prove');
      const found = await prove(failure.params, calling.signal);
      if (found === null) throw failure;
      proof = found;
    }
  }
}

/**
 * Calls a function of the database and returns its rows. `Result` describes them more narrowly than the generated
 * type. Throws ApiError.
 */
export type Rpc = <Name extends FunctionName, Result = Row<Name>>(
  name: Name,
  args: Input<Name>,
  calling?: Calling,
) => Promise<Result[]>;

/** The calls of a client; `usual` holds unless a call says otherwise. */
export function rpcOver(client: { rpc: (name: string, args: object) => unknown }, usual: Calling = {}): Rpc {
  return async <Result>(name: string, args: object, given: Calling = {}) => {
    const calling = { ...usual, ...given };
    const request = (proof: string) => {
      const made = client.rpc(name, args) as Request;
      return proof ? made.setHeader('x-proof', proof) : made;
    };
    for (let attempt = 0; ; attempt += 1) {
      try {
        const asking = calling.proof
          ? askWithProof(request, calling)
          : askAgainIfUndone(() => request(''), calling);
        return (await asking) as Result[];
      } catch (failure) {
        const wait = calling.retry?.[attempt];
        const lost = failure instanceof ApiError && answerLost(failure);
        if (wait === undefined || !lost || !navigator.onLine) throw failure;
        await pause(wait);
      }
    }
  };
}
