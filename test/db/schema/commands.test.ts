import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { command, type Finished, lines } from '../../../scripts/check/command';
import { GATES } from '../../../scripts/check/run';
import { withClient, withRole } from '../../../scripts/stack/database/client';
import { installPlatform } from '../../../scripts/stack/database/platform';
import { SUITES, testFiles } from '../../../scripts/test/suites';
import { testDatabase } from '../../support/database';
import { PARTS, type Proof, PROOFS } from '../../support/documents/commands';
import { commandsOf, readDocuments } from '../../support/documents/read';
import { dataFolder } from '../../support/folder';

// Every command that README, CONTRIBUTING and docs name works, or says what it needs.

const ROOT = process.cwd();
const documented = [...new Set((await readDocuments(ROOT)).flatMap(commandsOf))].toSorted();
const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** Tests that the recipes add. */
const BY_RECIPE = new Set(['interpreter']);

let url: string;
beforeAll(async () => {
  ({ url } = await testDatabase());
});

const finished = new Map<string, Promise<Finished>>();

/** Runs a line once, however often the documents name it. */
function run(line: string, env: Record<string, string>): Promise<Finished> {
  const [program, ...args] = line.split(' ');
  const running = finished.get(line) ?? command(program!, args, { cwd: ROOT, limit: 120, env });
  finished.set(line, running);
  return running;
}

async function proved(line: string, proof: Proof): Promise<void> {
  if ('runs' in proof && /^(select|alter)/.test(line)) {
    await withClient(url, (client) => client.query(line));
  } else if ('runs' in proof || 'like' in proof) {
    const done = await run('like' in proof ? proof.like : line, { DATABASE_URL: url });
    expect(done.code, lines(done).join('\n')).toBe(0);
  } else if ('usage' in proof) {
    const env = { DATABASE_URL: '', CHROMIUM_PATH: '', SUPABASE_SERVICE_ROLE_KEY: '' };
    const said = lines(await run(proof.usage, env)).join('\n');
    for (const name of proof.names) expect(said).toContain(name);
  } else if ('test' in proof) {
    expect(await readFile(join(ROOT, proof.test), 'utf8')).toContain(proof.contains);
  }
}

describe('a command of the documents', () => {
  const parts = documented.filter((line) => PARTS.test(line));
  const whole = documented.filter((line) => !PARTS.test(line));

  it('has its proof, and no proof is left over', () => {
    expect(Object.keys(PROOFS).toSorted()).toEqual(whole);
  });

  it('is a script of the package', () => {
    const names = documented.flatMap((line) => /^npm (?:run )?([\w:]+)/.exec(line)?.[1] ?? []);
    expect(names.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });

  it.each(parts)('is a part of the suite: %s', async (line) => {
    const { suite, filter, gates } = PARTS.exec(line)!.groups!;
    const known = GATES.map(({ name }) => name.replace(' ', '-'));
    for (const gate of gates?.split(' ') ?? []) expect(known).toContain(gate);
    if (!suite) return;
    const named = SUITES.find((one) => one === suite)!;
    expect(named).toBe(suite);
    const files = await testFiles(ROOT, named, filter ? [filter] : []);
    expect(files.length > 0 || BY_RECIPE.has(filter ?? '')).toBe(true);
  });

  it.each(Object.entries(PROOFS))('works, or says what it needs: %s', proved, 120_000);
});

describe('the official command-line tool', () => {
  it('applies migrations and reference data to an empty project', async () => {
    const { adminUrl } = inject('server');
    await withClient(adminUrl, (client) => client.query('create database pushed owner postgres'));
    await installPlatform(withRole(adminUrl, 'supabase_admin', { database: 'pushed' }));
    const owner = withRole(adminUrl, 'postgres', { database: 'pushed' });
    const pushed = `${owner}?sslmode=disable`;
    const tool = join('node_modules', '.bin', 'supabase');
    const done = await command(tool, ['db', 'push', '--db-url', pushed, '--include-seed'], {
      cwd: ROOT,
      limit: 170,
      env: { DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', HOME: tmpdir() },
    });
    expect(done.code, lines(done).join('\n')).toBe(0);
    const { rows } = await withClient(owner, (client) =>
      client.query(
        'select count(*)::int as regions, (select count(*)::int from app.transitions) as transitions from app.regions',
      ),
    );
    expect(rows[0].regions).toBe(2100);
    expect(rows[0].transitions).toBeGreaterThan(100);
  }, 180_000);
});

describe('npm run dev', () => {
  it('serves portal and console from the sources', async () => {
    const folder = await dataFolder();
    const { DATABASE_URL: _, ...env } = process.env;
    const args = ['--import', 'tsx', 'scripts/dev.ts', '--port', '0', '--no-demo', '--data-dir', folder.path];
    const child = spawn(process.execPath, args, { cwd: ROOT, env });
    try {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      for (const end = Date.now() + 60_000; !said.includes('Stack:'); await sleep(50))
        if (Date.now() > end || child.exitCode !== null) throw new Error(`It does not start: ${said}`);
      const [, address] = /Pages with reload: (\S+)/.exec(said)!;
      for (const [path, source] of [
        ['', '/portal/main.tsx'],
        ['console', '/console/main.tsx'],
      ] as const)
        expect(await (await fetch(`${address}${path}`)).text()).toContain(source);
    } finally {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'close');
      await folder.remove();
    }
  }, 90_000);
});
