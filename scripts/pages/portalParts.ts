import { join } from 'node:path';

const WEB = join(import.meta.dirname, '..', '..', 'web');
/** Where the small pieces lie that the portal's places share; not what drags in much that few of them need. */
const PIECES = /\/web\/(portal(?!\/(help\/|file\/qr\.))|ui\/portal|text\/zh-CN\/portal\.photos)/;
const HOME = join(WEB, 'portal', 'main.tsx');

/** What the bundler tells of a module, as far as it matters here. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** Everything that the first page loads by itself. */
function firstPage(modules: Modules): Set<string> {
  const found = new Set([HOME]);
  for (const id of found) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) found.add(one);
  return found;
}

/**
 * Puts the small pieces that several places of the portal share into one file: a line with a long way fetches one file
 * sooner than a dozen tiny ones. What the first page needs stays out of it.
 */
export const portalParts = {
  minShareCount: 2,
  // What a piece itself imports may belong to the first page, or to the console.
  includeDependenciesRecursively: false,
  name: (id: string, modules: Modules): string | null =>
    PIECES.test(id) && !id.endsWith('.css') && !firstPage(modules).has(id) ? 'portal-parts' : null,
};
