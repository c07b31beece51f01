import { add, all, append, copyAs, type Edits, fresh, repeat, swap } from './edits';
import { catalogue, PATHS } from './paths';

/** The example of the recipes, made from its sibling: `add_note` with `note`. */
const renamed = (text: string) =>
  text.replaceAll('add_note', 'arrange_interpreter').replace(/\b([pv]_)?note\b/g, '$1interpreter');

/** A sibling's SQL, word for word: the inner function, its face, comment and grant. */
function likeAddNote(text: string): string {
  const part = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[0];
    if (!found) throw new Error(`no sibling ${pattern}`);
    return found;
  };
  const parts = [
    part(/create function app\.add_note\([\s\S]*?\nend \$\$;/),
    part(/create function api\.add_note\([\s\S]*?\$\$;/),
    part(/comment on function api\.add_note is '(?:[^']|'')*';/),
  ];
  const grant =
    'grant execute on function app.add_note(uuid, int, uuid, text), api.add_note(uuid, int, uuid, text) to authenticated;';
  const sql = renamed([...parts, grant].join('\n')).replace(
    /(comment on function \S+ is )'(?:[^']|'')*'/,
    "$1'Desk: who interprets for the applicant, 5–1000 characters.'",
  );
  return `\n-- Who interprets for the applicant, found by the desk.\n${sql}\n`;
}

const TEST = `import { expect, it } from 'vitest';
import { at, filing, type Receipt, type VerbResult } from '../support/case';
import { actions, history, openScene } from '../support/scene';

const scene = openScene();

async function registered(changes: object): Promise<VerbResult> {
  const { consent_version: _none, ...input } = filing({ channel: 'hotline', ...changes });
  const [receipt] = await scene.actors.desk.call<Receipt>('register_case', input);
  const [row] = await scene.actors.desk.run<VerbResult>(
    'select id, number, status, version, spoken_language from api.cases where number = $1',
    [receipt!.number],
  );
  return row!;
}

it('lets the desk arrange an interpreter where it is known which language the applicant speaks', async () => {
  const row = await registered({ external_number: '1', spoken_language: '客家话' });
  expect(row).toMatchObject({ spoken_language: '客家话' });
  expect(await actions(scene.actors.desk, row.id)).toContain('arrange_interpreter');
  await scene.actors.desk.call('arrange_interpreter', { ...at(row), interpreter: '村委会李主任到场翻译。' });
  expect((await history(scene.actors.desk, row.id)).at(-1)).toMatchObject({
    verb: 'arrange_interpreter',
    payload: { interpreter: '村委会李主任到场翻译。' },
  });
});
`;

const TEST_OF_RULE = `
it('refuses an interpreter where nobody asked which language the applicant speaks', async () => {
  const row = await registered({ external_number: '2' });
  expect(await actions(scene.actors.desk, row.id)).not.toContain('arrange_interpreter');
  expect(
    await scene.actors.desk.refused('arrange_interpreter', { ...at(row), interpreter: '村委会李主任到场翻译。' }),
  ).toMatchObject({ state: 'PT409', code: 'language_unknown' });
});
`;

/** A verb that did not exist: the desk writes down who interprets. */
export const VERB: Edits = {
  [PATHS.verbs]: (text) => append(likeAddNote(text))(text),
  [PATHS.history]: swap('create view api.case_events', "'note',", "'note', 'interpreter',"),
  [PATHS.transitions]: repeat(/\n {2}\('(\w+)', 'add_note', '\1', 'desk', \d+\),/g, renamed),
  [PATHS.verbNames]: copyAs(/ {2}\| 'add_note'\n/, renamed),
  [PATHS.actions]: copyAs(/ {2}add_note: .*\n/, renamed),
  [PATHS.forms]: copyAs(/ {2}add_note: .*\n/, renamed),
  [PATHS.textFields]: copyAs(/ {2}\| 'add_note'\n/, renamed),
  [PATHS.payload]: add('const SECONDARY:', "papers: 'papers',\n", "  interpreter: 'text',\n"),
  [catalogue('domain', 'zh-CN')]: add('verb: {', '\n', "    arrange_interpreter: '安排翻译',\n"),
  [catalogue('domain', 'en')]: add('verb: {', '\n', "    arrange_interpreter: 'Arrange an interpreter',\n"),
  [catalogue('domain.field', 'zh-CN')]: add('field: {', '\n', "    interpreter: '翻译',\n"),
  [catalogue('domain.field', 'en')]: add('field: {', '\n', "    interpreter: 'Interpreter',\n"),
  [catalogue('console.life', 'zh-CN')]: all(
    add('  label: {', '\n', "    arrange_interpreter: '由谁翻译',\n"),
    add('words_hint: {', '\n', "    arrange_interpreter: '写明由谁、何时到场翻译。',\n"),
  ),
  [catalogue('console.life', 'en')]: all(
    add('  label: {', '\n', "    arrange_interpreter: 'Who interprets',\n"),
    add('words_hint: {', '\n', "    arrange_interpreter: 'Who comes, and when.',\n"),
  ),
  [catalogue('console.said', 'zh-CN')]: add('said: {', '\n', "    interpreter: '翻译',\n"),
  [catalogue('console.said', 'en')]: add('said: {', '\n', "    interpreter: 'Interpreter',\n"),
  [PATHS.granted]: add('const STAFF_FUNCTIONS', "'add_note',\n", "  'arrange_interpreter',\n"),
  [PATHS.rightsModel]: add(
    'const VERBS',
    '> = {\n',
    `  arrange_interpreter: {
    at: 'mediating',
    who: isDesk,
    args: () => ({ interpreter: '村委会李主任到场翻译。' }),
  },
`,
  ),
  [PATHS.verbInputs]: copyAs(/ {2}verb\(\n {4}'desk',\n {4}'add_note',[\s\S]*?\n {2}\),\n/, renamed),
  'test/db/interpreter.test.ts': fresh(TEST),
};

/** A rule beside the stage: no interpreter while nobody has told the language. */
export const RULE: Edits = {
  [PATHS.obstacle]: swap(
    'create function app.obstacle(',
    '    else null;\n',
    `    when 'arrange_interpreter' then
      if p_case.spoken_language is null then return 'language_unknown'; end if;
    else null;
`,
  ),
  [PATHS.rightsModel]: add(
    'arrange_interpreter: {',
    'who: isDesk,\n',
    "    obstacle: () => 'PT409 language_unknown',\n",
  ),
  [PATHS.lifecycle]: swap('const impossible', '[', "['arrange_interpreter', "),
  'test/db/interpreter.test.ts': append(TEST_OF_RULE),
  [catalogue('domain.error', 'zh-CN')]: add(
    'error: {',
    '\n',
    "    language_unknown: '还没有登记申请人的沟通语言。',\n",
  ),
  [catalogue('domain.error', 'en')]: add(
    'error: {',
    '\n',
    "    language_unknown: 'Nobody has told yet which language the applicant speaks.',\n",
  ),
};
