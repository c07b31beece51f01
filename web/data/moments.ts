/** PostgreSQL's own form of a moment, which not every browser reads: `2026-11-24 15:28:13.05+00`. */
const PLAIN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;

/** A moment in ISO form: `2026-11-24T15:28:13.05+00:00`. Anything else comes back as it is. */
export function isoMoment(value: string): string {
  return value.replace(
    PLAIN,
    (_all, day, time, hours, minutes) => `${day}T${time}${hours}:${minutes ?? '00'}`,
  );
}

/** Fields that hold moments; words that people typed are never touched. */
const MOMENT = /(^|_)at$|^valid_(from|to)$/;

/** The rows of an answer with their moments in ISO form, so that every screen of every browser reads them. */
export function isoMoments<Row>(rows: Row[]): Row[] {
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null) return row;
    const entries = Object.entries(row).map(([field, value]) => [
      field,
      typeof value === 'string' && MOMENT.test(field) ? isoMoment(value) : value,
    ]);
    return Object.fromEntries(entries) as Row;
  });
}
