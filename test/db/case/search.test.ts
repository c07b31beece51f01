import { describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

const numbers: Record<string, string> = {};
const file = async (name: string, changes: object) => {
  const [receipt] = await scene.people.anon.call<Receipt>('file_case', filing(changes));
  numbers[name] = receipt!.number;
};
const found = async (query: string) => {
  const rows = await scene.actors.desk.call<{ number: string }>('search_cases', { query });
  return Object.keys(numbers).filter((name) => rows.some(({ number }) => number === numbers[name]));
};

describe('searching for a case', () => {
  it('looks into summary, place and number', async () => {
    await file('leak', { summary: '楼上卫生间漏水三个月，天花板起皮。', place: '阳光小区3栋' });
    await file('wages', { summary: '温泉酒店工地拖欠12名工人木工工资十八万元。', place: 'KTV 后门' });
    await file('sibling', { summary: '楼上卫生间漏水，多次沟通没有结果。', region_code: '350823' });
    expect(await found('漏水')).toEqual(['leak']);
    expect(await found('水')).toEqual(['leak']);
    expect(await found('卫生间 天花板')).toEqual(['leak']);
    expect(await found('阳光小区')).toEqual(['leak']);
    expect(await found('ktv')).toEqual(['wages']);
    expect(await found('ＫＴＶ 工资')).toEqual(['wages']);
    expect(await found('漏水 工资')).toEqual([]);
    expect(await found('水漏')).toEqual([]);
  });

  it('finds a number as a whole, from its date on, or by its serial with or without zeros', async () => {
    const number = numbers.wages!;
    const serial = number.slice(14);
    for (const typed of [
      number,
      number.slice(7),
      number.replaceAll('-', ''),
      serial,
      serial.replace(/^0+/, ''),
    ]) {
      expect(await found(typed), typed).toContain('wages');
    }
  });

  it.each(['', ' ', '!!', "' & | ! :* ()", 'x'.repeat(100_000), '水'.repeat(100_000), '%', '\\'])(
    'treats %j as text, not as a query',
    async (query) => expect(await found(query)).toEqual([]),
  );
});
