import { describe, expect, it } from 'vitest';
import { flatten, type Catalogues, type Words } from '../../../scripts/check/catalogues';
import { judgeText } from '../../../scripts/check/text';

const pair = (chinese: Words, english: Words = chinese) => ({
  'zh-CN': flatten(chinese),
  en: flatten(english),
});

/** The problems that the gate reports for one console file with a given console catalogue. */
function judged(text: string, texts: Words = {}, path = 'web/case/x.tsx'): string {
  const catalogues: Catalogues = { console: pair(texts), domain: pair({}) };
  return judgeText(catalogues, [{ path, text }]).join('\n');
}

describe('words', () => {
  it('need every language with the same keys and figures', () => {
    const catalogues = {
      portal: pair({ a: '一', b: '二 %{count}' }, { b: 'two', c: 'three' }),
      map: { 'zh-CN': flatten({ a: '一' }), en: null },
    };
    const problems = judgeText(catalogues, [
      { path: 'web/portal/x.ts', text: `text('a'); text('b', { count });` },
    ]);
    expect(problems).toContain('web/text/en/portal.ts: no a');
    expect(problems).toContain('web/text/zh-CN/portal.ts: no c, which en has');
    expect(problems).toContain('web/text/en/portal.ts: b has figures none; zh-CN has count');
    expect(problems).toContain('web/text/en/map.ts: missing, or imports a missing file');
  });

  it('finds a key without a text, also in a conditional or a template', () => {
    expect(judged(`translate('console.gone')`)).toContain('has no words under console.gone');
    expect(judged(`translate(on ? 'console.a' : 'console.gone')`, { a: '甲' })).toContain(
      'under console.gone',
    );
    expect(judged('translate(`console.kind.${kind}`)', { a: '甲' })).toContain('no key of the console fits');
    expect(judged('translate(`console.kind.${kind}`)', { kind: { one: '一' } })).toBe('');
  });

  it('finds a parameter that is not passed', () => {
    expect(judged(`translate('console.a', { name })`, { a: '%{name} %{count}' })).toContain(
      'needs the figure count',
    );
    expect(judged(`translate('console.a')`, { a: '%{name}' })).toContain('needs the figure name');
    expect(judged(`translate('console.a', figures)`, { a: '%{name}' })).toBe('');
  });

  it('finds an unused key', () => {
    expect(judged('', { lost: '丢' })).toBe('web/text: nothing in the console asks for console.lost');
    expect(judged(`const head = { title: 'console.a' };`, { a: '甲' })).toBe('');
  });

  it('requires a text for each refusal of the database', () => {
    const problems = judgeText({ domain: pair({}) }, [
      { path: 'supabase/schemas/10_base/x.sql', text: `perform app.refuse('too_odd');` },
    ]);
    expect(problems.join('\n')).toContain('refuses with error.too_odd');
  });

  it.each([
    ['<p>Save the case</p>', 'Save the case'],
    ['<button aria-label="Close" />', 'Close'],
    [`<p>{'Nothing here'}</p>`, 'Nothing here'],
    [`const name = '保存';`, '保存'],
    ['const name = `第${n}页`;', '第'],
  ])('finds a hard-coded text: %s', (text, texts) => {
    expect(judged(text)).toContain(`words for people belong into web/text: ${texts}`);
  });

  it.each(['<p>{count} · {total}</p>', '<Field label="console.a" />', '<path d="M3 7V3h4" />', '<i>–</i>'])(
    'accepts code without texts: %s',
    (text) => {
      expect(judged(text, text.includes('console.a') ? { a: '甲' } : {})).toBe('');
    },
  );
});
