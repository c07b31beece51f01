import type { ApiError } from '../../data/core/errors';
import type { DispatchFit } from '../../data/console/dispatch';
import type { VerbResult } from '../../data/console/verbs';
import type { QueueCase } from '../queue/queue';

/** The dispatch of one case to one organisation. */
export interface Sending {
  row: QueueCase;
  organisation: Pick<DispatchFit, 'organisation_id' | 'name'>;
}

/** What a batch would do: the dispatches, and the cases that stay. */
export interface Plan {
  sendings: Sending[];
  left: QueueCase[];
}

/** Assigns each case to its best organisation. */
export function eachToBest(rows: readonly QueueCase[], fits: readonly DispatchFit[]): Plan {
  const sendings: Sending[] = [];
  const left: QueueCase[] = [];
  for (const row of rows) {
    const organisation = fits.find(({ best_for }) => best_for.includes(row.id));
    if (organisation) sendings.push({ row, organisation });
    else left.push(row);
  }
  return { sendings, left };
}

/** Assigns to one organisation all cases that it may take. */
export function allToOne(rows: readonly QueueCase[], fit: DispatchFit): Plan {
  const fitting = rows.filter(({ id }) => fit.case_ids.includes(id));
  return {
    sendings: fitting.map((row) => ({ row, organisation: fit })),
    left: rows.filter(({ id }) => !fit.case_ids.includes(id)),
  };
}

/** The number of cases that each organisation of a plan gets, most first. */
export function shares({ sendings }: Plan): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { organisation } of sendings)
    counts.set(organisation.name, (counts.get(organisation.name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}

/** The result of one dispatch. */
export type Ended = { sending: Sending; result: VerbResult } | { sending: Sending; failure: ApiError };

/** Works on the items in order, a few at a time; a failure does not stop the others. */
export async function mapWithConcurrency<Item>(
  items: readonly Item[],
  few: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const dragged = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: few }, dragged));
}
