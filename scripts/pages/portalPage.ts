import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import { type BuildOutput, filesFor, importsOf, preloadScript } from './buildOutput';

const PORTAL = join(import.meta.dirname, '..', '..', 'web', 'portal');

/** Files of `web/public` that the portal needs offline. */
const PUBLIC = ['/manifest.webmanifest', '/icon.svg', '/icon-192.png'];

/** Every script and style that the portal may load, directly or indirectly. */
function filesOf(output: BuildOutput): string[] {
  const entry = Object.values(output).find(
    (one) => one.type === 'chunk' && one.isEntry && one.name === 'portal',
  );
  const waiting = entry ? [entry.fileName] : [];
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const one = output[name];
    if (!one || one.type !== 'chunk' || seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(one.imports ?? []), ...(one.dynamicImports ?? []));
  }
  const styles = [...seen].flatMap((name) => [...(output[name]?.viteMetadata?.importedCss ?? [])]);
  return [...new Set([...seen, ...styles])].toSorted();
}

/** The file of each part of the portal, by the first segment of the address. */
const PARTS: Record<string, string> = {
  file: 'file/FileRoom.tsx',
  track: 'track/Track.tsx',
  join: 'join/JoinRoom.tsx',
  help: 'help/HelpRoom.tsx',
  aid: 'help/HelpRoom.tsx',
  places: 'places/PlacesRoom.tsx',
  figures: 'figures/FiguresRoom.tsx',
};

/**
 * A script for the page's head that prefetches the part of the portal that the address names, in parallel with the
 * portal's own code.
 */
function prefetchScript(output: BuildOutput): string {
  const entry = Object.values(output).find(({ isEntry, name }) => isEntry && name === 'portal');
  if (!entry) throw new Error('The build has no portal.');
  const there = importsOf(output, entry.fileName);
  const lists = Object.entries(PARTS).map(
    ([word, file]) => [word, filesFor(output, [join(PORTAL, file)], there)] as const,
  );
  return preloadScript(Object.fromEntries(lists), '[location.hash.slice(2).split(/[/?]/)[0]]');
}

/**
 * Makes the portal's page readable before any script has run: the HTML contains the home page and its styles. Also
 * writes the service worker that caches the portal's files on the device.
 */
export function portalPage(): Plugin {
  return {
    name: 'portal-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: async (html, { filename, bundle }) => {
        if (!filename.endsWith(join('portal', 'index.html'))) return html;
        const output = (bundle ?? {}) as unknown as BuildOutput;
        const { module } = await runnerImport<typeof import('../../web/portal/firstPaint')>(
          join(PORTAL, 'firstPaint.tsx'),
          { configFile: false, logLevel: 'error' },
        );
        const { markup } = await module.firstPaint();
        return html
          .replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, name: string) => {
            const css = output[name]?.source;
            return css === undefined ? link : `<style>${String(css)}</style>`;
          })
          .replace('</head>', () => `${prefetchScript(output)}\n  </head>`)
          .replace('<div id="root"></div>', () => `<div id="root">${markup}</div>`);
      },
    },
    generateBundle: {
      order: 'post',
      handler: async function (_, bundle) {
        const files = [...filesOf(bundle as unknown as BuildOutput).map((name) => `/${name}`), ...PUBLIC];
        const page = (bundle as unknown as BuildOutput)['portal/index.html']?.source ?? '';
        const version = createHash('sha256')
          .update(files.join())
          .update(String(page))
          .digest('hex')
          .slice(0, 12);
        const source = await readFile(join(PORTAL, 'worker.js'), 'utf8');
        this.emitFile({
          type: 'asset',
          fileName: 'worker.js',
          source: source
            .replace('%VERSION%', version)
            .replace("'%FILES%'", () => files.map((one) => `'${one}'`).join(', ')),
        });
      },
    },
  };
}
