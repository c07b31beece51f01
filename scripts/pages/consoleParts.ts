import { join } from 'node:path';

const PORTAL = join(import.meta.dirname, '..', '..', 'web', 'portal', 'main.tsx');

/** The relevant part of the bundler's module information. */
interface Modules {
  getModuleInfo(
    id: string,
  ): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

/** The bundler's own modules, which both sides need. */
const BUNDLER = /^\0|(^|[\\/])(vite|rolldown|@oxc-project)[\\/]/;
const LANGUAGES = /[\\/]web[\\/]text[\\/]languages\.ts$/;
const DOMAIN_WORDS = /[\\/]web[\\/]text[\\/]([\w-]+)[\\/](domain[\w.]*|map)\.ts$/;
const OF_ONE_SIDE = /[\\/]web[\\/](portal|ui[\\/]portal|dispatch)[\\/]/;
const NO_SCRIPT = /\.(css|html)$/;
/** Coordinates are converted where no map is shown, too. */
const COORDINATES = /[\\/](web[\\/]map[\\/]geometry[\\/]coordinates\.ts|node_modules[\\/]gcoord[\\/])/;
/** What the desk adds to a map: the public's maps must not load it. */
const DESK_LAYERS =
  /[\\/](web[\\/]map[\\/](layers[\\/](Case|Point|Lasso|Drag|Subdivision)|Legend|Viewport|drawing[\\/](case|point|light)|styles[\\/](light|picking)|geometry[\\/](lasso|pointGrid|cells|cluster))|node_modules[\\/]polygon-clipping[\\/])/;
const MAP =
  /[\\/](web[\\/]map|node_modules[\\/](leaflet|react-leaflet|@react-leaflet|polylabel|tinyqueue))[\\/]/;

/** All modules that an entry loads statically, or also those of its parts. */
function reached(modules: Modules, entry: string, parts: boolean): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) {
    const info = modules.getModuleInfo(id);
    for (const one of info?.importedIds ?? []) found.add(one);
    if (parts) for (const one of info?.dynamicallyImportedIds ?? []) found.add(one);
  }
  return found;
}

let ofPortal: { first: ReadonlySet<string>; all: ReadonlySet<string> } | undefined;

/** The bundle that a module of the first pages belongs to; null leaves it to the page that alone needs it. */
function firstBundle(id: string, modules: Modules): string | null {
  if (BUNDLER.test(id) || LANGUAGES.test(id)) return 'base';
  if (NO_SCRIPT.test(id) || OF_ONE_SIDE.test(id)) return null;
  ofPortal ??= { first: reached(modules, PORTAL, false), all: reached(modules, PORTAL, true) };
  if (ofPortal.first.has(id)) return 'base';
  return ofPortal.all.has(id) ? 'requests' : 'console-base';
}

// The imports of a module may belong to the other side, so each module is judged on its own.
const alone = { includeDependenciesRecursively: false };
const first = ['$initial' as const];

/**
 * The bundles of the console. What its start page and the desk need is one bundle besides what the portal needs, too:
 * nearly every page of the console uses the same inputs, tags and dialogs, and one file loads faster than forty tiny
 * ones. The desk and its map are entries of the build so that the bundler knows exactly what they need.
 */
export const consoleParts = [
  {
    ...alone,
    debugName: 'words of the domain',
    test: DOMAIN_WORDS,
    name: (id: string) => `domain.${DOMAIN_WORDS.exec(id)?.[1]}`,
    priority: 3,
  },
  {
    ...alone,
    debugName: 'map',
    name: (id: string) => {
      if (COORDINATES.test(id)) return 'coordinates';
      if (DESK_LAYERS.test(id)) return 'desk-layers';
      return MAP.test(id) ? 'map' : null;
    },
    tags: first,
    priority: 2,
  },
  { ...alone, debugName: 'first pages', name: firstBundle, tags: first, priority: 1 },
];
