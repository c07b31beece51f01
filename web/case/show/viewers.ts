import type { Row } from '../../data/core/changes';

/** Maximum number of viewers that the database returns. */
export const VIEWERS_LIMIT = 500;

/** Somebody who can see a case. */
export interface Viewer {
  id: string;
  name: string;
  role: string;
  /** May unmask parties. */
  opens: boolean;
  /** Has a verb available now. */
  acts: boolean;
}

/** People who see a case for the same reason in the same organisation. */
export interface ViewerGroup {
  key: string;
  reason: string;
  organisation: string;
  region: string;
  people: Viewer[];
}

/** Viewers grouped by reason and organisation, in the database's order: those closest to the case first. */
export function inGroups(rows: readonly Row<'who_sees'>[]): ViewerGroup[] {
  const groups = new Map<string, ViewerGroup>();
  for (const row of rows) {
    const reason = row.reason ?? 'territory';
    const organisation = row.organisation_name ?? '';
    const key = `${reason} ${organisation}`;
    const group = groups.get(key) ?? {
      key,
      reason,
      organisation,
      region: row.reason_region ?? '',
      people: [],
    };
    group.people.push({
      id: row.staff_id ?? '',
      name: row.name ?? '',
      role: row.role ?? '',
      opens: row.opens_data === true,
      acts: row.acts === true,
    });
    groups.set(key, group);
  }
  return [...groups.values()];
}
