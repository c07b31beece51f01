import { afterAll, beforeAll } from 'vitest';
import { createActors, type Actors } from './case';
import { testDatabase, type TestDatabase } from './database';
import { openPeople, type People, type Person } from './people';

/** The setting of a database test: a new database, its people, and the actors of a usual case. */
export interface Scene {
  database: TestDatabase;
  people: People;
  actors: Actors;
}

/** Opens a scene before the tests of a file and removes it after them. Filings are not throttled. */
export function openScene(): Scene {
  const scene = {} as Scene;
  beforeAll(async () => {
    scene.database = await testDatabase({ staffed: true });
    scene.people = openPeople(scene.database.url);
    scene.actors = await createActors(scene.people);
    await scene.people.owner.run(
      `update app.settings set value = '100000' where name = 'file_case_per_hour'`,
    );
  });
  afterAll(async () => {
    await scene.people.end();
    await scene.database.drop();
  });
  return scene;
}

/** The row of a case, bypassing row-level security. */
export async function rowOf({ people }: Scene, id: string): Promise<Record<string, unknown>> {
  const [row] = await people.owner.run<Record<string, unknown>>('select * from app.cases where id = $1', [
    id,
  ]);
  return row!;
}

/** One event of a case's history. */
export interface Act {
  verb: string;
  from_status: string;
  to_status: string;
  actor_name: string;
  payload: Record<string, unknown>;
}

/** The history of a case as a person reads it. */
export const history = (person: Person, id: string): Promise<Act[]> =>
  person.run<Act>(
    'select verb, from_status, to_status, actor_name, payload from api.case_events where case_id = $1 order by seq',
    [id],
  );

/** The deadlines of a case in the order of their start. */
export const clocks = ({ people }: Scene, id: string) =>
  people.owner.run<{ stage: string; met: boolean; due_at: Date }>(
    'select stage, met_at is not null as met, due_at from app.deadlines where case_id = $1 order by id',
    [id],
  );

/** The verbs that a person may use on a case now; none for a case that they may not read. */
export async function actions(person: Person, id: string): Promise<string[]> {
  try {
    const rows = await person.call<{ verb: string }>('available_actions', { case_id: id });
    return rows.map(({ verb }) => verb);
  } catch (error) {
    if ((error as Error).message === 'case_not_found') return [];
    throw error;
  }
}

/** Whether every hash of a case's history matches. */
export async function isWhole({ people }: Scene, id: string): Promise<boolean> {
  const [row] = await people.owner.run<{ broken: number | null }>('select app.broken_event($1) as broken', [
    id,
  ]);
  return row!.broken === null;
}
