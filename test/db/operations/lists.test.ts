import { expect, it } from 'vitest';
import { openScene } from '../../support/scene';

const scene = openScene();

/** Lists that no form or filter shows: parts of other lists, and what only the rules or the portal ask for. */
const NOT_SHOWN = [
  'lead_deadline_stages',
  'secondary_deadline_stages',
  'languages',
  'message_channels',
  'message_kinds',
  'open_statuses',
  'party_kinds',
  'session_replies',
  'signing_ways',
  'tick_steps',
];

it('forms and filters read every list of values that the rules know, in the order of the rules', async () => {
  const answer = await scene.actors.desk.call<{ list: string; code: string }>('list_values');
  const lists = new Map<string, string[]>();
  for (const { list, code } of answer) lists.set(list, [...(lists.get(list) ?? []), code]);

  const known = await scene.people.owner.run<{ name: string }>(
    `select proname as name from pg_proc where pronamespace = 'app'::regnamespace and pronargs = 0
       and provolatile = 'i' and prorettype = 'text[]'::regtype order by proname`,
  );
  const names = known.map(({ name }) => name);
  expect(NOT_SHOWN.filter((name) => !names.includes(name))).toEqual([]);
  expect([...lists.keys()].toSorted()).toEqual(names.filter((name) => !NOT_SHOWN.includes(name)).toSorted());
  for (const [name, codes] of lists) {
    const [row] = await scene.people.owner.run<{ codes: string[] }>(`select app.${name}() as codes`);
    expect(codes, name).toEqual(row!.codes);
  }
});
