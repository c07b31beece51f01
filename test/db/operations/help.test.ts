import { describe, expect, it } from 'vitest';
import { openScene } from '../../support/scene';

// Self-help: guides, the legal aid check, and where to go.

const scene = openScene();

interface Entry {
  type_code: string;
  title: string;
}
interface Room {
  name: string;
  kind: string;
  open_now: boolean | null;
  distance_km: number | null;
}

const find = (query: string, locale = 'zh-CN') =>
  scene.people.anon.call<Entry>('list_guides', { locale, query });

describe('self-help guides', () => {
  it('exist for every type, in both languages, with well-formed lists', async () => {
    const missing = await scene.people.owner.run(
      `select t.code, l.locale from app.dispute_types t cross join (values ('zh-CN'), ('en')) l (locale)
       where t.parent_code is null and t.active
         and not exists (select 1 from app.guides g where g.type_code = t.code and g.locale = l.locale)`,
    );
    expect(missing).toEqual([]);
    const faults = await scene.people.owner.run(
      `select type_code, locale from app.guides
       where app.clean_lines(happens, 'happens', 1, 1) <> happens or app.clean_lines(duration, 'duration', 1, 1) <> duration
         or app.clean_lines(prepare, 'prepare', 1, 1) <> prepare or app.clean_lines(articles, 'articles', 2, 2) <> articles
         or app.clean_lines(elsewhere, 'elsewhere', 3, 2) <> elsewhere or app.clean_lines(examples, 'examples', 3, 3) <> examples
         or happens ~ '@' or duration ~ '@' or elsewhere ~ '@'`,
    );
    expect(faults).toEqual([]);
  });

  it('name law and article, and say that nobody has reviewed them yet', async () => {
    const [guide] = await scene.people.anon.call<{
      articles: string;
      reviewed_on: string | null;
      chances: unknown;
    }>('read_guide', { type_code: '12', locale: 'zh-CN' });
    expect(guide!.articles).toContain('《劳动争议调解仲裁法》第二十七条｜');
    expect(guide!.reviewed_on).toBeNull();
    expect(guide!.chances).toBeNull();
    const unnamed = await scene.people.owner.run<{ line: string }>(
      `select line from app.guides g, regexp_split_to_table(g.articles, E'\\n') line
       where g.locale = 'zh-CN' and line !~ '^《[^》]+》第[一二三四五六七八九十百千零]+条(、第[一二三四五六七八九十百千零]+条)*｜'`,
    );
    expect(unnamed).toEqual([]);
  });

  it('are found by everyday words', async () => {
    expect((await find('老板拖欠工资不给'))[0]!.type_code).toBe('12');
    expect((await find('楼上漏水'))[0]!.type_code).toBe('02');
    expect((await find('彩礼'))[0]!.type_code).toBe('01');
    expect((await find('unpaid wages', 'en'))[0]!.type_code).toBe('12');
    expect(await find('量子纠缠')).toEqual([]);
    expect(await find('')).toHaveLength(24);
  });

  it('are edited by the city’s administrator, once, on the version that was read', async () => {
    const city = await scene.people.as('city.administrator');
    const [before] = await scene.people.anon.call<Record<string, unknown>>('read_guide', {
      type_code: '02',
      locale: 'zh-CN',
    });
    const { type_name: _name, version, chances: _chances, ...query } = before!;
    const request = {
      ...query,
      request_id: crypto.randomUUID(),
      expected_version: version,
      title: '漏水、噪音、占道',
      reviewed_on: '2026-11-20',
    };
    const [done] = await city.call<{ version: number }>('save_guide', request);
    expect(done!.version).toBe(2);
    expect(await city.call('save_guide', request)).toEqual([done]);
    const again = { ...request, request_id: crypto.randomUUID() };
    expect((await city.refused('save_guide', again)).code).toBe('stale_record');
    const wrong = { ...again, expected_version: 2, articles: '《民法典》第二百八十八条' };
    expect(await city.refused('save_guide', wrong)).toMatchObject({
      code: 'wrong_line',
      details: { field: 'articles', parts: 2 },
    });
    const [line] = await scene.people.owner.run<{ details: { from: object; to: object } }>(
      `select details from app.administration_events where verb = 'save_guide'`,
    );
    expect(line!.details.from).toEqual({ title: before!.title });
    expect(line!.details.to).toEqual({ title: '漏水、噪音、占道', reviewed_on: '2026-11-20' });
    expect((await find('漏水、噪音、占道'))[0]!.title).toBe('漏水、噪音、占道');
  });
});

describe('the legal aid check', () => {
  const ask = async (matter: string, income: string, marks: string[] = []) => {
    const [answer] = await scene.people.anon.call<{
      answer: string;
      why: string;
      rules: { basis: string }[];
    }>('check_aid', { matter, income, marks });
    return answer!;
  };

  it.each([
    ['wages', 'low', [], 'yes', 'need'],
    ['wages', 'enough', [], 'no', 'enough'],
    ['wages', 'enough', ['migrant'], 'yes', 'proved'],
    // The rule for migrant workers covers only wages and work injuries.
    ['support', 'enough', ['migrant'], 'no', 'enough'],
    ['support', 'unsure', [], 'ask', 'means'],
    ['other', 'enough', ['abuse'], 'yes', 'free'],
    ['other', 'low', [], 'ask', 'open'],
    ['other', 'enough', [], 'no', 'not_listed'],
    ['criminal', 'enough', [], 'ask', 'criminal'],
  ] as const)('for %s, means %s, %j: %s', async (matter, income, marks, answer, why) => {
    expect(await ask(matter, income, [...marks])).toMatchObject({ answer, why });
  });

  it('names the article, and writes nothing', async () => {
    const { rules } = await ask('other', 'enough', ['abuse']);
    expect(rules.map(({ basis }) => basis)).toContain('法律援助法第三十二条第（四）项');
    const [volatility] = await scene.people.owner.run(
      `select provolatile from pg_proc where oid = 'app.check_aid(text, text, text[])'::regprocedure`,
    );
    // PostgreSQL allows no writes in a stable function.
    expect(volatility).toEqual({ provolatile: 's' });
  });
});

describe('mediation rooms', () => {
  const rooms = (args: object) => scene.people.anon.call<Room>('public_rooms', args);

  it('show what the public needs, and nothing about their people', async () => {
    const [room] = await rooms({ region_code: '350821' });
    expect(Object.keys(room!).sort()).toEqual(
      `address category category_en distance_km duty_hours id kind latitude longitude name open_now phone region_path type_codes`.split(
        ' ',
      ),
    );
    const kinds = new Set((await rooms({})).map(({ kind }) => kind));
    expect(kinds.has('department')).toBe(false);
  });

  it('of the region come first, in pages, each once', async () => {
    const pages = await Promise.all([1, 2].map((page) => rooms({ region_code: '3508', page })));
    const names = pages.flat().map(({ name }) => name);
    expect(names).toHaveLength(40);
    expect(new Set(names).size).toBe(40);
    expect((await rooms({ region_code: '350821100' }))[0]!.name).toContain('汀州镇');
  });

  it('are sorted by distance when a position is given', async () => {
    const distances = (await rooms({ longitude: 116.36, latitude: 25.83 })).map((room) =>
      Number(room.distance_km),
    );
    expect(distances[0]).toBeLessThan(10);
    expect(distances).toEqual(distances.toSorted((one, other) => one - other));
  });

  it('that specialise in the type come first', async () => {
    const [first] = await rooms({ region_code: '3508', type_code: '11' });
    expect(first!.name).toContain('医疗');
  });

  it('that are retired are not shown', async () => {
    const [room] = await rooms({ region_code: '350821100' });
    await scene.people.owner.run('update app.organisations set active = false where name = $1', [room!.name]);
    expect((await rooms({ region_code: '350821100' })).map(({ name }) => name)).not.toContain(room!.name);
  });
});
