import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../web/data/core/errors';
import { parseCsv, readSheet } from '../../../web/ui/console/sheet';

const file = (...parts: (string | Uint8Array)[]) => new Blob(parts as BlobPart[]);

/** 代码,名称 / 350821001,汀州镇 as Excel in China saves it. */
const GB18030 = new Uint8Array([
  0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, 0x33, 0x35, 0x30, 0x38, 0x32, 0x31, 0x30,
  0x30, 0x31, 0x2c, 0xcd, 0xa1, 0xd6, 0xdd, 0xd5, 0xf2, 0x0d, 0x0a,
]);

/** A minimal workbook: one sheet with the given rows of XML. */
function workbook(rows: string): Uint8Array {
  const part = (xml: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return zipSync({
    'xl/workbook.xml': part(
      `<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="区划" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      `<Relationships xmlns="${packed}"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': part(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  });
}

describe('a CSV file', () => {
  it('has quoted cells with separators, quotes and line ends', () => {
    expect(parseCsv('a,"b,c","d ""e"""\r\n"two\nlines",,\n')).toEqual([
      ['a', 'b,c', 'd "e"'],
      ['two\nlines', '', ''],
    ]);
  });

  it('uses the separator that occurs most often in its first line', () => {
    expect(parseCsv('代码;名称\n3508;龙岩')).toEqual([
      ['代码', '名称'],
      ['3508', '龙岩'],
    ]);
    expect(parseCsv('代码\t名称, 简称')).toEqual([['代码', '名称, 简称']]);
  });

  it('is read in UTF-8 with and without a byte order mark, in UTF-16 and in GB18030', async () => {
    const rows = [
      ['代码', '名称'],
      ['350821001', '汀州镇'],
    ];
    const text = '代码,名称\n350821001,汀州镇\n';
    const wide = new Uint8Array(
      new Uint16Array([...`\ufeff${text}`].map((mark) => mark.charCodeAt(0))).buffer,
    );
    expect(await readSheet(file(text))).toEqual(rows);
    expect(await readSheet(file(`\ufeff${text}`))).toEqual(rows);
    expect(await readSheet(file(wide))).toEqual(rows);
    expect(await readSheet(file(GB18030))).toEqual(rows);
  });

  it('keeps blank lines between others, drops those at the end, and trims cells', async () => {
    expect(await readSheet(file(' a , b \n\n,\nc,d\n , \n\n'))).toEqual([
      ['a', 'b'],
      [''],
      ['', ''],
      ['c', 'd'],
    ]);
    expect(await readSheet(file(''))).toEqual([]);
  });
});

describe('a workbook', () => {
  const text = (at: string, content: string) => `<c r="${at}" t="inlineStr"><is><t>${content}</t></is></c>`;

  it('yields the texts and numbers of its first sheet, long numbers in full', async () => {
    const rows = [
      `<row r="1">${text('A1', '代码')}${text('B1', '名称')}${text('C1', '经度')}</row>`,
      `<row r="2"><c r="A2"><v>350821001001</v></c>${text('B2', '东门社区')}<c r="C2"><v>116.36000000000001</v></c></row>`,
      `<row r="4"><c r="A4"><v>3.50821001E+11</v></c>${text('B4', '汀州镇')}</row>`,
    ];
    expect(await readSheet(file(workbook(rows.join(''))))).toEqual([
      ['代码', '名称', '经度'],
      ['350821001001', '东门社区', '116.36'],
      ['', '', ''],
      ['350821001000', '汀州镇', ''],
    ]);
  });

  it('with twenty thousand lines is read', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) =>
        `<row r="${at + 1}">${text(`A${at + 1}`, `${350821000000 + at}`)}${text(`B${at + 1}`, `村${at}`)}</row>`,
    );
    const read = await readSheet(file(workbook(rows.join(''))));
    expect(read).toHaveLength(20_000);
    expect(read.at(-1)).toEqual(['350821019999', '村19999']);
  }, 60_000);
});

describe('an unreadable file', () => {
  const refused = async (blob: Blob) => {
    const error = await readSheet(blob).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ApiError);
    return (error as ApiError).code;
  };

  it('is refused with an error code that has a message', async () => {
    expect(await refused(file(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])))).toBe('file_unreadable');
    expect(await refused(file(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])))).toBe('file_unreadable');
    expect(await refused(file(zipSync({ 'readme.txt': strToU8('words') })))).toBe('file_unreadable');
    expect(await refused(file(new Uint8Array(10 * 1024 * 1024 + 1)))).toBe('too_large');
  });
});
