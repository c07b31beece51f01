import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Unix account that the database server runs as; empty means "as ourselves". */
export interface Account {
  uid?: number;
  gid?: number;
}

async function lookUp(name: string): Promise<Account | null> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as `postgres`, made when missing, or as `nobody`
 * where no account can be made. Everybody else runs it as themselves.
 */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUp('postgres');
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account)
    throw new Error('The database cannot run as root and no other account was found. Start as a plain user.');
  return account;
}
