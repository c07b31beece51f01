import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import prettier from 'prettier';
import { withClient } from '../stack/database/client';

/** File of the state machine diagram. */
const DIAGRAM = 'supabase/transitions.md';

interface Transition {
  from_status: string | null;
  verb: string;
  to_status: string;
  who: string;
}

const HEADER = `# The state machine of a case

Generated from the table of transitions by "npm run db -- diagram". Do not edit.
An arrow is a verb that changes the stage; verbs that leave it as it is stand in the second table. Who may: public (no
account), filer (staff entering a dispute), desk (dispatcher of the case's desk), lead (dispatcher or mediator of the
lead), lead_desk (its dispatcher), mediator, co_handler (an organisation called in), above (leader or dispatcher of a
territory above), system (the minute's tick). What else may stand against a verb: app.obstacle.
`;

const grouped = (rows: Transition[], key: (row: Transition) => string) => {
  const groups = new Map<string, Transition[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
};
const distinct = (values: string[]) => [...new Set(values)].toSorted();

/** The state machine of the database at `url` as Markdown: a Mermaid diagram and tables. */
export async function diagramText(url: string): Promise<string> {
  const rows = await withClient(url, async (client) => {
    const answer = await client.query<Transition>(
      'select from_status, verb, to_status, who from app.transitions order by from_status nulls first, sort, verb, to_status, who',
    );
    return answer.rows;
  });
  const moving = rows.filter((row) => row.from_status !== row.to_status);
  const staying = rows.filter((row) => row.from_status === row.to_status);
  const arrows = grouped(moving, (row) => `${row.from_status} ${row.to_status}`).map((group) => {
    const [{ from_status, to_status }] = group as [Transition];
    return `  ${from_status ?? '[*]'} --> ${to_status}: ${distinct(group.map(({ verb }) => verb)).join(', ')}`;
  });
  // A closed case may be reopened for some days, but `closed` still counts as a final state.
  const ends = distinct(rows.map((row) => row.to_status)).filter(
    (status) =>
      status === 'closed' || !rows.some((row) => row.from_status === status && row.to_status !== status),
  );
  const lines = grouped(moving, (row) => `${row.verb} ${row.from_status} ${row.to_status}`).map((group) => {
    const [{ from_status, verb, to_status }] = group as [Transition];
    return `| ${from_status ?? '–'} | ${verb} | ${to_status} | ${distinct(group.map(({ who }) => who)).join(', ')} |`;
  });
  const stays = grouped(staying, (row) => row.verb).map((group) => {
    const [{ verb }] = group as [Transition];
    // They stay, so the stage after is the stage before.
    const stages = distinct(group.map(({ to_status }) => to_status));
    return `| ${verb} | ${stages.join(', ')} | ${distinct(group.map(({ who }) => who)).join(', ')} |`;
  });
  const text = [
    HEADER,
    '```mermaid',
    'stateDiagram-v2',
    ...arrows,
    ...ends.map((status) => `  ${status} --> [*]`),
    '```',
    '',
    '| stage | verb | stage after | who |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '| verb | at | who |',
    '| --- | --- | --- |',
    ...stays.toSorted(),
    '',
  ].join('\n');
  return prettier.format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

/** The committed diagram; empty when missing. */
export function readDiagram(root: string): Promise<string> {
  return readFile(join(root, DIAGRAM), 'utf8').catch(() => '');
}

/** Writes the diagram of the database at `url`. Returns its path. */
export async function writeDiagram(root: string, url: string): Promise<string> {
  await writeFile(join(root, DIAGRAM), await diagramText(url));
  return DIAGRAM;
}
