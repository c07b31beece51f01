import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { connectAs } from './list';
import { type Args, dice, drawFilter, drawParent, drawWindow, type Place } from './mapQuestions';
import { type Measurement, percentile, timeOf } from './measure';

/** Queries per function and role, and as many on the raw table as a baseline. */
const QUESTIONS = 60;
const BASELINES = 6;
/** More points than this do not fit into one JavaScript string. */
const POINTS = 1_000_000;

/** Users of the map: a territory at every level, organisations that lead many cases, a reporter. */
const ROLES: [role: string, account: string, reach: string][] = [
  ['city dispatcher', 'city.dispatcher', 'territory'],
  ['city leader', 'city.leader', 'territory'],
  ['county dispatcher', 'changting.dispatcher', 'territory'],
  ['county leader', 'bench.xinluo.leader', 'territory'],
  ['township dispatcher', 'tingzhou.dispatcher', 'territory'],
  ['township leader', 'bench.tingzhou.leader', 'territory'],
  ['village dispatcher', 'shuidong.dispatcher', 'territory'],
  ['village leader', 'bench.shuidong.leader', 'territory'],
  ['township committee', 'tingzhou.mediator', 'lead_organisation_id'],
  ['industry committee', 'bench.industry', 'lead_organisation_id'],
  ['reporter', 'tingzhou.reporter', 'filed_by'],
];

/**
 * Posts that the demo lacks: leaders below the city and in the largest county, and the organisation that leads the
 * most cases.
 */
async function makeMapPosts(owner: pg.Client): Promise<void> {
  const posts: [account: string, role: string, organisation: string][] = [
    [
      'bench.xinluo.leader',
      'leader',
      `select id from app.organisations where kind = 'dispatch_centre' and region_code = '350802'`,
    ],
    [
      'bench.tingzhou.leader',
      'leader',
      `select id from app.organisations where kind = 'dispatch_centre' and region_code = '350821100'`,
    ],
    [
      'bench.shuidong.leader',
      'leader',
      `select id from app.organisations where kind = 'dispatch_centre' and region_code = '350821100010'`,
    ],
    [
      'bench.industry',
      'mediator',
      `select lead_organisation_id from app.cases where lead_organisation_id is not null group by 1 order by count(*) desc limit 1`,
    ],
  ];
  for (const [account, role, organisation] of posts) {
    const { rows } = await owner.query('select 1 from app.staff where account = $1', [account]);
    if (rows.length > 0) continue;
    await owner.query(
      `with person as (insert into auth.users (id, email) values (gen_random_uuid(), $1 || '@bench.invalid') returning id),
         known as (insert into app.staff (id, account, name) select id, $1, '测试人员' from person returning id)
       insert into app.posts (staff_id, organisation_id, role) select known.id, (${organisation}), $2 from known`,
      [account, role],
    );
  }
}

interface Somebody {
  id: string;
  organisation: string;
  region: string;
  /** Condition on the raw table that selects the same cases. */
  reach: string;
  home: string;
  places: Place[];
}

async function findSomebody(owner: pg.Client, account: string, reach: string): Promise<Somebody> {
  const { rows } = await owner.query<{ id: string; organisation: string; region: string }>(
    `select s.id, o.id as organisation, o.region_code as region from app.staff s join app.posts p on p.staff_id = s.id
     join app.organisations o on o.id = p.organisation_id where s.account = $1`,
    [account],
  );
  const person = rows[0]!;
  const { rows: places } = await owner.query<Place>(
    `select code, longitude, latitude from app.regions where level = 4 and longitude is not null
       and (code like $1 || '%' or code like left($1, 9) || '%') order by code`,
    [person.region],
  );
  const level = ['city_code', 'county_code', 'town_code', 'village_code'][
    [4, 6, 9, 12].indexOf(person.region.length)
  ];
  return {
    ...person,
    home: reach === 'territory' ? person.region : person.region.slice(0, 9),
    places: reach === 'territory' ? places.filter(({ code }) => code.startsWith(person.region)) : places,
    reach:
      reach === 'territory'
        ? `${level} = '${person.region}'`
        : `${reach} = '${reach === 'filed_by' ? person.id : person.organisation}'`,
  };
}

const list = (values: unknown) => `array[${(values as string[]).map((one) => `'${one}'`).join(',')}]`;

/** The conditions of a query on the raw table. */
function conditions(person: Somebody, args: Args): string {
  const parts = [person.reach];
  if (args.parent_code) parts.push(`starts_with(region_code, '${String(args.parent_code)}')`);
  if (args.from_on)
    parts.push(`created_at >= '${String(args.from_on)}'::timestamp at time zone 'Asia/Shanghai'`);
  if (args.to_on)
    parts.push(`created_at < ('${String(args.to_on)}'::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  if (args.type_codes)
    parts.push(`exists (select from unnest(${list(args.type_codes)}) t where starts_with(type_code, t))`);
  for (const [argument, column] of [
    ['channels', 'channel'],
    ['grades', 'grade'],
    ['statuses', 'status'],
  ] as const)
    if (args[argument]) parts.push(`${column} = any (${list(args[argument])})`);
  if (args.zoom !== undefined || args.west !== undefined)
    parts.push(
      `longitude between ${String(args.west)} and ${String(args.east)} and latitude between ${String(args.south)} and ${String(args.north)}`,
    );
  return parts.join(' and ');
}

interface Question {
  name: string;
  draw: (roll: () => number, person: Somebody) => Args;
  /** The equivalent query on the raw table. */
  raw: (person: Somebody, args: Args) => string;
}

const SUMS: Question[] = [
  {
    name: 'map_areas',
    draw: (roll, { home, places }) => ({ ...drawFilter(roll), ...drawParent(roll, home, places) }),
    raw: (person, args) =>
      `select left(region_code, ${below(args.parent_code ?? person.home)}), count(*) from app.cases where ${conditions(person, args)} group by 1`,
  },
  {
    name: 'map_months',
    draw: (roll, { home, places }) => ({ ...drawFilter(roll), ...drawParent(roll, home, places) }),
    raw: (person, args) =>
      `select left(region_code, ${below(args.parent_code ?? person.home)}), date_trunc('month', created_at), count(*) from app.cases where ${conditions(person, args)} group by 1, 2`,
  },
  {
    name: 'map_spots',
    draw: (roll, { places }) => ({ ...drawFilter(roll), ...drawWindow(roll, places) }),
    raw: (person, args) =>
      `select floor(longitude * 50), floor(latitude * 50), count(*), avg(longitude), avg(latitude) from app.cases where ${conditions(person, args)} group by 1, 2`,
  },
  {
    name: 'map_cases',
    draw: (roll, { places }) => {
      const { zoom: _zoom, ...window } = drawWindow(roll, places);
      return { ...drawFilter(roll), ...window };
    },
    raw: (person, args) =>
      `select * from api.cases where ${conditions(person, args)} order by created_at desc, id desc limit 50`,
  },
];

const below = (code: unknown) => Math.min(12, String(code).length === 4 ? 6 : String(code).length + 3);

/** Calls a function with named arguments. */
async function ask(client: pg.Client, name: string, args: Args): Promise<unknown[]> {
  const named = Object.keys(args)
    .map((key, index) => `${key} => $${index + 1}`)
    .join(', ');
  return (await client.query(`select * from api.${name}(${named})`, Object.values(args))).rows;
}

/** The previous implementation of the map: every visible point is sent to the browser and clustered there. */
async function clusterInTheBrowser(client: pg.Client, person: Somebody, args: Args): Promise<number> {
  const { rows } = await client.query<{ longitude: number; latitude: number; grade: string }>(
    `select longitude, latitude, grade from app.cases where ${conditions(person, args)} limit ${POINTS}`,
  );
  const points = JSON.parse(JSON.stringify(rows)) as typeof rows;
  const cells = new Map<string, { n: number; red: number }>();
  for (const { longitude, latitude, grade } of points) {
    const key = `${Math.floor(longitude * 50)}:${Math.floor(latitude * 50)}`;
    const cell = cells.get(key) ?? { n: 0, red: 0 };
    cell.n += 1;
    if (grade === 'red') cell.red += 1;
    cells.set(key, cell);
  }
  return cells.size;
}

/**
 * Milliseconds of CPU time that a server process has used, where the system reports it: on a shared machine this
 * measures the cost of a query better than elapsed time.
 */
async function workOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  return Number(stat.split(' ')[0] || NaN) / 1e6;
}

/** A warmed-up connection, so that the first query does not include the setup. */
const connected = async (url: string, id: string) => {
  const client = await connectAs(url, id);
  await client.query('select api.who_am_i()');
  return client;
};

/**
 * Each map function with many random queries as each role, compared with the same queries on the raw table; the size
 * of the answers; every point clustered in the browser; and first queries right after a restart of the database.
 */
// oxlint-disable-next-line complexity -- four measurements in turn, with what they share
export async function* benchMap(
  url: string,
  n: number,
  restart?: () => Promise<string>,
): AsyncGenerator<Measurement> {
  let owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await makeMapPosts(owner);
  const people: [role: string, person: Somebody][] = [];
  for (const [role, account, reach] of ROLES) people.push([role, await findSomebody(owner, account, reach)]);
  for (const { name, draw, raw } of SUMS) {
    for (const [role, person] of people) {
      const client = await connected(url, person.id);
      const roll = dice(n + name.length * 31 + role.length);
      const questions = Array.from({ length: QUESTIONS }, () => draw(roll, person));
      const times: number[] = [];
      const baseline: number[] = [];
      const sizes: number[] = [];
      const work: number[] = [];
      const { rows: server } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      for (const args of questions.slice(0, 5)) await ask(client, name, args);
      for (const [index, args] of questions.entries()) {
        let rows: unknown[] = [];
        const before = await workOf(server[0]!.pid);
        times.push(await timeOf(async () => (rows = await ask(client, name, args))));
        work.push((await workOf(server[0]!.pid)) - before);
        if (process.env.BENCH_SLOW && work.at(-1)! > Number(process.env.BENCH_SLOW))
          console.error(work.at(-1)!.toFixed(0), role, name, JSON.stringify(args));
        sizes.push(gzipSync(JSON.stringify(rows)).length / 1000);
        if (index < BASELINES) baseline.push(await timeOf(() => owner.query(raw(person, args))));
      }
      await client.end();
      yield measured(`${name} · ${role}`, n, times, 'the raw table', baseline, Math.max(...sizes), work);
    }
  }
  for (const [role, person] of people.filter(([name]) => /dispatcher/.test(name))) {
    const client = await connected(url, person.id);
    const roll = dice(n);
    const questions = Array.from({ length: 5 }, () => ({
      ...drawWindow(roll, person.places),
      ...drawFilter(roll),
    }));
    const whole = { west: 115, south: 24, east: 119, north: 27, zoom: 9 };
    const times: number[] = [];
    const baseline: number[] = [];
    for (const args of [whole, ...questions]) {
      times.push(await timeOf(() => ask(client, 'map_spots', args)));
      baseline.push(await timeOf(() => clusterInTheBrowser(owner, person, args)));
    }
    await client.end();
    yield measured(
      `map_spots · ${role}`,
      n,
      times,
      'all points (at most a million), clustered in JavaScript',
      baseline,
    );
  }
  await owner.end();
  if (!restart) return;
  for (const [role, person] of people) {
    const times: number[] = [];
    const baseline: number[] = [];
    const roll = dice(n + 7);
    const here = await restart();
    owner = new pg.Client({ connectionString: here });
    await owner.connect();
    for (let round = 0; round < 6; round += 1) {
      for (const { name, draw, raw } of SUMS.slice(0, 3)) {
        const args = draw(roll, person);
        // A new connection, so that no plan is cached.
        const client = await connected(here, person.id);
        times.push(await timeOf(() => ask(client, name, args)));
        if (round === 0) baseline.push(await timeOf(() => owner.query(raw(person, args))));
        await client.end();
      }
    }
    await owner.end();
    yield measured(`after a restart · ${role}`, n, times, 'the raw table, read after', baseline);
  }
}

function measured(
  what: string,
  n: number,
  times: number[],
  baseline: string,
  baselineTimes: number[],
  kilobytes?: number,
  work: number[] = [],
): Measurement {
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    bench: 'map',
    case: what,
    n,
    p50_ms: round(percentile(times, 0.5)),
    p95_ms: round(percentile(times, 0.95)),
    baseline,
    baseline_p95_ms: round(percentile(baselineTimes, 0.95)),
    ratio: round(percentile(times, 0.5) / percentile(baselineTimes, 0.5)),
    ...(work.length === 0 || Number.isNaN(work[0]) ? {} : { work_p95_ms: round(percentile(work, 0.95)) }),
    ...(kilobytes === undefined ? {} : { max_kilobytes: round(kilobytes) }),
  };
}
