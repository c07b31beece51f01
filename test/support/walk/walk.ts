import { at, filing, type Receipt, type VerbResult } from '../case';
import type { People, Person } from '../people';
import { ACTORS_OF_WALK, allowed, type Move, MOVES, type State, start, type Walker } from './walkModel';

/** Pseudo-random numbers that are the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Verbs that move a case towards closing, and verbs that end it early. */
const ONWARD = new Set([
  'accept_case',
  'dispatch_case',
  'assign_mediator',
  'log_session',
  'conclude_case',
  'close_case',
  'reopen_case',
]);
const ENDING = new Set(['merge_case', 'withdraw_case', 'withdraw_application', 'refer_case']);

/** Ids of the organisations and people that the moves use. */
export interface Ground {
  people: People;
  persons: Map<string, Person>;
  organisations: Record<'committee' | 'county', string>;
  staff: Map<string, string>;
}

/** Looks up the people and organisations of a random walk. */
export async function openGround(people: People): Promise<Ground> {
  const persons = new Map<string, Person>([['public', people.anon]]);
  const staff = new Map<string, string>();
  for (const { account } of ACTORS_OF_WALK) {
    if (account === 'public') continue;
    persons.set(account, await people.as(account));
    const [row] = await people.owner.run<{ id: string }>('select id from app.staff where account = $1', [
      account,
    ]);
    staff.set(account, row!.id);
  }
  const office = async (region: string) =>
    (
      await people.owner.run<{ id: string }>(
        `select id from app.organisations where kind = 'people_mediation' and region_code = $1`,
        [region],
      )
    )[0]!.id;
  return {
    people,
    persons,
    staff,
    organisations: { committee: await office('350821100'), county: await office('350821') },
  };
}

/** What a random walk did, for the report and for reproducing a failure. */
export interface Walked {
  id: string;
  state: State;
  tried: number;
  done: number;
  faults: string[];
}

interface Now {
  status: string;
  version: number;
}

/**
 * Runs a random walk with one case: in each step a random person tries a random verb, and the model predicts the
 * result.
 */
// oxlint-disable-next-line complexity -- a step reads in its order: draw, predict, try, compare
export async function walk(ground: Ground, seed: number, steps: number): Promise<Walked> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const { people } = ground;
  const request_id = crypto.randomUUID();
  const [receipt] = await people.anon.call<Receipt>('file_case', { ...filing(), request_id });
  const [twin] = await people.anon.call<Receipt>('file_case', filing());
  const idOf = async (number: string) =>
    (await people.owner.run<VerbResult>('select id from app.cases where number = $1', [number]))[0]!.id;
  const [id, twinId] = [await idOf(receipt!.number), await idOf(twin!.number)];
  const walked: Walked = { id, state: start(), tried: 0, done: 0, faults: [] };
  const look = async () =>
    (await people.owner.run<Now>('select status, version from app.cases where id = $1', [id]))[0]!;
  let now = await look();
  for (let step = 0; step < steps && walked.faults.length === 0; step++) {
    // Mostly allowed moves, so that walks get far; often enough forbidden ones.
    const possible = MOVES.flatMap((move) =>
      ACTORS_OF_WALK.filter((actor) => allowed(move, actor, walked.state)).map((actor) => ({ move, actor })),
    );
    if (possible.length === 0) break;
    const onward = possible.filter(({ move }) => ONWARD.has(move.verb));
    const early = (verb: string) => ENDING.has(verb) && next() < 0.7;
    const roll = next();
    const { move, actor }: { move: Move; actor: Walker } =
      roll < 0.25 && onward.length > 0
        ? pick(onward)
        : roll < 0.65
          ? pick(possible)
          : { move: pick(MOVES), actor: pick(ACTORS_OF_WALK) };
    if (early(move.verb)) continue;
    if ((actor.account === 'public') !== Boolean(move.public)) continue;
    const may = allowed(move, actor, walked.state);
    const args = await move.args({ ground, state: walked.state, id, twinId, actor, next });
    if (args === null) continue;
    const sent = move.public
      ? {
          request_id: crypto.randomUUID(),
          number: receipt!.number,
          tracking_code: receipt!.tracking_code,
          ...args,
        }
      : 'order_id' in args
        ? { request_id: crypto.randomUUID(), ...args }
        : { ...at({ id, version: now.version }), ...args };
    const before = now;
    walked.tried += 1;
    const refusal = await ground.persons
      .get(actor.account)!
      .call(move.verb, sent)
      .then(
        () => null,
        (error: { code: string; message: string }) => `${error.code} ${error.message}`,
      );
    now = await look();
    const story = `seed ${seed} step ${step}: ${actor.account} ${move.verb} at ${walked.state.status}`;
    if (may && refusal) walked.faults.push(`${story}: refused ${refusal}`);
    else if (!may && !refusal) walked.faults.push(`${story}: was done`);
    else if (!may && !/^(42501|PT404|PT409|PT422) /.test(refusal!))
      walked.faults.push(`${story}: ${refusal}`);
    else if (!may && (now.status !== before.status || now.version !== before.version))
      walked.faults.push(`${story}: refused, yet changed`);
    if (!may || walked.faults.length > 0) continue;
    walked.done += 1;
    if (move.verb !== 'undo_dispatch') walked.state.fresh = null;
    move.effect(walked.state, args, actor);
    if (now.status !== walked.state.status)
      walked.faults.push(`${story}: is ${now.status}, should be ${walked.state.status}`);
    else if (now.version !== before.version + 1)
      walked.faults.push(`${story}: version ${before.version} became ${now.version}`);
  }
  return walked;
}
