import { resolve } from 'node:path';
import { stopCommands } from './check/command';
import { GATES, runGates } from './check/run';
import { stopScratches } from './check/scratch';
import { stopWithParent } from './stack/signals';

const ROOT = resolve(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const gates = GATES.filter(({ name }) => wanted.length === 0 || wanted.includes(name.replace(' ', '-')));

stopWithParent(() => void Promise.all([stopCommands(), stopScratches()]).then(() => process.exit(130)));

if (gates.length === 0) {
  console.error(`No such gate. There are: ${GATES.map(({ name }) => name.replace(' ', '-')).join(', ')}.`);
  process.exit(2);
}
const { passed, failed } = await runGates(ROOT, gates, console.log);
console.log(`${passed} gates passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
