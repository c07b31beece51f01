import type pg from 'pg';
import { withClient } from './client';

/** A city as the operator founds it. */
export interface City {
  /** Four digits of the national codes, e.g. 3501. */
  code: string;
  name: string;
  longitude: number;
  latitude: number;
}

/** Whose regions and organisations come with the product. */
export const DEMO_CITY = '3508';

/** Help of the option. */
export const CITY_FORM = '--city 3501=福州市@119.30,26.08 (code, name, longitude, latitude)';

/** Reads `3501=福州市@119.30,26.08`; null when it is something else, or lies outside of China. */
export function readCity(text: string): City | null {
  const match = /^(\d{4})=([^=@]{2,60})@(\d{2,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/u.exec(text.trim());
  if (!match) return null;
  const [, code, name, longitude, latitude] = match as unknown as [string, string, string, string, string];
  const city = { code, name: name.trim(), longitude: Number(longitude), latitude: Number(latitude) };
  const inChina = city.longitude >= 73 && city.longitude <= 136 && city.latitude >= 3 && city.latitude <= 54;
  return inChina && city.name.length >= 2 ? city : null;
}

/** The city that a database holds; null when it is empty or has no tables yet. */
async function cityOf(client: pg.Client): Promise<City | null> {
  const { rows: made } = await client.query<{ made: boolean }>(
    `select to_regclass('app.regions') is not null as made`,
  );
  if (!made[0]!.made) return null;
  const { rows } = await client.query<City>(
    `select code, name, longitude, latitude from app.regions where length(code) = 4 and active order by code limit 1`,
  );
  return rows[0] ?? null;
}

/**
 * Which city is at home in a database: the one it holds, else the one asked for. Null is the demo city. Throws when it
 * holds another one than was asked for.
 */
export function chooseCity(url: string, asked?: City): Promise<City | null> {
  return withClient(url, async (client) => {
    const present = await cityOf(client);
    if (asked && present && present.code !== asked.code)
      throw new Error(
        `This database holds ${present.name} (${present.code}), not ${asked.name}. Start with another --data-dir, or with --reset, which deletes it.`,
      );
    const city = present ?? asked ?? null;
    return city?.code === DEMO_CITY ? null : city;
  });
}

/**
 * Makes the city with its dispatch centre unless it is there, and invites its first administrator. Answers the token of
 * the invitation; null when somebody administers the city already. An earlier token ends.
 */
export function foundCity(url: string, chosen: City | null): Promise<string | null> {
  return withClient(url, async (client) => {
    const city = chosen ?? (await cityOf(client));
    if (!city) return null;
    const { rows } = await client.query<{ token: string | null }>(
      'select app.found_city($1, $2, $3, $4) as token',
      [city.code, city.name, city.longitude, city.latitude],
    );
    return rows[0]!.token;
  });
}
