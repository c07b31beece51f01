import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopCommands } from './check/command';
import { GATES, runGates } from './check/run';
import { startScratch, stopScratches } from './check/scratch';
import { writeBaseline } from './db/baseline';
import { writeDiagram } from './db/diagram';
import { writeMigration } from './db/migration';
import { resetEmbedded, resetForeign } from './db/reset';
import { writeTypes } from './db/types';
import { applySeed } from './stack/database/migrations';
import { stopWithParent } from './stack/signals';

const ROOT = resolve(import.meta.dirname, '..');
const USAGE = `npm run db -- <verb>

  reset [--data-dir .data]   rebuilds the embedded database; what DATABASE_URL names only with --yes
  migration baseline         writes the baseline from supabase/schemas, until the first release
  migration <name>           writes the step from the migrations to the schemas
  types                      writes web/data/core/database.types.ts
  diagram                    writes supabase/transitions.md, the picture of the state machine
  drift                      says whether migrations and schemas build the same database
  advise                     asks the advisors and our own rules`;

async function gate(name: string): Promise<number> {
  const { failed } = await runGates(
    ROOT,
    GATES.filter((one) => one.name === name),
    console.log,
  );
  return failed;
}

async function types(): Promise<void> {
  const scratch = await startScratch();
  try {
    console.log(`Wrote ${await writeTypes(ROOT, scratch.migrated)}.`);
  } finally {
    await scratch.stop();
  }
}

async function diagram(): Promise<void> {
  const scratch = await startScratch();
  try {
    await applySeed(scratch.migrated);
    console.log(`Wrote ${await writeDiagram(ROOT, scratch.migrated)}.`);
  } finally {
    await scratch.stop();
  }
}

async function migration(name: string | undefined): Promise<void> {
  if (name === undefined)
    throw new Error('Name the migration: npm run db -- migration baseline, or a new name.');
  const path = name === 'baseline' ? await writeBaseline(ROOT) : await writeMigration(ROOT, name);
  console.log(
    path === null ? 'Migrations and schemas are equal; there is nothing to write.' : `Wrote ${path}.`,
  );
}

async function reset(dataDir: string, yes: boolean): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    await resetEmbedded(resolve(dataDir));
    return console.log(`The database in ${dataDir} is new.`);
  }
  const target = new URL(url);
  const where = `${target.host}${target.pathname}`;
  if (!yes)
    throw new Error(`DATABASE_URL names ${where}: everything of the product there would be lost. Add --yes.`);
  await resetForeign(url);
  console.log(`The product's schemas in ${where} are new.`);
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [verb, name] = positionals;
  if (values.help) console.log(USAGE);
  else if (verb === 'reset') await reset(values['data-dir'] ?? '.data', values.yes === true);
  else if (verb === 'migration') await migration(name);
  else if (verb === 'types') await types();
  else if (verb === 'diagram') await diagram();
  else if (verb === 'drift') return gate('drift');
  else if (verb === 'advise') return gate('advisors');
  else
    throw new Error(
      `${verb ? `There is no verb "${verb}".` : 'Name a verb.'} Known: reset, migration, types, diagram, drift, advise.`,
    );
  return 0;
}

stopWithParent(() => void Promise.all([stopCommands(), stopScratches()]).then(() => process.exit(130)));

try {
  process.exit(await run());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
