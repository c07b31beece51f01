import react from '@vitejs/plugin-react';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Each file makes its own database and server; what it imports may stay from the one before.
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
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const suiteOf = ({ project }: TestSpecification) => SUITES.indexOf(project.name);
    const placeOf = ({ project, moduleId }: TestSpecification) => {
      const path = relative(project.config.root, moduleId).replaceAll('\\', '/');
      const index = LONG.findIndex((name) => path.startsWith(`test/${name}.test.`));
      return index < 0 ? LONG.length : index;
    };
    // Files that are equal by these keys keep the usual order: larger ones first.
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => suiteOf(a) - suiteOf(b) || placeOf(a) - placeOf(b));
  }
}

/** Five suites: pure functions; components of the pages; the database alone; the interfaces of the running stack; the pages in a browser. */
export default defineConfig({
  test: {
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
});
