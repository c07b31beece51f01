/** How a command of the documents is proved to work. */
export type Proof =
  /** Word for word. */
  | { runs: true }
  /** The same command, with smaller figures or on a database of the test. */
  | { like: string }
  /** Without arguments it says what it can do, and names these words. */
  | { usage: string; names: string[] }
  /** A test runs it: the file, and words that stand in it. */
  | { test: string; contains: string }
  /** It cannot be run by a test. */
  | { outside: string };

/** Every command of the documents. One that is missing here, and one that the documents do not name, fails. */
export const PROOFS: Record<string, Proof> = {
  'npm ci': { test: '.ci/run', contains: 'npm ci && npm test' },
  'npm start': { test: 'test/api/start.test.ts', contains: "describe('npm start'" },
  'npm start -- --help': { runs: true },
  'npm start -- --host 0.0.0.0': { usage: 'npm start -- --help', names: ['--host', '0.0.0.0'] },
  'npm start -- --city 3501=福州市@119.30,26.08': {
    test: 'test/api/start.test.ts',
    contains: "'--city', '3501=福州市@119.30,26.08'",
  },
  'npm run dev': { test: 'test/db/schema/commands.test.ts', contains: 'npm run dev' },
  'npm run build': { test: 'scripts/check/sizes.ts', contains: 'buildPages()' },
  'npm test': { test: '.ci/run', contains: 'npm test' },
  'npm test -- leftovers': { runs: true },
  'npm test -- e2e/filing': { like: 'npm test -- leftovers' },
  'npm run check': { test: 'test/db/schema/recipes.test.ts', contains: 'npm run check --' },
  'npm run format': { test: 'test/db/schema/recipes.test.ts', contains: 'npx prettier --write' },
  'npm run db -- migration baseline': {
    test: 'test/db/schema/recipes.test.ts',
    contains: 'npm run db -- migration baseline',
  },
  'npm run db -- migration some_name': {
    test: 'test/db/schema/recipes.test.ts',
    contains: 'npm run db -- migration some_name',
  },
  'npm run db -- types': { test: 'test/db/schema/recipes.test.ts', contains: 'npm run db -- types' },
  'npm run db -- diagram': { test: 'test/db/schema/diagram.test.ts', contains: 'diagramText' },
  'npm run db -- drift': { test: 'test/db/schema/recipes.test.ts', contains: 'npm run check' },
  'npm run db -- advise': { test: 'test/db/schema/recipes.test.ts', contains: 'npm run check' },
  'npm run db -- reset': { like: 'npm run db -- reset --yes' },
  'npm run seed -- --cases 72000': { like: 'npm run seed -- --cases 300' },
  'npm run bench -- NAME': {
    usage: 'npm run bench',
    names: ['list', 'roles', 'tick', 'map', 'frames', '--cases', '--lean', '--json'],
  },
  'npm run bench -- list': { like: 'npm run bench -- list --cases 300 --json' },
  'npm run bench -- list --cases 100000': { like: 'npm run bench -- list --cases 300 --json' },
  'npm run bench -- map --cases 1000000': { usage: 'npm run bench', names: ['map', '--cases'] },
  'npm run bench -- frames': { usage: 'npm run bench', names: ['frames', 'CHROMIUM_PATH'] },
  'npm run bench -- geometry': { usage: 'npm run bench', names: ['geometry', 'cells'] },
  'npm run verify -- audit': { usage: 'npm run verify', names: ['audit', '--data-dir'] },
  'npm run verify -- audit --until … --digest …': { usage: 'npm run verify', names: ['--until', '--digest'] },
  'npm run load -- file': { usage: 'npm run load', names: ['file', '--rate', '--seconds'] },
  'npm run load -- codes': { usage: 'npm run load', names: ['codes'] },
  'npm run fuzz -- forms --tries 2000': { usage: 'npm run fuzz', names: ['forms', '--tries', '--seed'] },
  'npm run lighthouse': { usage: 'npm run lighthouse', names: ['CHROMIUM_PATH'] },
  'npm run outbox': { usage: 'npm run outbox', names: ['--database', '--webhook', '--channel', '--once'] },
  'npm run outbox -- --database "$DATABASE_URL" --webhook https://example.org/messages --channel sms': {
    like: 'npm run outbox -- --webhook https://example.org/messages --channel sms --once',
  },
  'npm run removal': { usage: 'npm run removal', names: ['SUPABASE_SERVICE_ROLE_KEY', '--url', '--once'] },
  'npm run removal -- --url https://project.example.org --once': {
    usage: 'npm run removal',
    names: ['SUPABASE_SERVICE_ROLE_KEY', '--url', '--once'],
  },
  'npx supabase db push --db-url "$DATABASE_URL" --include-seed': {
    test: 'test/db/schema/commands.test.ts',
    contains: "'db', 'push', '--db-url', pushed, '--include-seed'",
  },
  'npx supabase config push': { outside: 'it writes to a hosted project' },
  "alter database postgres set app.personal_data_key = '…'": { outside: 'the key is the operator’s' },
  "select app.found_city('3501', '福州市', 119.30, 26.08);": { runs: true },
  'select app.map_hosts()': { runs: true },
  'select app.run_step(step)': {
    test: 'supabase/schemas/90_operations/tick.sql',
    contains: 'perform app.run_step(step) from unnest(app.tick_steps()) as step',
  },
  'select name, value, explanation from app.settings order by 1;': { runs: true },
};

/** Parts of the suite and single gates, which the suite itself runs. */
export const PARTS = /^npm run (?:test:(?<suite>\w+)(?: -- (?<filter>[\w-]+))?|check -- (?<gates>[\w -]+))$/;
