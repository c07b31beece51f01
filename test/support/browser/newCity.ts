import { strToU8, zipSync } from 'fflate';

// A city that has not been set up yet: the files and entries of its first administrator.

/** The city as its operator creates it. */
export const FUZHOU = { code: '3501', name: '福州市', longitude: 119.3, latitude: 26.08 };

/** Code, name, longitude, latitude and the streets and towns of a county, in the order of their codes. */
type County = [
  code: string,
  name: string,
  longitude: number,
  latitude: number,
  towns: Record<string, string>,
];

const COUNTIES: County[] = [
  [
    '350102',
    '鼓楼区',
    119.3,
    26.08,
    {
      '001': '鼓东街道',
      '002': '鼓西街道',
      '003': '温泉街道',
      '004': '东街街道',
      '005': '南街街道',
      '006': '安泰街道',
      '100': '洪山镇',
    },
  ],
  [
    '350103',
    '台江区',
    119.31,
    26.05,
    {
      '001': '瀛洲街道',
      '002': '后洲街道',
      '003': '义洲街道',
      '004': '新港街道',
      '005': '上海街道',
      '006': '苍霞街道',
    },
  ],
  [
    '350104',
    '仓山区',
    119.27,
    26.05,
    {
      '001': '仓前街道',
      '002': '东升街道',
      '003': '对湖街道',
      '004': '临江街道',
      '100': '城门镇',
      '101': '盖山镇',
      '102': '建新镇',
    },
  ],
  [
    '350111',
    '晋安区',
    119.33,
    26.08,
    {
      '001': '茶园街道',
      '002': '王庄街道',
      '003': '象园街道',
      '100': '鼓山镇',
      '101': '新店镇',
      '102': '岳峰镇',
      '103': '宦溪镇',
    },
  ],
  [
    '350121',
    '闽侯县',
    119.13,
    26.15,
    {
      '001': '甘蔗街道',
      '100': '白沙镇',
      '101': '南屿镇',
      '102': '尚干镇',
      '103': '祥谦镇',
      '104': '青口镇',
      '105': '上街镇',
    },
  ],
  [
    '350122',
    '连江县',
    119.54,
    26.2,
    {
      '100': '凤城镇',
      '101': '敖江镇',
      '102': '东岱镇',
      '103': '琯头镇',
      '104': '晓澳镇',
      '105': '丹阳镇',
    },
  ],
];

/** Names of villages and neighbourhoods of Fuzhou. */
const PLACES =
  '开元,庆城,中山,屏山,军门,锦江,福瑞,达明,西湖,卧湖,金牛,琼河,树汤,东大,南营,林边,前塘,后坂,洋下,埔上,厚美,建平,浦东,高山,下歧,竹岐,溪源,横屿,登云,远洋,后山,白马,上岐,莲花,福光,牛岗'.split(
    ',',
  );

/** Twelve digits, as in the national table. */
const national = (code: string) => code.padEnd(12, '0');

/** Number of rows of each kind in the file; one street of the county seat has an extra neighbourhood. */
export const TREE = { counties: 6, towns: 40, villages: 250, lines: 297, wrong: 3 };

/** The region file: 297 valid rows, and three invalid ones. */
export function regionFile(): string {
  const lines = ['统计用区划代码,名称,经度,纬度', `${national('3501')},福州市,,`];
  let towns = 0;
  for (const [county, name, longitude, latitude, below] of COUNTIES) {
    lines.push(`${national(county)},${name},${longitude},${latitude}`);
    for (const [digits, town] of Object.entries(below)) {
      const code = county + digits;
      lines.push(`${national(code)},${town},,`);
      const ending = town.endsWith('街道') ? '社区居民委员会' : '村民委员会';
      for (let n = 0; n < (towns < 10 ? 7 : 6); n += 1)
        lines.push(
          `${code}${String(n + 1).padStart(3, '0')},${PLACES[(towns * 7 + n) % PLACES.length]!}${ending},,`,
        );
      towns += 1;
    }
  }
  // Invalid rows: a letter among the digits; a street of another city; a village whose county is missing.
  lines.splice(9, 0, '3501O2001099,开元新村,,', '350203001000,厦港街道,,');
  lines.push('350125100001,樟城村民委员会,,');
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** Entries of an organisation form. */
export interface Plan {
  name: string;
  kind: string;
  category?: string;
  /** The names selected for the region, from the county down; empty for the city itself. */
  at: string[];
  /** Further counties served. */
  serves?: string[];
  types?: string[];
  phone: string;
  capacity?: string;
}

const committee = (county: string, town: string, line: number): Plan => ({
  name: `${county}${town}人民调解委员会`,
  kind: '人民调解',
  at: [county, town],
  phone: `0591-8755${String(line).padStart(4, '0')}`,
});

/** Streets and towns that have a people's mediation committee. */
export const COMMITTEE_TOWNS: [county: string, town: string][] = [
  ['鼓楼区', '鼓东街道'],
  ['鼓楼区', '鼓西街道'],
  ['鼓楼区', '温泉街道'],
  ['台江区', '瀛洲街道'],
  ['台江区', '后洲街道'],
  ['仓山区', '仓前街道'],
  ['仓山区', '城门镇'],
  ['晋安区', '茶园街道'],
  ['晋安区', '鼓山镇'],
  ['闽侯县', '甘蔗街道'],
  ['闽侯县', '上街镇'],
  ['连江县', '凤城镇'],
];

/** Twenty organisations: six county desks, twelve committees of streets and towns, two of industries. */
export const ORGANISATIONS: Plan[] = [
  ...COUNTIES.map(([, county], index) => ({
    name: `${county}矛盾纠纷多元化解指挥调度中心`,
    kind: '调度中心',
    at: [county],
    phone: `0591-8300${String(index).padStart(4, '0')}`,
    capacity: '200',
  })),
  ...COMMITTEE_TOWNS.map(([county, town], index) => committee(county, town, index)),
  {
    name: '福州市医疗纠纷人民调解委员会',
    kind: '行业性专业性调委会',
    category: '医疗',
    at: [],
    serves: ['鼓楼区', '台江区', '仓山区', '晋安区'],
    types: ['医疗'],
    phone: '0591-87551201',
    capacity: '60',
  },
  {
    name: '福州市物业纠纷人民调解委员会',
    kind: '行业性专业性调委会',
    category: '物业',
    at: [],
    serves: ['鼓楼区', '台江区'],
    types: ['物业', '邻里'],
    phone: '0591-87551202',
  },
];

/** Name, account, organisation, post, last day: a row of the list of people. */
export type Guest = [name: string, account: string, organisation: string, role: string, until: string];

const SURNAMES = '陈林黄郑吴王李张刘杨何叶'.split('');
const GIVEN = '建国,丽华,志强,秀英,文斌,美珠,国平,晓燕,永辉,桂香'.split(',');

/** The people of the test. */
export const DISPATCHER = 'gulou.dispatcher1';
export const MEDIATOR = 'tj01.2';
export const REPORTER = 'wg01';

/**
 * Forty-five colleagues: a dispatcher and a leader of each county, two mediators of each committee, nine grid workers.
 */
export function guests(): Guest[] {
  const places: [account: string, organisation: string, role: string, until?: string][] = [];
  COUNTIES.forEach(([code, county]) => {
    const desk = `${county}矛盾纠纷多元化解指挥调度中心`;
    places.push(
      [county === '鼓楼区' ? DISPATCHER : `dd${code}`, desk, '调度员'],
      [`ld${code}`, desk, '领导'],
    );
  });
  COMMITTEE_TOWNS.forEach(([county, town], index) => {
    const number = String(index + 1).padStart(2, '0');
    for (const n of [1, 2])
      places.push([`tj${number}.${n}`, `${county}${town}人民调解委员会`, '调解员', '2099/12/31']);
    if (index < 9) places.push([`wg${number}`, `${county}${town}人民调解委员会`, '网格员']);
  });
  return places.map(([account, organisation, role, until = ''], index) => [
    SURNAMES[index % SURNAMES.length]! + GIVEN[(index * 7 + Math.floor(index / 12)) % GIVEN.length]!,
    account,
    organisation,
    role,
    until,
  ]);
}

/** An invalid row, its error message, and the cell that fixes it. */
export const SLIPS: { guest: Guest; says: string; fix: [wrong: string, right: string] }[] = [
  {
    guest: ['陈春兰', 'chen.cl', '鼓楼鼓东调委会', '调解员', ''],
    says: '没有找到这个组织。',
    fix: ['鼓楼鼓东调委会', '鼓楼区鼓东街道人民调解委员会'],
  },
  {
    guest: ['林秋月', '林秋月', '台江区瀛洲街道人民调解委员会', '调解员', ''],
    says: '账号只能用小写字母、数字、点、横线和下划线，以字母或数字开头。',
    fix: ['林秋月,林秋月', '林秋月,lin.qy'],
  },
  {
    guest: ['黄夏荷', 'huang.xh', '仓山区城门镇人民调解委员会', '书记员', ''],
    says: '“岗位”不在可选范围内，请重新选择。',
    fix: ['书记员', '调解员'],
  },
  {
    guest: ['郑冬梅', 'zheng.dm', '连江县凤城镇人民调解委员会', '调解员', '2020-01-01'],
    says: '“截止日期”不能早于今天。',
    fix: ['2020-01-01', '2099-01-01'],
  },
  {
    guest: ['吴长河', MEDIATOR, '闽侯县上街镇人民调解委员会', '调解员', ''],
    says: '与前面的行重复。',
    fix: [MEDIATOR, 'wu.ch'],
  },
];

const HEADINGS = ['姓名', '账号', '组织', '岗位', '截止日期'];

/** The list of fifty people as a workbook, including the five invalid rows. */
export function peopleWorkbook(): Buffer {
  const lines: string[][] = guests();
  SLIPS.forEach(({ guest }, index) => lines.splice(10 * index + 5, 0, guest));
  // The row that repeats an account comes second.
  const repeated = lines.findIndex(([name]) => name === '吴长河');
  lines.push(...lines.splice(repeated, 1));
  const rows = [HEADINGS, ...lines].map((line, y) => {
    const cells = line.map(
      (message, x) => `<c r="${'ABCDE'[x]}${y + 1}" t="inlineStr"><is><t>${message}</t></is></c>`,
    );
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  const part = (xml: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
  const schemas = 'http://schemas.openxmlformats.org';
  const main = `${schemas}/spreadsheetml/2006/main`;
  const links = `${schemas}/officeDocument/2006/relationships`;
  const sheet = `Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"`;
  return Buffer.from(
    zipSync({
      'xl/workbook.xml': part(
        `<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': part(
        `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship ${sheet}/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': part(
        `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
      ),
    }),
  );
}
