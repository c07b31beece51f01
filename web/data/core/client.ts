import { createClient } from '@supabase/supabase-js';
import { config } from './config';
import { STORAGE_KEY } from './storageKey';

/** The staff's Supabase client: REST on schema `api`, sign-in, realtime. Only web/data uses it. */
export const supabase = createClient(config.url, config.key, {
  db: { schema: 'api' },
  auth: { storageKey: STORAGE_KEY, detectSessionInUrl: false },
});
