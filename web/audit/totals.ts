import type { RevealRecord } from '../data/console/audit';

/** How often a person or an organisation viewed personal data, and in how many cases. */
export interface Total {
  name: string;
  /** For a person: the organisation. */
  under?: string;
  times: number;
  cases: number;
}

function totalsBy(
  rows: readonly RevealRecord[],
  keyOf: (row: RevealRecord) => string,
  named: (row: RevealRecord) => Pick<Total, 'name' | 'under'>,
): Total[] {
  const groups = new Map<string, { first: RevealRecord; times: number; cases: Set<string> }>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key) ?? { first: row, times: 0, cases: new Set<string>() };
    group.times += 1;
    group.cases.add(row.case_id);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ first, times, cases }) => ({ ...named(first), times, cases: cases.size }))
    .sort((one, other) => other.times - one.times || one.name.localeCompare(other.name, 'zh-CN'));
}

/** Totals per organisation, most first. */
export const byOrganisation = (rows: readonly RevealRecord[]): Total[] =>
  totalsBy(
    rows,
    (row) => row.organisation_id,
    (row) => ({ name: row.organisation_name }),
  );

/** Totals per person and organisation, most first: one person may work for two. */
export const byPerson = (rows: readonly RevealRecord[]): Total[] =>
  totalsBy(
    rows,
    (row) => `${row.staff_id} ${row.organisation_id}`,
    (row) => ({ name: row.actor_name, under: row.organisation_name }),
  );

/** The number of cases in the rows. */
export const casesIn = (rows: readonly RevealRecord[]): number =>
  new Set(rows.map((row) => row.case_id)).size;
