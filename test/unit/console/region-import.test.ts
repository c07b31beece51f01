import { describe, expect, it } from 'vitest';
import { plainCode } from '../../../web/domain/regionCode';
import { importChunks, type ImportLine, previewBatches } from '../../../web/region/importPlan';
import { type FileRow, readRegionFile } from '../../../web/region/regionFile';

const row = (code: string, name = '某地'): FileRow => ({ code, name, longitude: '', latitude: '' });

describe('a file of regions', () => {
  it('is read by its headings, in Chinese and in English, in any order', () => {
    const chinese = readRegionFile([
      ['名称', '行政区划代码', '备注', '纬度', '经度'],
      ['汀州镇', '350821001', '城关', '25.8', '116.3'],
    ]);
    expect(chinese.rows).toEqual([
      { code: '350821001', name: '汀州镇', longitude: '116.3', latitude: '25.8' },
    ]);
    expect(
      readRegionFile([
        ['Code', 'Name'],
        ['3508', '龙岩市'],
      ]).rows,
    ).toEqual([row('3508', '龙岩市')]);
  });

  it('without headings uses the columns of the template', () => {
    expect(readRegionFile([['350821000000', '长汀县', '116.3', '25.8']])).toEqual({
      rows: [{ code: '350821000000', name: '长汀县', longitude: '116.3', latitude: '25.8' }],
      lines: [1],
      missing: [],
    });
  });

  it('may have blank lines, which do not change the line numbers of the others', () => {
    const { rows, lines } = readRegionFile([
      [''],
      ['代码', '名称'],
      ['', ''],
      ['350821', '长汀县'],
      ['350822'],
    ]);
    expect(rows).toEqual([row('350821', '长汀县'), row('350822', '')]);
    expect(lines).toEqual([4, 5]);
  });

  it('reports which columns are missing', () => {
    expect(
      readRegionFile([
        ['地区', '名称'],
        ['长汀', '长汀县'],
      ]).missing,
    ).toEqual(['code']);
    expect(readRegionFile([])).toEqual({ rows: [], lines: [], missing: [] });
  });
});

describe('codes as people write them', () => {
  it('are truncated to their level for sorting', () => {
    expect(
      ['350800000000', '350821000000', '350821001000', '350821001003', '350800', ' ３５０８ '].map(plainCode),
    ).toEqual(['3508', '350821', '350821001', '350821001003', '3508', '3508']);
  });
});

describe('the preview of a long file', () => {
  const rows = Array.from({ length: 40 }, (_, at) =>
    row(at % 4 === 0 ? `35082${at / 4}` : `35082${Math.floor(at / 4)}00${at % 4}`),
  ).reverse();
  rows.push(rows[0]!);

  it('checks every line once, together with its parent and its first duplicate', () => {
    const batches = previewBatches(rows, 7);
    expect(batches.flatMap(({ own }) => own.filter((one) => one !== null)).sort((a, b) => a - b)).toEqual(
      rows.map((_, at) => at),
    );
    for (const batch of batches) {
      expect(batch.rows.length).toBeLessThanOrEqual(7);
      const codes = new Set(batch.rows.map(({ code }) => code));
      batch.own.forEach((own, at) => {
        const { code } = batch.rows[at]!;
        if (own !== null && code.length === 9) expect(codes).toContain(code.slice(0, 6));
        if (own === rows.length - 1) expect(batch.rows.filter((one) => one.code === code)).toHaveLength(2);
      });
    }
  });

  it('of one request is the file itself', () => {
    expect(previewBatches(rows)).toEqual([{ rows, own: rows.map((_, at) => at) }]);
    expect(previewBatches([])).toEqual([]);
  });
});

describe('the import', () => {
  const line = (code: string, verdict: ImportLine['verdict']): ImportLine => ({
    line: 1,
    code,
    name: '某地',
    verdict,
    before: null,
    error: null,
    row: row(code),
  });

  it('sends only changes, parents first, in small batches', () => {
    const lines = [
      line('350821001001', 'create'),
      line('350899', 'error'),
      line('350821001', 'create'),
      line('3508', 'same'),
      line('350821', 'rename'),
      line('350820', 'move'),
    ];
    expect(importChunks(lines, 3).map((chunk) => chunk.map(({ code }) => code))).toEqual([
      ['350820', '350821', '350821001'],
      ['350821001001'],
    ]);
    expect(importChunks([])).toEqual([]);
  });
});
