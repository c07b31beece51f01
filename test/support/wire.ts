import type { SupabaseClient } from '@supabase/supabase-js';
import { expect } from 'vitest';
import { withClient } from '../../scripts/stack/client';
import { toApiError } from '../../web/data/errors';
import english from '../../web/text/domain.en';
import chinese from '../../web/text/domain.zh-CN';
import type { TestStack } from './stack';

/** JSON text that is sent as it stands; JSON.stringify could not write it. */
export class Raw {
  constructor(readonly text: string) {}
}

/** An answer of the REST interface. */
export interface Answer {
  status: number;
  /** The parsed body; undefined when it is no JSON. */
  body: unknown;
}

/** Calls functions of schema `api` over HTTP, with bodies that the client library would not send. */
export interface Wire {
  call(name: string, args: Record<string, unknown>): Promise<Answer>;
}

/** Opens the wire of a signed-in client, or of nobody. */
export async function openWire(stack: TestStack, client?: SupabaseClient<any, any, 'api'>): Promise<Wire> {
  const token = (await client?.auth.getSession())?.data.session?.access_token;
  const headers = {
    apikey: stack.anonKey,
    'content-type': 'application/json',
    'content-profile': 'api',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return {
    call: async (name, args) => {
      const fields = Object.entries(args)
        .filter(([, value]) => value !== undefined)
        .map(
          ([key, value]) =>
            `${JSON.stringify(key)}: ${value instanceof Raw ? value.text : JSON.stringify(value)}`,
        );
      const response = await fetch(`${stack.url}/rest/v1/rpc/${name}`, {
        method: 'POST',
        headers,
        body: `{${fields.join(', ')}}`,
      });
      const text = await response.text();
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        body = undefined;
      }
      return { status: response.status, body };
    },
  };
}

const wordsOf = (catalogue: { error: object; field: object }) => ({
  codes: Object.keys(catalogue.error),
  fields: Object.keys(catalogue.field),
});
const CATALOGUES = [wordsOf(chinese), wordsOf(english)];

/** Which of the codes and field names have no words in one of the catalogues. */
export function wordless({ codes = [], fields = [] }: { codes?: string[]; fields?: string[] }): string[] {
  return CATALOGUES.flatMap((known) => [
    ...codes.filter((one) => !known.codes.includes(one)).map((one) => `error.${one}`),
    ...fields.filter((one) => !known.fields.includes(one)).map((one) => `field.${one}`),
  ]);
}

/**
 * Expects a refusal as the interface promises it: 4xx, the four members, a code that the pages have words for, nothing
 * of the server's inside. Returns what the pages make of it.
 */
export function expectRefusal({ status, body }: Answer, what: string) {
  const shown = `${what}: ${status} ${JSON.stringify(body)?.slice(0, 400)}`;
  expect(status, shown).toBeGreaterThanOrEqual(400);
  expect(status, shown).toBeLessThan(500);
  expect(body, shown).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  expect(Object.keys(body as object).sort(), shown).toEqual(['code', 'details', 'hint', 'message']);
  expect(JSON.stringify(body), shown).not.toMatch(/\bat .*\.(js|ts):\d|PL\/pgSQL|node_modules/);
  const told = toApiError({ ...(body as object), status });
  expect(wordless({ codes: [told.code], fields: told.field ? [told.field] : [] }), shown).toEqual([]);
  return told;
}

/** Rows of every table that a verb may write. */
export const countRows = (url: string): Promise<Record<string, string>> =>
  withClient(url, async (client) => {
    const tables = [
      'cases',
      'case_events',
      'case_participants',
      'requests',
      'deadlines',
      'sessions',
      'agreements',
      'parties',
      'parties_private',
      'party_reveals',
    ];
    const counts = tables.map((table) => `(select count(*) from app.${table}) as ${table}`);
    const versions = `(select coalesce(sum(version), 0) from app.cases) as versions`;
    const posts = `(select count(*) from app.staff where acting_post_id is not null) as acting`;
    const { rows } = await client.query<Record<string, string>>(
      `select ${[...counts, versions, posts].join(', ')}`,
    );
    return rows[0]!;
  });
