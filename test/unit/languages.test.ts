import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compareLanguages, loadCatalogues, unlistedFolders } from '../../scripts/check/catalogues';
import { i18n, loadCatalogue } from '../../web/console/i18n';
import { FILE_CATALOGUES } from '../../web/portal/file/catalogues';
import { HELP_CATALOGUES } from '../../web/portal/help/catalogues';
import { JOIN_CATALOGUES } from '../../web/portal/join/catalogues';
import { loadCatalogues as loadRoom } from '../../web/portal/roomText';
import { loadText, type Words } from '../../web/portal/text';
import { TRACK_CATALOGUES } from '../../web/portal/track/catalogues';
import { posterWords } from '../../web/publicity/posterWords';
import {
  knownLocale,
  LANGUAGES,
  type Locale,
  otherLanguages,
  REFERENCE,
  inLanguage,
} from '../../web/text/languages';

const FILES = import.meta.glob('../../web/text/*/**/*.ts');

/** A catalogue as its file exports it. */
const fileOf = async (locale: string, name: string) =>
  ((await FILES[`../../web/text/${locale}/${name}.ts`]!()) as { default: Words }).default;

describe('every language of the list', () => {
  const locales = LANGUAGES.map(({ locale }) => locale);

  it.each(locales)('is loaded by the first page of the portal: %s', async (locale) => {
    const text = await loadText(locale);
    expect(text.locale).toBe(locale);
    expect(text.catalogues).toEqual([await fileOf(locale, 'portal')]);
  });

  it.each(
    locales.flatMap((locale) =>
      Object.entries({ FILE_CATALOGUES, TRACK_CATALOGUES, HELP_CATALOGUES, JOIN_CATALOGUES }).map(
        ([name, room]) => ({ locale, name, room }),
      ),
    ),
  )('is loaded by each room of the portal: $locale, $name', async ({ locale, room }) => {
    const names = Object.keys(room.reference);
    const files = await Promise.all(names.map((name) => fileOf(locale, name)));
    const loaded = await loadRoom(locale, room);
    expect(names.filter((_, at) => loaded[at] !== files[at])).toEqual([]);
  });

  it.each(locales)('is loaded by the console and the posters: %s', async (locale) => {
    expect(await loadCatalogue(locale)).toBe(await fileOf(locale, 'console.catalogue'));
    expect(posterWords(locale)).toBe(await fileOf(locale, 'poster'));
  });

  it('is offered by its own name to who reads another', () => {
    for (const { locale } of LANGUAGES)
      expect(otherLanguages(locale)).toEqual(LANGUAGES.filter((one) => one.locale !== locale));
  });

  it('gives way to the reference where it is no longer one', async () => {
    expect(knownLocale('eo')).toBe(REFERENCE);
    expect(knownLocale(null)).toBe(REFERENCE);
    expect(await loadCatalogue('eo')).toBe(await fileOf(REFERENCE, 'console.catalogue'));
  });
});

describe('the console', () => {
  afterAll(() => vi.unstubAllGlobals());

  it('fills in values, counts, and keeps a text that has no key', async () => {
    const page = { documentElement: { lang: '' } };
    vi.stubGlobal('document', page);
    const { translate, changeLocale } = await i18n('en');
    expect(page.documentElement.lang).toBe('en');
    expect(translate('console.case.people_count', { smart_count: 1 })).toBe('1 person');
    expect(translate('console.case.people_count', { smart_count: 2 })).toBe('2 people');
    expect(translate('no.such.key')).toBe('no.such.key');
    expect(translate('no.such.key', { _: 'a text with %{what}', what: 'a value' })).toBe(
      'a text with a value',
    );
    await changeLocale('zh-CN', {});
    expect(page.documentElement.lang).toBe('zh-CN');
    expect(translate('console.case.people_count', { smart_count: 2 })).toBe('2 人');
  });
});

describe('a further language', () => {
  const listed = [...LANGUAGES.map(({ locale }) => locale), 'eo'];
  let root: string;
  const file = (name: string) => join(root, 'web', 'text', 'eo', `${name}.ts`);
  const change = async (name: string, from: string, to: string) => {
    const text = await readFile(file(name), 'utf8');
    expect(text).toContain(from);
    await writeFile(file(name), text.replace(from, to));
  };
  const problems = async () => compareLanguages(await loadCatalogues(root, listed));

  // A module is read once only: each test changes files of a root of its own.
  const freshRoot = async () => {
    root = await mkdtemp(join(tmpdir(), 'languages-'));
    roots.push(root);
    const texts = join(process.cwd(), 'web', 'text');
    await cp(texts, join(root, 'web', 'text'), { recursive: true });
    await cp(join(texts, 'en'), join(root, 'web', 'text', 'eo'), { recursive: true });
  };
  const roots: string[] = [];
  beforeAll(freshRoot);
  afterAll(() => Promise.all(roots.map((one) => rm(one, { recursive: true }))));

  it('is complete with a folder and a line', async () => {
    await change('portal', "title: '", "title: 'La ");
    expect(await problems()).toEqual([]);
    expect(await unlistedFolders(root, listed)).toEqual([]);
    expect(await unlistedFolders(root, listed.slice(0, -1))).toEqual([
      'web/text/eo: web/text/languages.ts has no line for it',
    ]);
  });

  it('is named where it lacks a key, a figure or a file', async () => {
    await freshRoot();
    await change('place', "  where: '", "  elsewhere: '");
    await change('map', '%{rank}', '');
    await rm(file('hotspot'));
    expect((await problems()).toSorted()).toEqual([
      'web/text/eo/console.catalogue.ts: missing, or imports a missing file',
      'web/text/eo/hotspot.ts: missing, or imports a missing file',
      'web/text/eo/map.ts: organisation has figures name; zh-CN has name, rank',
      'web/text/eo/place.ts: no where',
      'web/text/zh-CN/place.ts: no elsewhere, which eo has',
    ]);
  });

  it('is named file by file where the line has no folder', async () => {
    const catalogues = await loadCatalogues(process.cwd(), listed);
    expect(compareLanguages(catalogues)).toEqual(
      Object.keys(catalogues).map((name) => `web/text/eo/${name}.ts: missing, or imports a missing file`),
    );
  });

  it('reads the data in English, and is loaded from its folder', async () => {
    expect(inLanguage('eo', '邻里', 'Neighbours')).toBe('Neighbours');
    expect(inLanguage('eo', '邻里', '')).toBe('邻里');
    expect(inLanguage('zh-TW', '邻里', 'Neighbours')).toBe('邻里');
    const texts = { greeting: 'Saluton' };
    const room = {
      reference: { hello: { greeting: '您好' } },
      others: { './eo/hello.ts': async () => texts },
    };
    expect(await loadRoom('eo' as Locale, room)).toEqual([texts]);
  });
});
