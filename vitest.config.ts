import { defineConfig } from 'vitest/config';

const onDatabase = {
  globalSetup: ['test/support/setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
};

/** Three suites: pure functions; the database alone; the interfaces of the running stack. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      { test: { name: 'db', include: ['test/db/**/*.test.ts'], ...onDatabase } },
      { test: { name: 'api', include: ['test/api/**/*.test.ts'], ...onDatabase } },
    ],
  },
});
