import pg from 'pg';

/** Runs `work` on one connection and closes it, whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away rejects the running query; the event beside it must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same server as another role, with another password or database when given. */
export function withRole(
  url: string,
  role: string,
  changes: { password?: string; database?: string } = {},
): string {
  const target = new URL(url);
  target.username = role;
  if (changes.password !== undefined) target.password = changes.password;
  if (changes.database !== undefined) target.pathname = `/${changes.database}`;
  return target.href;
}
