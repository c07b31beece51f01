import { parseArgs } from 'node:util';
import { benchFirstLoad, type Load } from '../test/perf/firstLoad';
import { benchFrames } from '../test/perf/frames';
import { benchGeometry } from '../test/perf/geometry';
import { benchList, makePosts } from '../test/perf/list';
import type { Measurement } from '../test/perf/measure';
import { benchMap } from '../test/perf/map';
import { benchRoles } from '../test/perf/roles';
import { benchTick } from '../test/perf/tick';
import { loadLean } from './seed/lean';
import { loadCases } from './seed/load';
import { withClient } from './stack/database/client';
import { openDatabase } from './stack/server/running';

/** Benchmarks by name. Each one measures queries against a loaded database. */
const BENCHES: Record<
  string,
  (url: string, cases: number, restart?: () => Promise<string>) => AsyncGenerator<Measurement>
> = {
  list: benchList,
  map: benchMap,
  roles: benchRoles,
  tick: benchTick,
};

/** Benchmarks without a loaded database. */
const ALONE: Record<string, (count: number) => AsyncGenerator<Measurement>> = {
  frames: benchFrames,
  geometry: benchGeometry,
};

const USAGE = `npm run bench -- NAME [--cases N] [--data-dir FOLDER] [--lean] [--json]
Names: ${[...Object.keys(BENCHES), ...Object.keys(ALONE), 'first-load'].join(', ')}. Loads N cases (100000) into a database of its own (.data/bench) and keeps it for the next run.
--lean writes only cases, without parties, documents and search texts: the quick way to ten million.
frames drags the desk's map in a browser with N markers (5000) on its own installation; needs CHROMIUM_PATH and an idle machine.
first-load opens and reloads the desk N times (10) in a browser: what is fetched, and when it can be used; needs CHROMIUM_PATH.
geometry compares the map's clusters of N cases (5000) and its cells with those of libraries.`;

function print(row: Measurement): void {
  const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(11);
  const more = [
    ...(row.work_p95_ms === undefined ? [] : [`of it at work ${ms(row.work_p95_ms).trim()}`]),
    ...(row.max_kilobytes === undefined ? [] : [`at most ${row.max_kilobytes.toFixed(1)} kB`]),
    ...(row.frames_per_second === undefined
      ? []
      : [
          `${row.frames_per_second.toFixed(1)} frames/s, worst ${ms(row.worst_ms ?? 0).trim()}`,
          `base ${row.baseline_frames_per_second?.toFixed(1)} frames/s, worst ${ms(row.baseline_worst_ms ?? 0).trim()}`,
          `load ${row.load?.toFixed(1)}`,
        ]),
    ...(row.note === undefined ? [] : [row.note]),
  ].map((one) => `   ${one}`);
  console.log(
    `${row.case.padEnd(38)}${ms(row.p50_ms)}${ms(row.p95_ms)}${ms(row.baseline_p95_ms)}   ${row.ratio.toFixed(2)}×${more.join('')}`,
  );
}

function printLoad(row: Load): void {
  console.log(
    `${row.case.padEnd(20)}${row.files} files ${row.files_kb} kB, ${row.questions} questions ${row.questions_kb} kB, ` +
      `usable after ${row.usable_p50_ms} ms (p95 ${row.usable_p95_ms} ms), load ${row.load}`,
  );
}

async function tellLoads(times: number, json: boolean): Promise<void> {
  for await (const row of benchFirstLoad(times)) {
    if (json) console.log(JSON.stringify(row));
    else printLoad(row);
  }
}

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cases: { type: 'string' },
      'data-dir': { type: 'string', default: '.data/bench' },
      lean: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const name = positionals[0] ?? '';
  const run = BENCHES[name];
  const alone = ALONE[name];
  const inBrowser: Record<string, number> = { 'first-load': 10 };
  const cases = Number(values.cases ?? (alone ? 5000 : (inBrowser[name] ?? 100_000)));
  if (!(run || alone || name in inBrowser) || !Number.isInteger(cases) || cases < 1) {
    console.error(USAGE);
    process.exit(2);
  }
  if (name === 'first-load') {
    await tellLoads(cases, values.json);
    return;
  }
  const tell = async (rows: AsyncGenerator<Measurement>) => {
    if (!values.json)
      console.log(`${'question · as whom'.padEnd(38)}        p50        p95    base p95   ratio of medians`);
    for await (const row of rows) {
      if (values.json) console.log(JSON.stringify(row));
      else print(row);
    }
  };
  if (!run) {
    if (alone) await tell(alone(cases));
    return;
  }
  let database = await openDatabase(values['data-dir']);
  const restart = async () => {
    await database.close();
    database = await openDatabase(values['data-dir']);
    return database.url;
  };
  try {
    await withClient(database.url, makePosts);
    await (values.lean ? loadLean : loadCases)(database.url, cases, (there) =>
      process.stderr.write(`\rloaded ${there.toLocaleString('en-US')} cases `),
    );
    process.stderr.write('\n');
    await tell(run(database.url, cases, process.env.DATABASE_URL ? undefined : restart));
  } finally {
    await database.close();
  }
}

bench().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
