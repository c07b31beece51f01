import { join } from 'node:path';
import { command, lines } from './command';
import type { Gate } from './gate';

/** Folders and files that hold our code. */
const CODE = ['web', 'scripts', 'test'];

function program(root: string, name: string, args: string[]) {
  return command(join(root, 'node_modules', '.bin', name), args, {
    cwd: root,
    limit: 300,
    env: { NO_COLOR: '1', FORCE_COLOR: '' },
  });
}

/** A gate that is one program: what it prints when it fails are the problems. */
function programGate(name: string, binary: string, args: string[], keep: (line: string) => boolean): Gate {
  return {
    name,
    run: async ({ root }) => {
      const finished = await program(root, binary, args);
      if (finished.code === 0) return { problems: [] };
      const said = lines(finished);
      const problems = said.filter(keep);
      return { problems: problems.length > 0 ? problems : said.slice(-5) };
    },
  };
}

/** TypeScript, strict. */
export const types = programGate(
  'types',
  'tsc',
  ['--noEmit', '--project', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.json'],
  (line) => line.includes('error TS'),
);

/** oxlint with `.oxlintrc.json`; warnings count. */
export const lint = programGate('lint', 'oxlint', ['--deny-warnings', '--format=unix', ...CODE], (line) =>
  /:\d+:\d+: /.test(line),
);

/** knip with `knip.jsonc`: unused files, exports and packages, undeclared imports; an exception nobody needs counts, too. */
export const unused = programGate(
  'unused',
  'knip',
  ['--config', 'scripts/check/knip.jsonc', '--cache', '--no-progress', '--treat-config-hints-as-errors'],
  (line) => !line.startsWith('('),
);

/** prettier. */
export const format = programGate(
  'format',
  'prettier',
  [
    '--check',
    '--cache',
    '--cache-location=node_modules/.cache/format.json',
    '--log-level=warn',
    ...CODE.map((folder) => `${folder}/**/*.{ts,tsx,css,json,jsonc}`),
    '*.{ts,json}',
    '.oxlintrc.json',
  ],
  (line) => line.startsWith('[warn] ') && !line.includes('Run Prettier'),
);
