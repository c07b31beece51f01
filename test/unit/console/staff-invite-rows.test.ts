import { describe, expect, it } from 'vitest';
import {
  groups,
  type KnownWords,
  markRepeated,
  plainDay,
  readLines,
} from '../../../web/staff/invitations/inviteRows';
import { fitted } from '../../../web/staff/person/photoFile';
import { postState } from '../../../web/staff/postState';
import en from '../../../web/text/en/console.staff';
import chinese from '../../../web/text/zh-CN/console.staff';

// Reads a spreadsheet of staff before the database validates it.

const split = (labels: Record<string, string>) =>
  Object.fromEntries(Object.entries(labels).map(([key, text]) => [key, text.split('/')]));

const known = (labels: typeof chinese) =>
  ({ columns: split(labels.bulk.heading), roles: split(labels.bulk.role) }) as unknown as KnownWords;

const KNOWN = known(chinese);

describe('the headings', () => {
  it('are found in Chinese and in English, in any order, with spaces, asterisks and any character width', () => {
    const sheet = [
      [' 岗位 *', 'ACCOUNT', '姓　名', '截止日期（可不填）', '所属', '组织'],
      ['调解员', 'a.b', '张三', '', '不用', '某某调委会'],
    ];
    const { lines, missing } = readLines(sheet, KNOWN);
    expect(missing).toEqual([]);
    expect(lines).toEqual([
      {
        line: 2,
        row: { name: '张三', account: 'a.b', organisation: '某某调委会', role: 'mediator', valid_to: '' },
      },
    ]);
  });

  it('are the same in either language of the console', () => {
    const sheet = [
      ['Name', 'Account', 'Organisation', 'Role', 'Valid to'],
      ['张三', 'a.b', '某某调委会', '网格员', '2027-01-31'],
    ];
    const lines = [chinese, en].map((labels) => readLines(sheet, known(labels)).lines);
    expect(lines[0]).toEqual(lines[1]);
    expect(lines[0]![0]!.row.role).toBe('reporter');
  });

  it('are reported when they are required and missing; an empty file lacks them all', () => {
    expect(readLines([['姓名', '账号']], KNOWN).missing).toEqual(['organisation', 'role']);
    expect(readLines([], KNOWN).missing).toEqual(['name', 'account', 'organisation', 'role']);
  });

  it('of the template are recognised', () => {
    for (const labels of [chinese, en]) {
      const heading = Object.values(labels.bulk.column);
      expect(readLines([heading], known(labels)).missing).toEqual([]);
    }
  });
});

describe('the lines', () => {
  const HEAD = ['姓名', '账号', '组织', '岗位', '截止日期'];

  it('keep their line numbers; empty ones are skipped', () => {
    const sheet = [
      [''],
      HEAD,
      ['甲', 'a1', '某会', 'Dispatcher', ''],
      ['', '', '', '', ''],
      ['乙', 'b1', '某会'],
    ];
    expect(readLines(sheet, KNOWN).lines.map(({ line, row }) => [line, row.name, row.role])).toEqual([
      [3, '甲', 'dispatcher'],
      [5, '乙', ''],
    ]);
  });

  it('keep an unknown role as typed, for the database to refuse', () => {
    expect(readLines([HEAD, ['甲', 'a1', '某会', '院长', '']], KNOWN).lines[0]!.row.role).toBe('院长');
  });

  it("contain dates in the database's format, and keep what is no date", () => {
    expect(['2027/3/1', '2027年3月1日', '2027.03.01', '2027-03-01', '下月底', ''].map(plainDay)).toEqual([
      '2027-03-01',
      '2027-03-01',
      '2027-03-01',
      '2027-03-01',
      '下月底',
      '',
    ]);
  });

  it('with a repeated account are refused the second time', () => {
    const sheet = [HEAD, ['甲', 'a1', '某会', '调解员', ''], ['乙', 'Ａ1', '某会', '调解员', '']];
    expect(markRepeated(readLines(sheet, KNOWN).lines).map(({ error }) => error)).toEqual([
      undefined,
      'line_repeated',
    ]);
  });

  it('go to the database in batches', () => {
    expect(groups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(groups([], 2)).toEqual([]);
  });
});

it('a photo keeps its aspect ratio and is never enlarged', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 800, height: 600 });
  expect(fitted(10, 4000)).toEqual({ width: 2, height: 800 });
  expect(fitted(300, 200)).toEqual({ width: 300, height: 200 });
});

it('a post is held from its first to its last day, both included', () => {
  const post = { valid_from: '2026-03-01', valid_to: '2026-03-31' };
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => postState(post, day))).toEqual(
    ['ahead', 'held', 'held', 'over'],
  );
  expect(postState({ ...post, valid_to: null }, '2099-01-01')).toBe('held');
});
