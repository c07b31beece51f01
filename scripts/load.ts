import { parseArgs } from 'node:util';
import { loadFilings } from '../test/perf/loadFilings';
import { loadWrongCodes } from '../test/perf/loadWrongCodes';
import { startTarget } from '../test/perf/startTarget';

const USAGE = `npm run load -- file [--rate 50] [--seconds 60]     files so many cases a second and follows others meanwhile
npm run load -- codes [--tries 100000]            tries wrong tracking codes while others follow their cases
Starts a stack of its own in a temporary folder, and prints what came of it.`;

async function load(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '60' },
      tries: { type: 'string', default: '100000' },
    },
  });
  const [rate, seconds, tries] = [values.rate, values.seconds, values.tries].map(Number) as [
    number,
    number,
    number,
  ];
  const name = positionals[0] ?? '';
  if (!['file', 'codes'].includes(name) || ![rate, seconds, tries].every((one) => one >= 1)) {
    console.error(USAGE);
    process.exit(2);
  }
  const target = await startTarget('--no-demo');
  try {
    const right = await (name === 'file'
      ? loadFilings(target, rate, seconds)
      : loadWrongCodes(target, tries));
    if (!right) process.exitCode = 1;
  } finally {
    await target.stop();
  }
}

load().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
