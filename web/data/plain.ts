/** PostgreSQL's own form of a moment, which not every browser reads: `2026-11-24 15:28:13.05+00`. */
const PLAIN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;

/** A moment in ISO form: `2026-11-24T15:28:13.05+00:00`. Anything else comes back as it is. */
export function isoMoment(value: string): string {
  return value.replace(
    PLAIN,
    (_all, day, time, hours, minutes) => `${day}T${time}${hours}:${minutes ?? '00'}`,
  );
}

/** Fields that hold moments and figures; words that people typed are never touched. */
const MOMENT = /(^|_)at$|^valid_(from|to)$/;
const FIGURE = /^(amount|distance_km|score|(claimed_)?(longitude|latitude))$/;

/** `numeric` may arrive as text (`30000.00`), because not every fraction fits a number; ours all do. */
function plain(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (MOMENT.test(field)) return isoMoment(value);
  return FIGURE.test(field) && value.trim() !== '' ? Number(value) : value;
}

/** The rows of an answer with moments in ISO form and figures as numbers, whichever server answered. */
export function plainRows<Row>(rows: Row[]): Row[] {
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null) return row;
    const entries = Object.entries(row).map(([field, value]) => [field, plain(field, value)]);
    return Object.fromEntries(entries) as Row;
  });
}
