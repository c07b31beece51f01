import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Unix account that the database server runs as; empty means "as ourselves". */
export type Account = { uid: number; gid: number } | { uid?: never; gid?: never };

async function lookUp(name: string): Promise<Account | null> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/** Owner of a cluster that root made for an account; null for none and for a cluster that a plain user made. */
async function keptAccount(cluster: string): Promise<Account | null> {
  const [made, above] = await Promise.all(
    [cluster, dirname(cluster)].map((folder) => stat(folder).catch(() => null)),
  );
  return made && above && made.uid !== 0 && made.uid !== above.uid ? { uid: made.uid, gid: made.gid } : null;
}

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as `postgres`, made when missing, or as `nobody`
 * where no account can be made. A cluster keeps its account, whatever number `postgres` has on the next machine.
 * Everybody else runs it as themselves.
 */
export async function serverAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const kept = await keptAccount(cluster);
  if (kept) return kept;
  const known = await lookUp('postgres');
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account)
    throw new Error('The database cannot run as root and no other account was found. Start as a plain user.');
  return account;
}
