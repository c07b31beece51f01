import { join } from 'node:path';

const WEB = join(import.meta.dirname, '..', '..', 'web');
/**
 * Small modules that several pages of the portal share; modules with large dependencies that few pages need are
 * excluded.
 */
const SMALL_MODULES = /\/web\/(portal(?!\/(help\/|file\/qr\.))|ui\/portal|text\/zh-CN\/portal\/photos)/;
const FIRST_PAGE = join(WEB, 'portal', 'main.tsx');

/** The relevant part of the bundler's module information. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** All modules that the first page loads statically. */
function firstPage(modules: Modules): Set<string> {
  const found = new Set([FIRST_PAGE]);
  for (const id of found) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) found.add(one);
  return found;
}

/**
 * Bundles the small modules that several pages of the portal share into one file: on a connection with high latency
 * one file loads faster than a dozen tiny ones. What the first page needs is not part of it.
 */
export const portalParts = {
  debugName: 'parts of the portal',
  priority: 4,
  minShareCount: 2,
  // The imports of such a module may belong to the first page or to the console.
  includeDependenciesRecursively: false,
  name: (id: string, modules: Modules): string | null =>
    SMALL_MODULES.test(id) && !id.endsWith('.css') && !firstPage(modules).has(id) ? 'portal-parts' : null,
};
