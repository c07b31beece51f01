import { defineConfig } from 'vitest/config';

// Each file makes its own database and server; what it imports may stay from the one before.
const isolate = false;

const onDatabase = {
  isolate,
  globalSetup: ['test/support/setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** Four suites: pure functions; the database alone; the interfaces of the running stack; the pages in a browser. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', isolate, include: ['test/unit/**/*.test.{ts,tsx}'] } },
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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
