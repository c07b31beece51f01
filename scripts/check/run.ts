import { advisors } from './advisors';
import { databaseTypes } from './databaseTypes';
import { drift } from './drift';
import type { Gate, Verdict, Workshop } from './gate';
import { leftovers } from './leftovers';
import { licences } from './licences';
import { format, lint, types, unused } from './programs';
import { rooms } from './rooms';
import { startScratch, type Scratch } from './scratch';
import { sizes } from './sizes';
import { text } from './text';
import { retiredWords } from './retiredWords';

/** All gates, the slowest first. */
export const GATES: readonly Gate[] = [
  sizes,
  types,
  drift,
  format,
  advisors,
  databaseTypes,
  lint,
  unused,
  text,
  rooms,
  leftovers,
  licences,
  retiredWords,
];

/** Gates at work at once: a little more than a small machine has cores, since some wait for the database. */
const AT_ONCE = 3;

/** Lines shown of one gate that finds very much. */
const SHOWN = 40;

/** How many gates held. */
export interface Outcome {
  passed: number;
  failed: number;
}

async function verdictOf(gate: Gate, workshop: Workshop): Promise<Verdict> {
  try {
    return await gate.run(workshop);
  } catch (error) {
    return { problems: [(error as Error).message] };
  }
}

function report(gate: Gate, { problems, note }: Verdict, seconds: string): string {
  const head = `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${gate.name.padEnd(15)} ${seconds.padStart(5)} s`;
  if (problems.length === 0) return note ? `${head}  ${note}` : head;
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : [];
  return [`${head}  ${problems.length} found`, ...problems.slice(0, SHOWN), ...more].join('\n     ');
}

/** Runs gates side by side and hands each one's report to `print` when it ends. */
export async function runGates(
  root: string,
  gates: readonly Gate[],
  print: (line: string) => void,
  atOnce = AT_ONCE,
): Promise<Outcome> {
  let scratch: Promise<Scratch> | undefined;
  const workshop: Workshop = { root, databases: () => (scratch ??= startScratch()) };
  const outcome = { passed: 0, failed: 0 };
  const waiting = [...gates];
  const work = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const start = performance.now();
      const verdict = await verdictOf(gate, workshop);
      outcome[verdict.problems.length === 0 ? 'passed' : 'failed'] += 1;
      print(report(gate, verdict, ((performance.now() - start) / 1000).toFixed(1)));
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await scratch?.then(({ stop }) => stop()).catch(() => undefined);
  }
  return outcome;
}
