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
const MOMENT = /(^|_)at$|^valid_(from|to)$|^due_(before|after)$|^(since|until)$/;

/** Names of fields of type `numeric`. */
const FIGURE =
  /^(amount|distance_km|score|(claimed_)?(longitude|latitude)|(previous_)?rate|expected|(hot|rising)_p|service|result)$/;

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

function plain(field: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (MOMENT.test(field)) return isoMoment(value);
    return FIGURE.test(field) && isNumber(value) ? Number(value) : value;
  }
  // Outlines are lists of many thousand numbers.
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map((one) => plain('', one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(name, inner)]));
}

/**
 * The rows of an answer with ISO timestamps and real numbers, whichever server answered; what they contain, too.
 * `numeric` may arrive as text (`30000.00`), because not every decimal fits a JavaScript number; ours all do.
 */
export const plainRows = <Row>(rows: readonly Row[]): Row[] => rows.map((row) => plain('', row) as Row);
