import { parseArgs } from 'node:util';
import { loadCases } from './seed/load';
import { openDatabase } from './stack/server/running';

const USAGE = `npm run seed -- --cases N [--data-dir FOLDER]
Fills the database with N believable cases in Longyan's proportions; a second run goes on where the first stopped.
Works on the running start's database, or on the folder's own (.data), or on DATABASE_URL.`;

function readOptions(): { cases: number; dataDir: string } | null {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      'data-dir': { type: 'string', default: '.data' },
      help: { type: 'boolean', default: false },
    },
  });
  const cases = Number(values.cases);
  if (values.help || !Number.isInteger(cases) || cases < 1 || cases > 100_000_000) return null;
  return { cases, dataDir: values['data-dir'] };
}

/** Reports progress on one line that is overwritten on a terminal; elsewhere now and then on a new line. */
function reporter(cases: number): (there: number) => void {
  const began = Date.now();
  let lastReport = 0;
  return (there) => {
    const last = there >= cases;
    if (!process.stderr.isTTY && !last && Date.now() - lastReport < 10_000) return;
    lastReport = Date.now();
    const seconds = (lastReport - began) / 1000;
    const line = `${there.toLocaleString('en-US')} of ${cases.toLocaleString('en-US')} cases, ${seconds.toFixed(0)} s`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}${last ? '\n' : ''}` : `${line}\n`);
  };
}

async function seed(): Promise<void> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    process.exit(2);
  }
  const database = await openDatabase(options.dataDir, console.error);
  try {
    const added = await loadCases(database.url, options.cases, reporter(options.cases));
    console.log(`${added.toLocaleString('en-US')} cases added.`);
  } finally {
    await database.close();
  }
}

seed().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
