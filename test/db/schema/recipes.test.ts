import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareLanguages, loadCatalogues } from '../../../scripts/check/catalogues';
import { lines } from '../../../scripts/check/command';
import { GATES } from '../../../scripts/check/run';
import { LANGUAGES } from '../../../web/text/languages';
import { type Copy, copyProject } from '../../support/recipes/copy';
import { readRecipe } from '../../support/recipes/document';
import { type Edits, swap } from '../../support/recipes/edits';
import { FIELD } from '../../support/recipes/field';
import { LANGUAGE, TAG } from '../../support/recipes/language';
import { PAGE_OF_CONSOLE } from '../../support/recipes/page';
import { typeProblems } from '../../support/recipes/types';
import { RULE, VERB } from '../../support/recipes/verb';

// The recipes of docs/architecture.md, followed on a throw-away copy of the project.

const ROOT = process.cwd();
const RECIPES: [heading: string, edits: Edits][] = [
  ['Add a field to a case', FIELD],
  ['Add a verb', VERB],
  ['Add a rule', RULE],
  ['Add a page to the console', PAGE_OF_CONSOLE],
  ['Add a language', LANGUAGE],
];
/** Commands of the recipes that are run word for word. */
const GENERATE = ['npm run db -- migration baseline', 'npm run db -- types'];
/** The others: in part, because they would take the whole project's time, or by the test of the diagram. */
const IN_PART = [
  'npm run check',
  'npm run format',
  'npm run test:db -- interpreter',
  'npm run db -- diagram',
];
/** Gates that would look at the whole project: compiler and prettier look at the files concerned instead. */
const SKIPPED = new Set(['sizes', 'types', 'format', 'lint', 'unused']);

let copy: Copy;
beforeAll(async () => {
  copy = await copyProject(ROOT);
});
afterAll(() => copy?.remove());

const changed = new Set(RECIPES.flatMap(([, edits]) => Object.keys(edits)));

async function runs(line: string): Promise<void> {
  const [program, ...args] = line.split(' ');
  const finished = await copy.run(program!, ...args);
  expect(finished.code, `${line}\n${lines(finished).join('\n')}`).toBe(0);
}

describe('a recipe', () => {
  it.each(RECIPES)('names every file that it changes: %s', async (heading, edits) => {
    const { files } = await readRecipe(ROOT, heading);
    expect(files.toSorted()).toEqual(Object.keys(edits).toSorted());
  });

  it('asks for a field of a case in twelve files at most', () => {
    expect(Object.keys(FIELD).length).toBeLessThanOrEqual(12);
  });

  it('names no command but those that are run here', async () => {
    const steps = await Promise.all(RECIPES.map(([heading]) => readRecipe(ROOT, heading)));
    expect([...new Set(steps.flatMap(({ commands }) => commands))].toSorted()).toEqual(
      [...GENERATE, ...IN_PART].toSorted(),
    );
  });
});

describe('a copy of the project in which all recipes were followed', () => {
  beforeAll(async () => {
    for (const [, edits] of RECIPES) await copy.change(edits);
    const texts = join(copy.root, 'web', 'text');
    await cp(join(texts, 'en'), join(texts, TAG), { recursive: true });
  });

  it('generates the step from the migrations to the schemas, as after a release', async () => {
    await runs('npm run db -- migration some_name');
    const folder = join(copy.root, 'supabase', 'migrations');
    const steps = (await readdir(folder)).filter((name) => name.endsWith('_some_name.sql'));
    expect(steps).toHaveLength(1);
    await rm(join(folder, steps[0]!));
  }, 240_000);

  it('generates baseline and types', async () => {
    for (const line of GENERATE) await runs(line);
    await runs(
      `npx prettier --write --log-level=warn ${[...changed].filter((path) => /\.tsx?$/.test(path)).join(' ')}`,
    );
  }, 240_000);

  it('passes the gates', async () => {
    const gates = GATES.map(({ name }) => name.replace(' ', '-')).filter((name) => !SKIPPED.has(name));
    await runs(`npm run check -- ${gates.join(' ')}`);
  }, 240_000);

  it('compiles wherever a changed file is used', async () => {
    expect(await typeProblems(copy.root, new Set([...changed, 'web/data/core/database.types.ts']))).toEqual(
      [],
    );
  }, 240_000);

  it('does what the recipes describe, with a message for every refusal', async () => {
    await runs('npx vitest run test/db/interpreter.test.ts test/api/words.test.ts');
  }, 240_000);

  it('names what a language lacks', async () => {
    await copy.change({
      [`web/text/${TAG}/domain.ts`]: swap('verb: {', 'accept_case:', 'accept_this_case:'),
    });
    const catalogues = await loadCatalogues(copy.root, [...LANGUAGES.map(({ locale }) => locale), TAG]);
    expect(compareLanguages(catalogues)).toContain(`web/text/${TAG}/domain.ts: no verb.accept_case`);
  });
});
