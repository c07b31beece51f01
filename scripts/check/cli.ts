import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type Finished } from './command';

/**
 * Runs the official command-line tool outside of the project, so that it leaves nothing there, and without its
 * reports to its makers. Its answer comes unjudged.
 */
export function cli(root: string, args: string[]): Promise<Finished> {
  return command(join(root, 'node_modules', '.bin', 'supabase'), args, {
    cwd: tmpdir(),
    limit: 120,
    env: { DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', HOME: tmpdir() },
  });
}

/** The address as the tool wants it: a server without TLS must be named as such. */
export function forCli(url: string): string {
  const target = new URL(url);
  target.searchParams.set('sslmode', 'disable');
  return target.href;
}
