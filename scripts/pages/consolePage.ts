import { join } from 'node:path';
import type { Plugin } from 'vite';
import { LANGUAGES, REFERENCE } from '../../web/text/languages';
import { type BuildOutput, fileOf, filesFor, importsOf, preloadScript } from './buildOutput';

const WEB = join(import.meta.dirname, '..', '..', 'web');

/** The start pages of the roles that are in a hurry, by the first segment of the address, with the modules they load. */
const PAGES: Record<string, readonly string[]> = {
  desk: ['dispatch/index.ts', 'dispatch/map/DeskMap.tsx'],
  mine: ['mediation/index.ts'],
};

/** The part of the address after `/console/`, and the language that the device remembers. */
const NAMES = `[location.pathname.split('/')[2] || '', (localStorage.getItem('RaStoree-mediation.locale') || '"${REFERENCE}"').slice(1, -1)]`;

/** Loads the page that the address names and the words of its language in parallel with the console's own code. */
export function consolePage(): Plugin {
  return {
    name: 'console-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { filename, bundle }) => {
        if (!filename.endsWith(join('console', 'index.html'))) return html;
        const output = (bundle ?? {}) as unknown as BuildOutput;
        const there = importsOf(output, fileOf(output, filename));
        const lists = Object.fromEntries(
          [
            ...Object.entries(PAGES),
            ...LANGUAGES.map(({ locale }) => [locale, [`text/${locale}/console.catalogue.ts`]] as const),
          ].map(([name, modules]) => [
            name,
            filesFor(
              output,
              modules.map((module) => join(WEB, module)),
              there,
            ),
          ]),
        );
        return html.replace('</head>', () => `${preloadScript(lists, NAMES)}\n  </head>`);
      },
    },
  };
}
