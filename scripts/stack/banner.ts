import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { toString } from 'qrcode';
import type { PrintedAccount } from '../demo/accounts';

/** Addresses at which the product can be opened. */
export interface Addresses {
  local: string;
  /** For other devices on the same network; null when only this machine can connect. */
  network: string | null;
}

/** Determines the addresses from the address that the server listens on. */
export function addressesOf(url: string, host: string): Addresses {
  const { port } = new URL(url);
  const everywhere = host === '0.0.0.0' || host === '::';
  if (!everywhere) {
    const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
    return { local: url, network: loopback ? null : url };
  }
  const card = Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && isIPv4(one.address));
  return { local: `http://127.0.0.1:${port}`, network: card ? `http://${card.address}:${port}` : null };
}

/** The link of an invitation, reachable from other devices where possible. */
export function joinLink({ local, network }: Addresses, token: string): string {
  return `${network ?? local}/console/join#${token}`;
}

/** Terminal columns of a text: a Chinese character takes two. */
const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

function table(rows: string[][]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, width(cell))));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => pad(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
}

/** Text that the start command prints once everything is running. */
export async function banner(
  addresses: Addresses,
  accounts: PrintedAccount[],
  password: string,
  firstAdministrator: string | null,
): Promise<string> {
  const open = addresses.network ?? addresses.local;
  const lines = ['', `  Portal   ${addresses.local}/`, `  Console  ${addresses.local}/console`];
  if (addresses.network && addresses.network !== addresses.local)
    lines.push(`  Network  ${addresses.network}/`);
  if (accounts.length > 0) {
    const rows = accounts.map(({ account, name, role, level, organisation }) => [
      account,
      name,
      role,
      level,
      organisation,
    ]);
    lines.push(
      '',
      `  Demo accounts, password ${password}`,
      table([['account', 'name', 'role', 'level', 'organisation'], ...rows]),
    );
  }
  if (firstAdministrator)
    lines.push(
      '',
      '  Nobody administers this installation yet. Its first administrator joins here, once; the next start',
      '  makes a new link until somebody has:',
      `  ${firstAdministrator}`,
    );
  lines.push('', (await toString(`${open}/`, { type: 'terminal', small: true })).trimEnd());
  if (!addresses.network) lines.push('  Only this machine gets in. For phones: npm start -- --host 0.0.0.0');
  lines.push('', '  Ctrl-C stops everything.', '');
  return lines.join('\n');
}
