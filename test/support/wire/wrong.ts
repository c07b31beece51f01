import { Raw } from './wire';

/** The kind of value that an argument takes. */
export type Kind =
  | 'uuid'
  | 'version'
  | 'int'
  | 'number'
  | 'text'
  | 'short'
  | 'optional'
  | 'choice'
  | 'code'
  | 'account'
  | 'level'
  | 'rating'
  | 'positive'
  | 'no_choice'
  | 'list'
  | 'cases'
  | 'any_cases'
  | 'rows'
  | 'position'
  | 'layers'
  | 'time'
  | 'date'
  | 'future'
  | 'party'
  | 'others'
  | 'strokes'
  | 'yes_or_no'
  | 'somebody';

/** Values that are no list of case ids. */
const NO_CASE_LIST = [
  null,
  [],
  '',
  'x',
  1,
  true,
  { a: 1 },
  [null],
  ['不'],
  [1],
  [[]],
  new Raw('["\\u0000"]'),
];

/** Text that PostgreSQL cannot store, or that is too long for every field. */
const HOSTILE_TEXT = [new Raw('"甲\\u0000乙丙丁戊己庚辛壬癸"'), '长'.repeat(5001)];
/**
 * The longest text that the gateway accepts, tried on one argument per function, because the parsing is what is
 * tested.
 */
export const HUGE_TEXT = 'x'.repeat(900_000);
const NO_CHOICE = ['', '不', 'x', 0, true, [], {}, "' or 1=1 --", new Raw('"\\ud800"')];
const NO_NUMBER = ['', 'abc', '十', [], [1], {}, true, new Raw('"1\\u0000"')];
/** Parties that every form rejects. */
const NO_PARTY = [
  null,
  '',
  '张三',
  1,
  true,
  [],
  [{ name: '张三' }],
  {},
  new Raw('"\\u0000"'),
  { kind: 'ghost', name: '张三', phone: '13859701234' },
  { name: '张三', phone: '12' },
  { name: '张', phone: '13859701234' },
  { name: {}, phone: [] },
  { name: '三'.repeat(41), phone: '13859701234' },
  { name: '张三', phone: 1e21 },
  { name: '张三', phone: '13859701234', id_number: '350821199001011236' },
  { name: '张三', phone: '13859701234', address: '址'.repeat(201) },
  new Raw('{"name": "张\\u0000三", "phone": "13859701234"}'),
  new Raw('{"name": "\\ud800", "phone": "13859701234"}'),
];

/** Values that are invalid for each kind of argument. */
export const WRONG: Record<Kind, unknown[]> = {
  uuid: [
    '',
    'x',
    1,
    1.5,
    true,
    [],
    {},
    '00000000-0000-0000-0000-00000000000g',
    new Raw('"\\u0000"'),
    new Raw('"\\ud800"'),
  ],
  version: [null, 0, -1, 2 ** 31, 1.5, new Raw('1e400'), new Raw('9'.repeat(400)), ...NO_NUMBER],
  int: [0, -1, 100_001, 2 ** 31, 1.5, new Raw('1e400'), new Raw('9'.repeat(400)), ...NO_NUMBER],
  number: [-1, 1e15, new Raw('1e400'), new Raw('9'.repeat(400)), 'NaN', 'Infinity', ...NO_NUMBER],
  text: [null, '', '不', '　 \n\t', '\u202e\u200b', 1, [], {}, ...HOSTILE_TEXT],
  // Two characters suffice, so a list or an object in JSON counts as a valid text.
  short: [null, '', '　 \n\t', '\u202e\u200b', ...HOSTILE_TEXT],
  optional: HOSTILE_TEXT,
  code: [null, '', '不', '35082', '3508210', '350821-100', [], {}, ...HOSTILE_TEXT],
  level: [0, 5, 2 ** 31, 1.5, ...NO_NUMBER],
  rating: [0, 6, 2 ** 31, 1.5, ...NO_NUMBER],
  positive: [0, -1, 1001, 2 ** 31, 1.5, ...NO_NUMBER],
  // No null here, because leaving the choice out is valid.
  no_choice: [...NO_CHOICE, ...HOSTILE_TEXT],
  account: [null, '', '张三', 'Ünï', '-x', 'a b', ...HOSTILE_TEXT],
  list: ['x', 1, true, { a: 1 }, ['不'], [1], new Raw('["\\u0000"]')],
  cases: [...NO_CASE_LIST, [crypto.randomUUID()], Array.from({ length: 51 }, () => crypto.randomUUID())],
  // Cases that the caller cannot see are left out of the answer, so only the list itself can be wrong.
  any_cases: [...NO_CASE_LIST, Array.from({ length: 201 }, () => crypto.randomUUID())],
  rows: [null, '', 'x', 1, true, {}, [], [1], ['x'], [[]], [null], new Raw('[{"name":"\\u0000"}]')],
  layers: [
    null,
    '',
    'x',
    1,
    true,
    {},
    [1],
    ['x'],
    [[]],
    [null],
    [{}],
    [{ name: '图', url: 'x', system: 'wgs84' }],
    [{ name: {}, url: [], system: 1 }],
    [{ name: '图', url: 'https://a.cn/{z}/{x}/{y}', system: 'wgs84', max_zoom: 'x' }],
    [{ name: '图', url: 'https://a.cn/{z}/{x}/{y}', system: 'wgs84', min_zoom: {} }],
    new Raw('[{"name":"\\u0000"}]'),
    new Raw('[{"name":"\\ud800"}]'),
  ],
  position: [-200, 1e15, 'NaN', new Raw('1e400'), ...NO_NUMBER],
  choice: [null, ...NO_CHOICE, ...HOSTILE_TEXT],
  time: [
    null,
    '',
    '昨天',
    '2026-13-45',
    '0001-01-01',
    '9999-12-31',
    'infinity',
    '-infinity',
    1,
    true,
    [],
    {},
  ],
  future: ['', '明天', '2026-02-30', '0001-01-01', '2020-01-01', '9999-12-31', 'infinity', 1, true, [], {}],
  date: [
    '',
    '明天',
    '2026-02-30',
    '0001-01-01',
    '9999-12-31',
    'infinity',
    1,
    true,
    [],
    {},
    "2026-01-01'; --",
  ],
  // Strokes of a signature: lists of points.
  strokes: [
    null,
    '',
    'x',
    1,
    true,
    {},
    [],
    [[]],
    [[[1, 1]]],
    [1, 2],
    [['a', 'b']],
    [[[1, 'x']]],
    [[[1, 2, 3]]],
    [[[-1, 1]]],
    [[[1e9, 1]]],
    new Raw('[[[1e400, 1]]]'),
    Array.from({ length: 200 }, () => [[1, 1]]),
    new Raw('"\\u0000"'),
  ],
  yes_or_no: [null, '', '也许', 2, [], {}],
  // An applicant who files alone must give a telephone number.
  party: [...NO_PARTY, { kind: 'person', name: '张三' }],
  somebody: NO_PARTY,
  // Further people of a filing. No null and no empty list here, because a filing without further people is valid.
  others: [
    'x',
    1,
    true,
    {},
    { side: 'agent', name: '张三' },
    ...NO_PARTY.map((one) => (one instanceof Raw ? new Raw(`[${one.text}]`) : [one])),
    { side: 'agent', name: '张三', phone: '12' },
    [{ side: 'agent', name: '张' }],
    [{ side: 'agent', name: '张三', phone: '12' }],
    [{ side: 'agent', kind: 'ghost', name: '张三' }],
    [{ name: '张三' }],
    [{ side: 'ghost', name: '张三' }],
    [{ side: 1, name: '张三' }],
    [{ side: null, name: '张三' }],
    Array.from({ length: 21 }, () => ({ side: 'agent', name: '张三' })),
  ],
};

/** Whether an argument of a kind is a text with a maximum length. */
export const refusesLongText = (kind: Kind): boolean => WRONG[kind].includes(HOSTILE_TEXT[1]);
