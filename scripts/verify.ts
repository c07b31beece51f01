import { parseArgs } from 'node:util';
import { withClient } from './stack/database/client';
import { openDatabase } from './stack/server/running';
import { findBrokenHistories, sealHistories } from './verify/audit';

const USAGE = `npm run verify -- audit [--data-dir .data] [--until MOMENT --digest DIGEST]

audit   checks every history against its hash chain and prints a digest over all histories before today. Keep it outside
        of the system: with --until and --digest of an earlier run it is compared with the histories of that moment.
DATABASE_URL names another database than the one of the data folder.`;

/** Checks all histories; returns whether they hold. */
async function audit(folder: string, until?: string, digest?: string): Promise<boolean> {
  const database = await openDatabase(folder);
  try {
    return await withClient(database.url, async (client) => {
      const broken = await findBrokenHistories(client, (done) =>
        process.stderr.write(`\rchecked ${done.toLocaleString('en-US')} histories `),
      );
      process.stderr.write('\n');
      for (const { number, event } of broken)
        console.log(`${number}: event ${event} does not match or is missing.`);
      const seal = await sealHistories(client, until);
      console.log(`--until ${seal.until} --digest ${seal.digest} (${seal.histories} histories)`);
      const differs = digest !== undefined && digest !== seal.digest;
      if (differs) console.log(`The histories before ${seal.until} are not those of the digest ${digest}.`);
      console.log(broken.length > 0 || differs ? 'The histories do not hold.' : 'All histories hold.');
      return broken.length === 0 && !differs;
    });
  } finally {
    await database.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'data-dir': { type: 'string', default: '.data' },
    until: { type: 'string' },
    digest: { type: 'string' },
  },
});
if (positionals[0] !== 'audit' || (values.until === undefined) !== (values.digest === undefined)) {
  console.error(USAGE);
  process.exit(2);
}
audit(values['data-dir'], values.until, values.digest).then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: Error) => {
    console.error(error.message);
    process.exit(2);
  },
);
