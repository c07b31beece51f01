import react from '@vitejs/plugin-react';
import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { ViteUserConfig } from 'vitest/config';
import type { TestSequencer, TestSpecification } from 'vitest/node';
import { consolePage } from './scripts/pages/consolePage';
import { consoleParts } from './scripts/pages/consoleParts';
import { portalPage } from './scripts/pages/portalPage';
import { portalParts } from './scripts/pages/portalParts';

// A page's meta tags carry the project's address and public key. Empty means "same origin": the embedded
// server fills them in when it serves the page, so one build runs everywhere.
for (const name of ['VITE_SUPABASE_URL', 'VITE_SUPABASE_KEY', 'VITE_STAFF_DOMAIN']) process.env[name] ??= '';

const room = (path: string) => resolve(import.meta.dirname, 'web', path);

// Each test file makes its own database and server; what it imports may stay from the one before.
const isolate = false;

const onDatabase = {
  isolate,
  globalSetup: ['test/support/setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** Test files that take much longer than their size suggests, the longest first. */
const LONG = [
  'e2e/desk/hotspots-live',
  'e2e/stories/life',
  'e2e/desk/queue',
  'e2e/stories/new-city',
  'api/private-folders',
  'api/start',
  'api/administration-input',
  'db/schema/recipes',
  'db/schema/commands',
  'db/case/walk',
  'db/map/map-rights',
  'db/rights/rights',
  'db/schema/advisors',
];

const SUITES = ['e2e', 'api', 'db', 'ui', 'unit'];

/**
 * Starts long files first, so that at the end no worker waits for another. A worker serves one suite, so a suite stays
 * together; the browser tests come first, because their files are the longest.
 */
class LongFilesFirst implements TestSequencer {
  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = await Promise.all(
      files.map(async (file) => {
        const path = relative(import.meta.dirname, file.moduleId).replaceAll('\\', '/');
        const index = LONG.findIndex((name) => path.startsWith(`test/${name}.test.`));
        return {
          file,
          suite: SUITES.indexOf(file.project.name),
          place: index < 0 ? LONG.length : index,
          size: (await stat(file.moduleId)).size,
        };
      }),
    );
    ranked.sort((a, b) => a.suite - b.suite || a.place - b.place || b.size - a.size);
    return ranked.map(({ file }) => file);
  }

  /** Runs are never divided among machines. */
  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

/**
 * Two entries on one origin: the public portal at `/` and the staff console at `/console`. Of vitest only types are
 * imported: an installation builds its pages without it.
 */
const config: ViteUserConfig = {
  root: 'web',
  publicDir: 'public',
  plugins: [react(), portalPage(), consolePage()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2020',
    // Several licences ask that whoever receives a package in a page receives its licence, too.
    license: { fileName: 'licences.txt' },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        portal: room('portal/index.html'),
        console: room('console/index.html'),
        desk: room('dispatch/index.ts'),
        'desk-map': room('dispatch/map/DeskMap.tsx'),
      },
      // Importing a room's index loads of the room only what is used.
      treeshake: { moduleSideEffects: [{ test: /[\\/]web[\\/].*\.tsx?$/, sideEffects: false }] },
      output: { codeSplitting: { groups: [portalParts, ...consoleParts] } },
    },
  },
  // Five suites: pure functions; components of the pages; the database alone; the interfaces of the running stack; the
  // pages in a browser.
  test: {
    root: import.meta.dirname,
    // One more than the processors of a small machine: each test waits now and then for its browser or database.
    maxWorkers: 3,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      { test: { name: 'unit', isolate, include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        plugins: [react()],
        test: {
          name: 'ui',
          isolate,
          environment: 'jsdom',
          include: ['test/ui/**/*.test.tsx'],
          setupFiles: ['test/support/ui/setup.ts'],
          testTimeout: 180_000,
        },
      },
      { test: { name: 'db', include: ['test/db/**/*.test.ts'], ...onDatabase } },
      { test: { name: 'api', include: ['test/api/**/*.test.ts'], ...onDatabase } },
      // The browser's path comes in CHROMIUM_PATH from scripts/test.ts, which also builds the pages.
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...onDatabase,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
};

export default config;
