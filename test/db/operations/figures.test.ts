import { beforeAll, describe, expect, it } from 'vitest';
import { openScene } from '../../support/scene';

// Published statistics: small numbers stay hidden, whatever is added and subtracted, and a published set never
// changes.

const scene = openScene();

/** Which entries of a table the database hides; the last row and column are the sums. */
async function hiddenOf(rows: number[][]): Promise<boolean[][]> {
  const [answer] = await scene.people.owner.run<{ hidden: boolean[] }>(
    'select app.hide_small($1::int[], $2, $3) as hidden',
    [rows.flat(), rows.length, rows[0]!.length],
  );
  return rows.map((row, at) => answer!.hidden.slice(at * row.length, (at + 1) * row.length));
}

function withSums(cells: number[][]): number[][] {
  const rows = cells.map((row) => [...row, row.reduce((sum, n) => sum + n, 0)]);
  return [...rows, rows[0]!.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0))];
}

/** The hidden entries that have only one possible value after elimination with the sums. */
function derivable(hidden: boolean[][]): string[] {
  const height = hidden.length;
  const width = hidden[0]!.length;
  const names = hidden.flatMap((row, y) => row.flatMap((isHidden, x) => (isHidden ? [`${y},${x}`] : [])));
  // For each row and column the cells minus the sum are zero; only the hidden entries are unknown.
  const equations = [
    ...hidden.map((row, y) =>
      row.map((isHidden, x) => (isHidden ? [`${y},${x}`, x === width - 1 ? -1 : 1] : null)),
    ),
    ...hidden[0]!.map((_, x) =>
      hidden.map((row, y) => (row[x] ? [`${y},${x}`, y === height - 1 ? -1 : 1] : null)),
    ),
  ].map((terms) =>
    names.map((name) => (terms.find((term) => term?.[0] === name)?.[1] as number | undefined) ?? 0),
  );
  let top = 0;
  for (let column = 0; column < names.length && top < equations.length; column += 1) {
    const pivot = equations.findIndex((row, at) => at >= top && Math.abs(row[column]!) > 1e-9);
    if (pivot < 0) continue;
    [equations[top], equations[pivot]] = [equations[pivot]!, equations[top]!];
    const by = equations[top]![column]!;
    equations[top] = equations[top]!.map((n) => n / by);
    for (let at = 0; at < equations.length; at += 1) {
      if (at === top || Math.abs(equations[at]![column]!) < 1e-9) continue;
      const factor = equations[at]![column]!;
      equations[at] = equations[at]!.map((n, index) => n - factor * equations[top]![index]!);
    }
    top += 1;
  }
  return equations
    .map((row) => names.filter((_, at) => Math.abs(row[at]!) > 1e-9))
    .filter((left) => left.length === 1)
    .flat();
}

describe('small numbers', () => {
  it('of a list are hidden with a second one, so that the sum does not reveal them', async () => {
    expect(await hiddenOf([[12], [3], [40], [55]])).toEqual([[true], [true], [false], [false]]);
    expect(await hiddenOf([[12], [0], [40], [52]])).toEqual([[false], [false], [false], [false]]);
  });

  it('of a table cannot be computed from rows, columns and sums', async () => {
    let seed = 20261124;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 60; round += 1) {
      const cells = Array.from({ length: 2 + Math.floor(random() * 6) }, () =>
        Array.from({ length: 7 }, () =>
          random() < 0.4 ? Math.floor(random() * 8) : Math.floor(random() * 60),
        ),
      );
      const table = withSums(cells.map((row) => row.slice(0, 2 + (round % 6))));
      const hidden = await hiddenOf(table);
      table.forEach((row, y) =>
        row.forEach((n, x) => {
          if (n >= 1 && n <= 4) expect(hidden[y]![x], `${round}: ${n} is shown`).toBe(true);
          if (n === 0) expect(hidden[y]![x]).toBe(false);
        }),
      );
      expect(derivable(hidden), JSON.stringify(table)).toEqual([]);
    }
  });

  it('could be computed if only they were hidden', () => {
    expect(derivable([[false], [true], [false], [false]])).toEqual(['1,0']);
  });
});

describe('a set of statistics', () => {
  const day = (days: number) =>
    new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  const period = { from_on: day(-90), to_on: day(-1) };
  const send = (more: object) => ({
    request_id: crypto.randomUUID(),
    ...period,
    expected_version: 0,
    ...more,
  });

  beforeAll(async () => {
    // Forty disputes of the last weeks between neighbours, three about schools.
    const { owner } = scene.people;
    await owner.run(`insert into app.cases (number, channel, type_code, summary, longitude, latitude, location_basis, filed_region_code,
        region_code, responsible_organisation_id, status, outcome, created_at, closed_at)
      select r.code || '-000101-' || lpad(n::text, 5, '0'), 'party', case when n <= 3 then '17' when n <= 23 then '0202' else '12' end, '楼上漏水，商量赔偿', 116.36, 25.83,
        'region', r.code, r.code, app.desk_of(r.code), 'closed', case when n % 5 = 0 then 'not_settled' else 'agreed_oral' end,
        now() - interval '30 days', now() - interval '20 days'
      from generate_series(1, 43) n cross join lateral (select case when n % 2 = 0 then '350821' else '350823' end as code) r`);
  });

  it('is counted as it will be published, and hides the three', async () => {
    const leader = await scene.people.as('city.leader');
    const [row] = await leader.call<{ preview_figures: Figures }>('preview_figures', period);
    const figures = row!.preview_figures;
    expect(figures.total).toMatchObject({ filed: 43, concluded: 43, settled_rate: 81, days: 10 });
    const of = (code: string) => figures.types.find((one) => one.code === code)!;
    expect(of('17')).toMatchObject({ filed: null, concluded: null, settled_rate: null, days: null });
    // One of the others is hidden as well.
    expect([of('02').filed, of('12').filed].filter((n) => n === null)).toHaveLength(1);
    expect(await scene.people.owner.run('select 1 from app.figure_sets')).toEqual([]);
  });

  it('is published once, followed by editions, and never changes', async () => {
    const leader = await scene.people.as('city.leader');
    const request = send({});
    const [first] = await leader.call<{ id: string; version: number }>('publish_figures', request);
    expect(first!.version).toBe(1);
    expect(await leader.call('publish_figures', request)).toEqual([first]);
    await expect(leader.call('publish_figures', send({}))).rejects.toMatchObject({ message: 'stale_record' });
    const [second] = await leader.call<{ version: number }>('publish_figures', send({ expected_version: 1 }));
    expect(second!.version).toBe(2);

    const { anon, owner } = scene.people;
    const sets = await anon.call<{ edition: number; latest: boolean }>('list_figures', {});
    expect(sets.map(({ edition, latest }) => [edition, latest])).toEqual([
      [2, true],
      [1, false],
    ]);
    const [shown] = await anon.call<{ figures: Figures }>('read_figures', {});
    expect(shown!.figures.total.filed).toBe(43);
    expect(JSON.stringify(shown)).not.toContain('漏水');
    await expect(owner.run(`update app.figure_sets set figures = '{}'`)).rejects.toThrow('append_only');
    await expect(owner.run('truncate app.figure_sets')).rejects.toThrow('append_only');
    const [line] = await owner.run<{ details: object }>(
      `select details from app.administration_events where verb = 'publish_figures' order by id desc limit 1`,
    );
    expect(line!.details).toMatchObject({ edition: 2, to_on: period.to_on });
  });

  it('must not overlap another period, because the difference would reveal hidden numbers', async () => {
    const leader = await scene.people.as('city.leader');
    await expect(leader.call('publish_figures', send({ from_on: day(-60) }))).rejects.toMatchObject({
      message: 'period_overlaps',
    });
    await expect(leader.call('publish_figures', send({ to_on: day(0) }))).rejects.toMatchObject({
      message: 'invalid_value',
    });
  });

  it('gives a guide its chances', async () => {
    const [guide] = await scene.people.anon.call<{ chances: { filed: number | null; to_on: string } }>(
      'read_guide',
      {
        type_code: '12',
        locale: 'zh-CN',
      },
    );
    expect(guide!.chances.to_on).toBe(period.to_on);
  });
});

interface Row {
  code: string;
  filed: number | null;
  concluded: number | null;
  settled_rate: number | null;
  days: number | null;
}
interface Figures {
  total: Row;
  counties: Row[];
  types: Row[];
}
