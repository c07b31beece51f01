import { withClient } from './client';

/** An origin as `app.map_hosts` writes it; anything else could add a rule of its own to the page's. */
const ORIGIN = /^https?:\/\/[\w.-]+(:\d{1,5})?$/;

/** The origins that the maps load tiles from, as configured now; none while the database cannot be asked. */
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
