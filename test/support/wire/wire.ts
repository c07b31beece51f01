import type { SupabaseClient } from '@supabase/supabase-js';
import { withClient } from '../../../scripts/stack/database/client';
import { toApiError, type ApiError } from '../../../web/data/core/errors';
import { LANGUAGES } from '../../../web/text/languages';
import type { TestStack } from '../stack';

/** JSON text that is sent unchanged, because JSON.stringify could not produce it. */
export class Raw {
  constructor(readonly text: string) {}
}

/** A response of the REST interface. */
export interface Answer {
  status: number;
  /** The parsed body; undefined when it is not JSON. */
  body: unknown;
}

/** Calls functions of schema `api` over HTTP, with bodies that the client library would not send. */
export interface Wire {
  call(name: string, args: Record<string, unknown>): Promise<Answer>;
}

/** Opens a connection for a signed-in client, or for an anonymous caller. */
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

const wordsOf = (...catalogues: { error: object; field: object }[]) => ({
  codes: catalogues.flatMap(({ error }) => Object.keys(error)),
  fields: catalogues.flatMap(({ field }) => Object.keys(field)),
});
const catalogue = async (locale: string, name: string) =>
  ((await import(`../../../web/text/${locale}/${name}.ts`)) as { default: { error: object; field: object } })
    .default;
const CATALOGUES = await Promise.all(
  LANGUAGES.map(async ({ locale }) =>
    wordsOf(await catalogue(locale, 'domain'), await catalogue(locale, 'domain.parties')),
  ),
);

/** The codes and field names without a text in one of the catalogues. */
export function wordless({ codes = [], fields = [] }: { codes?: string[]; fields?: string[] }): string[] {
  return CATALOGUES.flatMap((known) => [
    ...codes.filter((one) => !known.codes.includes(one)).map((one) => `error.${one}`),
    ...fields.filter((one) => !known.fields.includes(one)).map((one) => `field.${one}`),
  ]);
}

/** An error response checked against the interface's promise. */
export interface Judged {
  /** The error as the pages read it. */
  error: ApiError;
  /** What is wrong with it; null when nothing is. */
  fault: string | null;
}

/**
 * Checks an error response: status 4xx, the four members, a code and a field that the pages have texts for, and no
 * internals of the server.
 */
export function judgeRefusal({ status, body }: Answer): Judged {
  const text = JSON.stringify(body) ?? '';
  const error = toApiError({ ...(body as object), status });
  const { code, message, ...rest } = (body ?? {}) as Record<string, unknown>;
  const missing = wordless({ codes: [error.code], fields: error.field ? [error.field] : [] });
  const fault = Array.isArray(body)
    ? 'not refused'
    : status < 400 || status > 499
      ? 'the status'
      : typeof code !== 'string' || typeof message !== 'string'
        ? 'no code or message'
        : Object.keys(rest).sort().join() !== 'details,hint'
          ? 'the members'
          : /\bat .*\.(js|ts):\d|PL\/pgSQL|node_modules/.test(text)
            ? 'it shows the inside'
            : missing.length > 0
              ? `no words for ${missing[0]}`
              : null;
  return { error, fault: fault && `${fault}: ${status} ${text.slice(0, 200)}` };
}

/** Rows of every table that a verb may write. */
export const countRows = (url: string): Promise<Record<string, string>> =>
  withClient(url, async (client) => {
    const tables = [
      'cases',
      'case_events',
      'case_participants',
      'idempotency_keys',
      'guides',
      'figure_sets',
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
