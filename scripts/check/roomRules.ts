/**
 * Modules of the web ("rooms"), from the most specific folder to the most general. A file belongs to the first one
 * that matches.
 */
export const ROOMS = [
  'web/ui/console',
  'web/ui/form',
  'web/ui/portal',
  'web/portal',
  'web/console',
  'web/data',
  'web/map',
  'web/text',
  'web/case',
  'web/dispatch',
  'web/hotspot',
  'web/mediation',
  'web/organisation',
  'web/staff',
  'web/region',
  'web/intake',
  'web/audit',
  'web/account',
  'web/supervision',
  'web/publicity',
  'web/privacy',
  'web/rules',
  'web/place',
  'web/source',
  'web/unplaced',
] as const;

export type Room = (typeof ROOMS)[number];

/** Feature modules of the console. They may import each other only through `index.ts`. */
export const FEATURES: readonly Room[] = [
  'web/case',
  'web/dispatch',
  'web/hotspot',
  'web/mediation',
  'web/organisation',
  'web/staff',
  'web/region',
  'web/intake',
  'web/audit',
  'web/account',
  'web/supervision',
  'web/rules',
  'web/place',
  'web/source',
  'web/unplaced',
  'web/publicity',
  'web/privacy',
];

/** What each module may import besides itself: whole modules, or single files of one. */
export const MAY_IMPORT: Record<Room, readonly string[]> = {
  'web/text': [],
  'web/data': ['web/text/languages.ts'],
  'web/map': [],
  'web/ui/portal': [],
  'web/ui/console': ['web/data/core/errors.ts', 'web/data/lists/provider.ts'],
  'web/ui/form': ['web/data/core/errors.ts', 'web/data/hooks/useRead.ts', 'web/ui/console'],
  'web/portal': [
    'web/data/core/config.ts',
    'web/data/core/errors.ts',
    'web/data/portal/help.ts',
    'web/data/files/evidence.ts',
    'web/data/core/outlines.ts',
    'web/data/files/photo.ts',
    'web/data/files/shrink.ts',
    'web/data/portal/parties.ts',
    'web/data/proof/event.ts',
    'web/data/core/proposals.ts',
    'web/data/portal/public.ts',
    'web/data/core/requestId.ts',
    'web/map',
    'web/text',
    'web/ui/portal',
  ],
  'web/console': ['web/data', 'web/text', 'web/ui/console', 'web/ui/form', ...FEATURES],
  'web/case': ['web/data', 'web/text/languages.ts', 'web/ui/console', 'web/ui/form', 'web/place'],
  'web/dispatch': [
    'web/data',
    'web/text/languages.ts',
    'web/ui/console',
    'web/ui/form',
    'web/map',
    'web/case',
  ],
  'web/hotspot': ['web/data', 'web/ui/console', 'web/ui/form', 'web/map', 'web/case'],
  'web/mediation': ['web/data', 'web/ui/console', 'web/ui/form', 'web/case', 'web/map'],
  'web/organisation': [
    'web/data',
    'web/text/languages.ts',
    'web/ui/console',
    'web/ui/form',
    'web/map',
    'web/audit',
    'web/place',
  ],
  'web/staff': ['web/data', 'web/text/languages.ts', 'web/ui/console', 'web/ui/form'],
  'web/region': ['web/data', 'web/ui/console', 'web/ui/form', 'web/map', 'web/place'],
  'web/intake': ['web/data', 'web/text/languages.ts', 'web/ui/console', 'web/ui/form', 'web/place'],
  'web/audit': ['web/data', 'web/text/languages.ts', 'web/ui/console', 'web/ui/form'],
  'web/account': ['web/data', 'web/ui/console', 'web/ui/form', 'web/staff'],
  'web/supervision': ['web/data', 'web/ui/console', 'web/ui/form', 'web/case', 'web/audit'],
  'web/publicity': ['web/data', 'web/ui/console', 'web/ui/form', 'web/text'],
  'web/privacy': ['web/data', 'web/ui/console', 'web/ui/form', 'web/case'],
  'web/rules': ['web/data', 'web/text/languages.ts', 'web/ui/console', 'web/ui/form', 'web/case', 'web/map'],
  'web/place': ['web/data', 'web/ui/console', 'web/ui/form', 'web/map'],
  'web/source': ['web/data', 'web/ui/console', 'web/ui/form'],
  'web/unplaced': ['web/data', 'web/ui/console', 'web/ui/form', 'web/case', 'web/place'],
};

/** Inner files that another module may import directly instead of through `index.ts`, each with its reason. */
export const DIRECT_IMPORTS: Record<string, string> = {
  'web/map/PinPicker.tsx': 'the portal loads the picker alone, without the layers of the desk',
  'web/map/geometry/coordinates.ts': 'a pair of coordinates is read and converted without loading the map',
  'web/case/list/CaseList.tsx': 'a page of its own: the desk uses the room without its pages',
  'web/case/show/CaseShow.tsx': 'a page of its own: the desk uses the room without its pages',
  'web/account/JoinPage.tsx': 'whoever joins on a phone loads that page alone, nothing of the console',
};

/** Packages, by prefix, that only some modules may import. */
export const PACKAGES: readonly { packages: readonly string[]; only: readonly string[] }[] = [
  { packages: ['@supabase/'], only: ['web/data'] },
  { packages: ['leaflet', 'react-leaflet'], only: ['web/map'] },
  {
    packages: ['react-admin', 'ra-core', '@mui/', '@emotion/', '@tanstack/'],
    only: ['web/console', 'web/data', 'web/ui/console', 'web/ui/form', ...FEATURES],
  },
  { packages: ['react-hook-form'], only: ['web/ui/form'] },
  { packages: ['node:', 'pg', 'hono', '@hono/', 'ws', 'tsx', 'vitest'], only: [] },
];

/** Packages that the public portal must never load, directly or indirectly. */
export const NOT_IN_PORTAL = [
  'react-admin',
  'ra-core',
  '@mui/',
  '@emotion/',
  '@tanstack/',
  'react-hook-form',
  '@supabase/supabase-js',
];

/** Maximum number of lines of a code file. */
export const LONGEST = 340;

/** Files that may be longer: generated code, data, or all tables of a domain in one place. */
export const MAY_BE_LONG = [
  /^supabase\/migrations\//,
  /^supabase\/seed\//,
  /^supabase\/schemas\/[^/]+\/tables\.sql$/,
  /^web\/text\//,
  /^test\//,
  /^web\/data\/core\/database\.types\.ts$/,
];

/** File names that are too vague to describe what a file contains. */
export const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared']);
