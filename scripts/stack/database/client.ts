import pg from 'pg';

/** Runs `work` on one connection, which is always closed afterwards. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // When the server goes down, the running query is rejected; the additional error event must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The row of an answer that always has one. */
export function onlyRow<T extends pg.QueryResultRow>({ rows: [row] }: pg.QueryResult<T>): T {
  if (row === undefined) throw new Error('The database answered without a row.');
  return row;
}

/** The URL of the same server with another role and, optionally, another password or database. */
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
