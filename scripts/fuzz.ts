import { parseArgs } from 'node:util';
import { fuzzForms } from '../test/fuzz/fuzzForms';
import { startTarget } from '../test/perf/startTarget';

const USAGE = `npm run fuzz -- forms [--tries 2000] [--seed N]     sends broken and hostile forms as anybody from the public might
Starts a stack of its own in a temporary folder. A seed repeats a run; each failure is printed with it.`;

async function fuzz(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tries: { type: 'string', default: '2000' }, seed: { type: 'string' } },
  });
  const tries = Number(values.tries);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (positionals[0] !== 'forms' || !(tries >= 1) || !Number.isInteger(seed)) {
    console.error(USAGE);
    process.exit(2);
  }
  console.log(`seed ${seed}`);
  const target = await startTarget();
  try {
    const { tried, stored, answered, refused, broken, failed } = await fuzzForms(
      target,
      tries,
      seed,
      console.log,
    );
    for (const line of failed.filter((one) => !one.startsWith('seed '))) console.log(line);
    console.log(
      `${stored} stored, ${answered} answered without keeping anything, ${refused} refused, ${broken} failures of the server`,
    );
    console.log(`${tried} tried, ${failed.length} failed`);
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await target.stop();
  }
}

fuzz().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
