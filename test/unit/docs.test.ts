import { access, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GATES } from '../../scripts/check/run';
import { USAGE } from '../../scripts/stack/options';
import { type Document, quoted, readDocuments } from '../support/documents/read';
import type { Edit } from '../support/recipes/edits';
import { FIELD } from '../support/recipes/field';
import { PAGE_OF_CONSOLE } from '../support/recipes/page';
import { RULE, VERB } from '../support/recipes/verb';

const ROOT = process.cwd();
const documents = await readDocuments(ROOT);
const documentOf = (path: string) => documents.find((one) => one.path === path)!;

/** Whether a change of a recipe makes a new file: then it needs no text to begin with. */
function isNew(edit: Edit): boolean {
  try {
    return edit('') !== '';
  } catch {
    return false;
  }
}

/** Files that the recipes add. */
const ADDED = new Set(
  [FIELD, VERB, RULE, PAGE_OF_CONSOLE]
    .flatMap((edits) => Object.entries(edits))
    .flatMap(([path, edit]) => (isNew(edit) ? [path] : [])),
);

const exists = (path: string) =>
  access(join(ROOT, path)).then(
    () => true,
    () => false,
  );

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = ({ text }: Document) =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links of a document to somewhere in the project: path and anchor. */
const linksOf = ({ path, text }: Document) =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, target, anchor]) => ({
    target: target === '' ? path : posix.join(posix.dirname(path), target!),
    anchor,
  }));

describe('the documents', () => {
  it('begin with a README that is read in one go', async () => {
    expect((await stat(join(ROOT, 'README.md'))).size).toBeLessThanOrEqual(8192);
  });

  it.each(documents.map((one) => [one.path, one] as const))(
    'link to what is there: %s',
    async (_, document) => {
      const broken: string[] = [];
      for (const { target, anchor } of linksOf(document)) {
        const other = documents.find(({ path }) => path === target);
        if (!(await exists(target)) || (anchor && !(other && anchorsOf(other).includes(anchor))))
          broken.push(`${target}#${anchor ?? ''}`);
      }
      expect(broken).toEqual([]);
    },
  );

  it.each(documents.map((one) => [one.path, one] as const))(
    'name paths that are there: %s',
    async (_, document) => {
      const named = quoted(document).filter((phrase) =>
        /^(\.github|docs|scripts|supabase|test|web)\/[^\s<>*…]*$/.test(phrase),
      );
      const missing: string[] = [];
      for (const path of named) if (!(await exists(path)) && !ADDED.has(path)) missing.push(path);
      expect(missing).toEqual([]);
    },
  );

  it('are all reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const path of reached)
      for (const { target } of linksOf(documentOf(path)))
        if (documents.some((one) => one.path === target)) reached.add(target);
    expect(documents.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  it('explain every flag of the start and every gate', () => {
    const flags = (text: string) => new Set(text.match(/--[a-z][a-z-]+/g));
    const [, embedded] = documentOf('docs/operations.md').text.split('\n## Embedded\n');
    const table = embedded!
      .split('\n## ')[0]!
      .match(/^\| `--.*$/gm)!
      .map((row) => row.split('|')[1]!);
    expect([...flags(table.join(' '))].toSorted()).toEqual([...flags(USAGE)].toSorted());

    const [, gates] = documentOf('docs/development.md').text.split('\n## Gates\n');
    const rows = gates!
      .split('\n## ')[0]!
      .match(/^\| `.*$/gm)!
      .map((row) => row.split('|')[1]!);
    const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    expect(named.toSorted()).toEqual(GATES.map(({ name }) => name.replace(' ', '-')).toSorted());
  });

  it('name settings that there are', async () => {
    const seeds = await Promise.all(
      ['10_reference', '12_filing'].map((name) =>
        readFile(join(ROOT, 'supabase', 'seed', `${name}.sql`), 'utf8'),
      ),
    );
    const [, section] = documentOf('docs/operations.md').text.split('\n## Settings\n');
    const named = quoted({ path: '', text: section!.split('\n## ')[0]! }).filter((one) =>
      /^[a-z]+(_[a-z]+)+$/.test(one),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !seeds.some((sql) => sql.includes(`('${name}',`)))).toEqual([]);
  });
});

describe('the licence', () => {
  it('is the one that the package names', async () => {
    const { license } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { license: string };
    expect(license).toBe('MIT');
    expect(await readFile(join(ROOT, 'LICENSE'), 'utf8')).toMatch(
      /^MIT License\n[\s\S]*The 智慧e调解 contributors/,
    );
  });
});
