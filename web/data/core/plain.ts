/** PostgreSQL's own form of a timestamp, which not every browser can parse: `2026-11-24 15:28:13.05+00`. */
const PLAIN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;

/** A timestamp in ISO form: `2026-11-24T15:28:13.05+00:00`. Any other value is returned unchanged. */
export function isoMoment(value: string): string {
  return value.replace(
    PLAIN,
    (_all, day, time, hours, minutes) => `${day}T${time}${hours}:${minutes ?? '00'}`,
  );
}

/** Names of timestamp fields; text that people typed is never converted. */
const MOMENT = /(^|_)at$|^valid_(from|to)$/;
const FIGURE = /^(amount|distance_km|score|(claimed_)?(longitude|latitude))$/;

/**
 * `numeric` may arrive as text (`30000.00`), because not every decimal fits a JavaScript number; ours all do.
 */
function plain(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (MOMENT.test(field)) return isoMoment(value);
  return FIGURE.test(field) && value.trim() !== '' ? Number(value) : value;
}

/** The rows of an answer with ISO timestamps and real numbers, whichever server answered. */
export function plainRows<Row>(rows: Row[]): Row[] {
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null) return row;
    const entries = Object.entries(row).map(([field, value]) => [field, plain(field, value)]);
    return Object.fromEntries(entries) as Row;
  });
}
