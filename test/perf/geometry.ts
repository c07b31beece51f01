import { readFileSync } from 'node:fs';
import { Delaunay } from 'd3-delaunay';
import polygonClipping, { type MultiPolygon } from 'polygon-clipping';
import Supercluster from 'supercluster';
import { cellsWithin, type Site } from '../../web/map/geometry/cells';
import { CLUSTER_CELL, clusterPlaces } from '../../web/map/geometry/cluster';
import { boxOf, contains, type Outline } from '../../web/map/geometry/outline';
import { toSpot, type Place } from '../../web/map/geometry/projection';
import { compare, type Measurement } from './measure';

/** Park and Miller's generator: the same places in every run. */
const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

/** Cases around a hundred villages of a city, denser in their middles. */
function scattered(count: number): (Place & { id: string })[] {
  const next = random(7);
  const villages = Array.from({ length: 100 }, () => ({
    longitude: 115.8 + next() * 2,
    latitude: 24.4 + next() * 2,
  }));
  return Array.from({ length: count }, (_, index) => {
    const { longitude, latitude } = villages[index % villages.length]!;
    const angle = next() * 2 * Math.PI;
    const reach = 0.03 * next() ** 2;
    return {
      id: String(index),
      longitude: longitude + reach * Math.cos(angle),
      latitude: latitude + reach * Math.sin(angle),
    };
  });
}

/** How many pairs of markers would overlap. */
function overlaps(places: readonly Place[], zoom: number): number {
  const spots = places.map((place) => toSpot(place, zoom));
  return spots.reduce(
    (sum, a, index) =>
      sum +
      spots.slice(index + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < CLUSTER_CELL - 1e-6).length,
    0,
  );
}

/** The greatest zoom, at which Supercluster begins. */
const DEEPEST = 15;
const WORLD: [number, number, number, number] = [-180, -85, 180, 85];

async function* benchClusters(count: number): AsyncGenerator<Measurement> {
  const cases = scattered(count);
  const features = cases.map(({ id, longitude, latitude }) => ({
    type: 'Feature' as const,
    properties: { id },
    geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
  }));
  const load = () => new Supercluster({ radius: CLUSTER_CELL, extent: 256, maxZoom: DEEPEST }).load(features);
  const loaded = load();
  for (const zoom of [9.75, 12]) {
    const own = clusterPlaces(cases, zoom);
    const indexed = loaded.getClusters(WORLD, zoom).map(({ geometry }) => {
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      return { longitude, latitude };
    });
    const note = `${own.length} markers, ${overlaps(own, zoom)} overlaps; base ${indexed.length}, ${overlaps(indexed, zoom)}`;
    const about = (what: string, baseline: string) => ({
      bench: 'geometry',
      case: `${count} cases, zoom ${zoom}, ${what}`,
      n: count,
      baseline,
    });
    const cluster = async () => clusterPlaces(cases, zoom);
    const first = await compare(about('new', 'supercluster, indexed and asked'), cluster, async () =>
      load().getClusters(WORLD, zoom),
    );
    yield { ...first, note };
    yield await compare(about('zoomed', 'supercluster, asked'), cluster, async () =>
      loaded.getClusters(WORLD, zoom),
    );
  }
}

/** The cells of an outline by d3-delaunay, cut to the outline like ours. */
function cellsByDelaunay(outline: Outline, sites: readonly Site[]): Map<string, Outline> {
  const box = boxOf([{ region_code: '', name: '', outline }]);
  if (!box || outline.type === 'Point') return new Map();
  const frame = (outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates) as MultiPolygon;
  // A degree of longitude is shorter than one of latitude.
  const narrow = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const voronoi = Delaunay.from(
    sites,
    ({ longitude }) => longitude * narrow,
    ({ latitude }) => latitude,
  ).voronoi([(box.west - 1) * narrow, box.south - 1, (box.east + 1) * narrow, box.north + 1]);
  return new Map(
    sites.flatMap(({ code }, index) => {
      const cell = voronoi.cellPolygon(index) as [number, number][] | null;
      if (!cell) return [];
      const corners = cell.map(([x, y]): [number, number] => [x / narrow, y]);
      const coordinates = polygonClipping.intersection(frame, [corners]);
      return coordinates.length > 0 ? [[code, { type: 'MultiPolygon' as const, coordinates }]] : [];
    }),
  );
}

/** The outline of a county from the seed. */
function seededOutline(code: string): Outline {
  const sql = readFileSync('supabase/seed/21_longyan_outlines.sql', 'utf8');
  const [, json] = new RegExp(`\\('${code}', '(\\{.*?\\})'`).exec(sql) ?? [];
  if (!json) throw new Error(`the seed has no outline of ${code}`);
  return JSON.parse(json) as Outline;
}

/** Places within an outline. */
function placesWithin(outline: Outline, count: number): Site[] {
  const box = boxOf([{ region_code: '', name: '', outline }])!;
  const next = random(11);
  const sites: Site[] = [];
  while (sites.length < count) {
    const place = {
      longitude: box.west + next() * (box.east - box.west),
      latitude: box.south + next() * (box.north - box.south),
    };
    if (contains(outline, place)) sites.push({ ...place, code: String(sites.length) });
  }
  return sites;
}

/** The share of places for which both kinds of cells name the same site. */
function agreement(outline: Outline, sites: readonly Site[]): number {
  const [own, delaunay] = [cellsWithin(outline, sites), cellsByDelaunay(outline, sites)];
  const holder = (cells: Map<string, Outline>, place: Place) =>
    [...cells].find(([, cell]) => contains(cell, place))?.[0];
  const places = placesWithin(outline, 500);
  return places.filter((place) => holder(own, place) === holder(delaunay, place)).length / places.length;
}

const COUNTY = '350821';

async function* benchCells(): AsyncGenerator<Measurement> {
  const outline = seededOutline(COUNTY);
  for (const count of [18, 60]) {
    const sites = placesWithin(outline, count);
    const row = await compare(
      { bench: 'geometry', case: `cells of ${count} places`, n: count, baseline: 'd3-delaunay' },
      async () => cellsWithin(outline, sites),
      async () => cellsByDelaunay(outline, sites),
    );
    yield { ...row, note: `${(agreement(outline, sites) * 100).toFixed(1)} % of places alike` };
  }
}

/** Cases that the map draws as single markers at most; more are points on a canvas. */
const MARKERS = 300;

/** The map's own clusters against those of Supercluster, and its own cells against those of d3-delaunay. */
export async function* benchGeometry(count: number): AsyncGenerator<Measurement> {
  for (const cases of [MARKERS, count]) yield* benchClusters(cases);
  yield* benchCells();
}
