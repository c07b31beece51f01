import { supabase } from './client';
import { IdempotencyKey } from './idempotencyKey';
import { rpcOver } from './rpc';
import type { Args, ChangeName, FunctionName, Input, Row, Sendable } from './types';

export type { Args, ChangeName, Row } from './types';

/** Calls a function of the database as the signed-in person. Throws ApiError. */
const rpc = rpcOver(supabase);

/** Calls a function that reads. Throws ApiError. */
export const ask = <Name extends FunctionName, Result = Row<Name>>(
  name: Name,
  args: Input<Name>,
  signal?: AbortSignal,
): Promise<Result[]> => rpc(name, args, { signal });

const RETRY_AFTER_MS = [800, 2000];

/**
 * Calls a function that writes. A lost answer is retried with the same request id, so it is carried out once.
 * Keep one `IdempotencyKey` per form: the same input sent twice is one request. Throws ApiError.
 */
export function change<Name extends ChangeName, Result = Row<Name>>(
  name: Name,
  args: Sendable<Args<Name>>,
  idempotencyKey: IdempotencyKey = new IdempotencyKey(),
): Promise<Result[]> {
  const request_id = idempotencyKey.requestId({ name, ...args });
  return rpc(name, { ...args, request_id } as unknown as Input<Name>, { retry: RETRY_AFTER_MS });
}
