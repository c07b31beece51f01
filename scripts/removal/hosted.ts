import type { SupabaseClient } from '@supabase/supabase-js';
import { BUCKET, type Keeper } from './remove';

interface Answer<T> {
  data: T;
  error: { message: string } | null;
}

/** Returns the data of a response. Throws its error. */
function dataOf<T>({ data, error }: Answer<T>): T {
  if (error) throw new Error(error.message);
  return data;
}

/** Removes files from the storage of a Supabase project; the client must use its service key. */
export const hostedKeeper = (client: SupabaseClient<any, any, 'api'>): Keeper => ({
  next: async (upTo) => dataOf(await client.rpc('files_to_remove', { up_to: upTo })) as string[],
  remove: async (paths) => void dataOf(await client.storage.from(BUCKET).remove(paths)),
  done: async (paths) => void dataOf(await client.rpc('files_removed', { paths })),
});
