import { supabase } from './client';
import type { Database } from './database.types';
import { type ApiError, toApiError } from './errors';
import { plainRows } from './plain';
import { IdempotencyKey } from '../console/verbs';

type Functions = Database['api']['Functions'];

/** A function of the database by its name. */
export type FunctionName = keyof Functions;

/** The arguments of a function, without the request id that this file adds. */
export type Args<Name extends FunctionName> = Omit<Functions[Name]['Args'] & object, 'request_id'>;

/** One row of a function's result. */
export type Row<Name extends FunctionName> = Functions[Name]['Returns'] extends (infer R)[]
  ? R
  : Functions[Name]['Returns'];

/** Functions that write and take a request id. */
export type ChangeName = {
  [Name in FunctionName]: Functions[Name]['Args'] extends { request_id: string } ? Name : never;
}[FunctionName];

const RETRY_AFTER_MS = [800, 2000];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const answerLost = (error: ApiError) => [0, 502, 503, 504].includes(error.status);

async function rows<Name extends FunctionName>(
  name: Name,
  args: object,
  signal?: AbortSignal,
): Promise<Row<Name>[]> {
  const request = supabase.rpc(name, args);
  const { data, error, status } = await (signal ? request.abortSignal(signal) : request);
  if (error) throw toApiError({ ...error, status });
  return (Array.isArray(data) ? plainRows(data as Row<Name>[]) : [data]) as Row<Name>[];
}

/** Calls a function that reads. Throws ApiError. */
export const ask = rows;

/**
 * Calls a function that writes. A lost answer is retried with the same request id, so it is carried out once.
 * Keep one `IdempotencyKey` per form: the same input sent twice is one request. Throws ApiError.
 */
export async function change<Name extends ChangeName>(
  name: Name,
  args: Args<Name>,
  idempotencyKey: IdempotencyKey = new IdempotencyKey(),
): Promise<Row<Name>[]> {
  const request_id = idempotencyKey.requestId({ name, ...args });
  for (let attempt = 0; ; attempt++) {
    try {
      return await rows(name, { ...args, request_id });
    } catch (error) {
      const wait = RETRY_AFTER_MS[attempt];
      if (wait === undefined || !answerLost(error as ApiError)) throw error;
      await pause(wait);
    }
  }
}
