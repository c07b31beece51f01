import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type Finished } from './command';

/**
 * Runs the official Supabase CLI outside of the project folder, so that it writes no files there, and with telemetry
 * turned off. Returns its result without judging it.
 */
export function cli(root: string, args: string[]): Promise<Finished> {
  return command(join(root, 'node_modules', '.bin', 'supabase'), args, {
    cwd: tmpdir(),
    limit: 120,
    env: { DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', HOME: tmpdir() },
  });
}

/** The database URL in the form that the CLI needs: it must be told explicitly that a server has no TLS. */
export function forCli(url: string): string {
  const target = new URL(url);
  target.searchParams.set('sslmode', 'disable');
  return target.href;
}
