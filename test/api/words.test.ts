import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSchemas } from '../../scripts/stack/database/schemas';
import { judgeRefusal, wordless } from '../support/wire/wire';

describe('messages of refusals', () => {
  test('exist in both languages for every code and field that the schemas refuse with', async () => {
    const root = join(import.meta.dirname, '..', '..');
    const sources = (await readSchemas(root)).map(({ sql }) => sql);
    const found = (pattern: RegExp) =>
      sources.flatMap((text) => [...text.matchAll(pattern)].map(([, word]) => word!));
    const calls = sources.flatMap((text) => text.match(/app\.refuse\((?:case [\s\S]*? end|'\w+')/g) ?? []);
    const codes = [
      // For a case expression, the codes after "then" and "else".
      ...calls.flatMap((call) =>
        [...call.matchAll(/(?:refuse\(|then |else )'(\w+)'/g)].map(([, code]) => code!),
      ),
      ...found(/hint = 'error\.(\w+)'/g),
      // Obstacles to verbs are returned by these functions only.
      ...sources.flatMap((text) =>
        [
          ...(/create function app\.obstacle[\s\S]*?end \$\$;/.exec(text)?.[0] ?? '').matchAll(
            /return '(\w+)'/g,
          ),
        ].map(([, code]) => code!),
      ),
    ];
    const sideObstacles = sources.flatMap((text) =>
      [
        ...(/create function app\.side_obstacle[\s\S]*?end \$\$;/.exec(text)?.[0] ?? '').matchAll(
          /then '(\w+)'/g,
        ),
      ].map(([, code]) => code!),
    );
    codes.push(...sideObstacles);
    const fields = [
      ...found(/"field": "([\w.]+)"/g),
      ...found(/app\.(?:check_choice|clean_text)\('(\w+)'/g),
      ...found(/app\.clean_list\(\w+, '(\w+)'/g),
      ...found(/app\.clean_text\(\w+, '(\w+)'/g),
      ...found(/p_who \|\| '(\.\w+)'/g).flatMap((end) =>
        ['applicant', 'respondent', 'party'].map((who) => `${who}${end}`),
      ),
    ];
    expect(new Set(codes).size).toBeGreaterThan(25);
    expect(new Set(fields).size).toBeGreaterThan(25);
    expect(wordless({ codes, fields })).toEqual([]);
    for (const code of codes) {
      const body = { code: 'PT422', message: code, details: '{}', hint: `error.${code}` };
      expect(judgeRefusal({ status: 422, body }).error.code).toBe(code);
    }
  });
});
