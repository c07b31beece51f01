import { describe, expect, it } from 'vitest';
import { judgeRooms } from '../../../scripts/check/rooms';
import { readSources } from '../../../scripts/check/sources';

// The paths of all files with empty contents, so that only what a test adds can violate a rule.
const tree = (await readSources(process.cwd())).map(({ path }) => ({ path, text: '' }));

describe('a violation of the module rules', () => {
  it.each([
    [
      'web/case/x.ts',
      'may be imported only in web/data',
      `import { createClient } from '@supabase/supabase-js';`,
    ],
    ['web/case/x.ts', 'may be imported only in web/map', `import L from 'leaflet';`],
    [
      'web/portal/x.tsx',
      'react-admin may be imported only in',
      `import { useTranslate } from 'react-admin';`,
    ],
    [
      'web/ui/portal/x.tsx',
      '@mui/material/Box may be imported only in',
      `import Box from '@mui/material/Box';`,
    ],
    [
      'web/portal/x.ts',
      'web/portal may not import web/console/pages.ts',
      `export * from '../console/pages';`,
    ],
    [
      'web/console/x.ts',
      'web/console may not import web/portal/Home.tsx',
      `const page = import('../portal/Home');`,
    ],
    [
      'web/ui/console/x.ts',
      'web/ui/console may not import web/case/index.ts',
      `import { STATUSES } from '../../case';`,
    ],
    ['web/dispatch/x.ts', 'of web/case only index.ts', `import { Clocks } from '../case/Clocks';`],
    [
      'web/data/x.ts',
      'nothing from outside',
      `import { openConnection } from '../../scripts/stack/connection';`,
    ],
    ['web/staff/x.ts', 'only in scripts and tests', `import { readFile } from 'node:fs';`],
    ['web/attic/x.ts', 'is in no room', `import '../data/config';`],
    ['web/case/utils.ts', 'says nothing about what it holds', 'export {};'],
    ['web/case/helpers/x.ts', 'says nothing about what it holds', 'export {};'],
    ['supabase/schemas/40_case/long.sql', '341 lines', 'select 1;\n'.repeat(341)],
  ])('in %s is found: %s', (path, problem, text) => {
    expect(judgeRooms([...tree, { path, text }]).join('\n')).toContain(problem);
  });

  it('finds import cycles, but not through types or dynamic imports', () => {
    const ring = (first: string) =>
      judgeRooms([
        { path: 'web/case/a.ts', text: first },
        { path: 'web/case/b.ts', text: `import { a } from './a';` },
      ]);
    expect(ring(`import { b } from './b';`)).toEqual([
      'web/case/a.ts: imports itself by way of web/case/b.ts → web/case/a.ts',
    ]);
    expect(ring(`import type { B } from './b';`)).toEqual([]);
    expect(ring(`const b = () => import('./b');`)).toEqual([]);
  });

  it('follows imports from the portal to a package it must not load', () => {
    const problems = judgeRooms([
      { path: 'web/portal/main.tsx', text: `import { read } from '../data/portal/public';` },
      { path: 'web/data/portal/public.ts', text: `import '../console/session';` },
      { path: 'web/data/console/session.ts', text: `import { createClient } from '@supabase/supabase-js';` },
    ]);
    expect(problems).toEqual([
      'web/data/console/session.ts:1: reachable from the portal, so it may not import @supabase/supabase-js',
    ]);
  });
});
