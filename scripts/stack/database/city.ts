import type pg from 'pg';
import { onlyRow, withClient } from './client';

/** A city as the operator specifies it. */
export interface City {
  /** Four digits of the national administrative division code, e.g. 3501. */
  code: string;
  name: string;
  longitude: number;
  latitude: number;
}

/** Code of the city whose regions and organisations are part of the product. */
export const DEMO_CITY = '3508';

/** Help text of the option. */
export const CITY_FORM = '--city 3501=福州市@119.30,26.08 (code, name, longitude, latitude)';

/** Parses `3501=福州市@119.30,26.08`. Null when the format is wrong or the place lies outside of China. */
export function readCity(text: string): City | null {
  const match = /^(\d{4})=([^=@]{2,60})@(\d{2,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/u.exec(text.trim());
  if (!match) return null;
  const [, code, name, longitude, latitude] = match as unknown as [string, string, string, string, string];
  const city = { code, name: name.trim(), longitude: Number(longitude), latitude: Number(latitude) };
  const inChina = city.longitude >= 73 && city.longitude <= 136 && city.latitude >= 3 && city.latitude <= 54;
  return inChina && city.name.length >= 2 ? city : null;
}

/** The city that a database contains; null when it is empty or has no tables yet. */
async function cityOf(client: pg.Client): Promise<City | null> {
  const tables = await client.query<{ made: boolean }>(
    `select to_regclass('app.regions') is not null as made`,
  );
  if (!onlyRow(tables).made) return null;
  const { rows } = await client.query<City>(
    `select code, name, longitude, latitude from app.regions where length(code) = 4 and active order by code limit 1`,
  );
  return rows[0] ?? null;
}

/**
 * Decides which city a database serves: the one that it contains, else the requested one. Null means the demo city.
 * Throws when it contains another city than the requested one.
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
 * Creates the city with its dispatch centre if missing, and invites its first administrator. Returns the token of
 * the invitation, or null when the city already has an administrator. An earlier token becomes invalid.
 */
export function foundCity(url: string, chosen: City | null): Promise<string | null> {
  return withClient(url, async (client) => {
    const city = chosen ?? (await cityOf(client));
    if (!city) return null;
    const founded = await client.query<{ token: string | null }>(
      'select app.found_city($1, $2, $3, $4) as token',
      [city.code, city.name, city.longitude, city.latitude],
    );
    return onlyRow(founded).token;
  });
}
