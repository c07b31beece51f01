import { withClient } from '../database/client';

/** An origin as `app.map_hosts` returns it; anything else could add directives to the content security policy. */
const ORIGIN = /^https?:\/\/[\w.-]+(:\d{1,5})?$/;

/** The currently configured origins of map tiles; none when the database cannot be queried. */
export async function tileHosts(ownerUrl: string): Promise<string[]> {
  try {
    return await withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<{ host: string }>('select app.map_hosts() as host');
      return rows.map(({ host }) => host).filter((host) => ORIGIN.test(host));
    });
  } catch {
    return [];
  }
}
