import type { Gate } from './gate';
import { importsOf, type Import } from './imports';
import * as rules from './roomRules';
import { readSources, type Source } from './sources';

const roomOf = (path: string) => rules.ROOMS.find((room) => path.startsWith(`${room}/`));
const isPackage = (specifier: string, names: readonly string[]) =>
  names.some((name) =>
    /[:/]$/.test(name) ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );

function packageProblem({ from, specifier, at }: Import): string | null {
  if (!from.path.startsWith('web/')) return null;
  const rule = rules.PACKAGES.find(({ packages }) => isPackage(specifier, packages));
  const room = roomOf(from.path);
  if (!rule || (room !== undefined && rule.only.includes(room))) return null;
  return `${at}: ${specifier} may be imported only in ${rule.only.join(', ') || 'scripts and tests'}`;
}

function roomProblem({ from, target, specifier, at }: Import): string | null {
  if (target === null || !from.path.startsWith('web/')) return null;
  if (!target.startsWith('web/')) return `${at}: the web imports nothing from outside of it (${specifier})`;
  const [own, other] = [roomOf(from.path), roomOf(target)];
  if (own === undefined) return `${at}: ${from.path} is in no room that roomRules.ts knows`;
  if (own === other) return null;
  const may = [...rules.FOR_ALL, ...rules.MAY_IMPORT[own]];
  if (other === undefined || !(may.includes(other) || may.includes(target))) {
    return `${at}: ${own} may not import ${target}`;
  }
  if (target in rules.CLOSED) return `${at}: only ${other} may import ${target}`;
  const closed = rules.FEATURES.includes(other) || other === 'web/map';
  if (closed && target !== `${other}/index.ts` && !(target in rules.DIRECT_IMPORTS)) {
    return `${at}: of ${other} only index.ts may be imported from outside`;
  }
  return null;
}

/** Finds import cycles that occur when the pages load. Type-only and dynamic imports do not count. */
function importCycles(imports: readonly Import[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { from, target, lazy, typeOnly } of imports) {
    if (target !== null && !lazy && !typeOnly)
      graph.set(from.path, [...(graph.get(from.path) ?? []), target]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0)
      return void found.push(
        `${path}: imports itself by way of ${[...way.slice(start + 1), path].join(' → ')}`,
      );
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}

/** Finds packages that the public entry point would load although no visitor should wait for them. */
function forbiddenInPortal(imports: readonly Import[]): string[] {
  const queue = ['web/portal/main.tsx'];
  const seen = new Set(queue);
  const found: string[] = [];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const one of imports) {
      if (one.from.path !== path || one.typeOnly) continue;
      if (isPackage(one.specifier, rules.NOT_IN_PORTAL)) {
        found.push(`${one.at}: reachable from the portal, so it may not import ${one.specifier}`);
      }
      if (one.target !== null && !seen.has(one.target)) {
        seen.add(one.target);
        queue.push(one.target);
      }
    }
  }
  return found;
}

function nameProblems({ path }: Source): string[] {
  if (!/\.(tsx?|sql)$/.test(path)) return [];
  const empty = path
    .split('/')
    .map((part) => part.replace(/\..*$/, '').toLowerCase())
    .find((name) => rules.EMPTY_NAMES.has(name));
  return empty ? [`${path}: "${empty}" says nothing about what it holds`] : [];
}

/** Checks all files against the module rules. Returns one sentence per violation. */
export function judgeRooms(sources: readonly Source[]): string[] {
  const imports = importsOf(sources, new Set(sources.map(({ path }) => path)));
  return [
    ...imports
      .flatMap((one) => [packageProblem(one), roomProblem(one)])
      .filter((problem) => problem !== null),
    ...importCycles(imports),
    ...forbiddenInPortal(imports),
    ...sources.flatMap(nameProblems),
  ];
}

/** Checks which module imports which, and the name of each file. */
export const rooms: Gate = {
  name: 'rooms',
  run: async ({ root }) => ({ problems: judgeRooms(await readSources(root)) }),
};
