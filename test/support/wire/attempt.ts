import type { People, Person } from '../people';
import type { Answer } from '../rights/rightsModel';

/** How a call or statement ends: 'ok', 'denied', or SQLSTATE and code. */
export async function answerOf(work: Promise<unknown>): Promise<Answer> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return code === '42501' && message.startsWith('permission denied')
      ? 'denied'
      : (`${code} ${message}` as Answer);
  }
}

/** Calls a function and returns how the call ends. */
export const call = (person: Person, name: string, args: object) => answerOf(person.call(name, args));
/**
 * Calls a function that should succeed and rolls it back, so that each cell finds the same data. Needs
 * `allowTakingBack`.
 */
export const tryAndTakeBack = async (person: Person, name: string, args: object): Promise<Answer> => {
  const entries = Object.entries(args);
  const named = entries.map(([key], index) => `${key} => $${index + 1}`).join(', ');
  const undo = `select app_test.take_back(count(*)) from api.${name}(${named}) as r`;
  const answer = await answerOf(
    person.run(
      undo,
      entries.map(([, value]) => value),
    ),
  );
  return String(answer) === 'TB000 taken_back' ? 'ok' : answer;
};

/** Makes the function that rolls back a successful call. */
export async function allowTakingBack(owner: Person): Promise<void> {
  await owner.run('create schema app_test');
  await owner.run(`create function app_test.take_back(n bigint) returns void language plpgsql as
      $$ begin raise exception using errcode = 'TB000', message = 'taken_back'; end $$`);
  await owner.run('grant usage on schema app_test to anon, authenticated');
  await owner.run('grant execute on all functions in schema app_test to anon, authenticated');
}

/**
 * A digest of every table that a refused call must not change. Throttle counters are excluded, because they also
 * count refusals.
 */
export async function fingerprintOf({ owner }: People): Promise<unknown> {
  const tables = await owner.run<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
       and relname not in ('throttles', 'region_outlines') order by 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      `(select md5(string_agg(md5(t::text), '' order by md5(t::text))) from app.${name} t) as ${name}`,
  );
  return (
    await owner.run(`select ${digests.join(', ')}, (select count(*) from auth.sessions) as sessions_of_users`)
  )[0];
}
