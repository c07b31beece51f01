import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import WebSocket from 'ws';
import { DEMO_PASSWORD } from '../../scripts/demo/accounts';
import { STAFF_DOMAIN } from '../../scripts/stack/gateway/gateway';
import { startStack, type Stack, type StackOptions } from '../../scripts/stack/stack';
import { testDatabase, type TestDatabase } from './database';

/** A running stack with its own database and the demo accounts. */
export interface TestStack extends Stack {
  database: TestDatabase;
  /** The unmodified client without a session. */
  anon(): SupabaseClient<any, any, 'api'>;
  /** The unmodified client signed in as a demo account, e.g. `changting.dispatcher`. */
  signIn(account: string, password?: string): Promise<SupabaseClient<any, any, 'api'>>;
}

/** Starts gateway, realtime and scheduler on a copy of the staffed template. Call `stop()` in afterAll. */
export async function testStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const database = await testDatabase({ staffed: true });
  const { dataDir } = inject('server');
  const stack = await startStack({
    dataDir,
    databaseUrl: database.url,
    adminUrl: database.adminUrl,
    prepare: false,
    port: 0,
    ...options,
  });
  const clients: SupabaseClient<any, any, 'api'>[] = [];
  const anon = () => {
    const client = createClient(stack.url, stack.anonKey, {
      db: { schema: 'api' },
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: WebSocket as never },
    });
    clients.push(client);
    return client;
  };
  return {
    ...stack,
    database,
    anon,
    signIn: async (account, password = DEMO_PASSWORD) => {
      const client = anon();
      const { error } = await client.auth.signInWithPassword({
        email: `${account}@${STAFF_DOMAIN}`,
        password,
      });
      if (error) throw new Error(`${account} cannot sign in: ${error.message}`);
      return client;
    },
    stop: async () => {
      await Promise.all(clients.map((client) => client.removeAllChannels()));
      await stack.stop();
      await database.drop();
    },
  };
}
