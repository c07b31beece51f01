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

/** What a text that is a number consists of. */
const NUMBER = /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i;

type Plain = (value: string) => unknown;

const asNumber: Plain = (value) => (NUMBER.test(value) ? Number(value) : value);
const unchanged: Plain = (value) => value;

/** A long list has few names of fields, so that each is judged once. */
const known = new Map<string, Plain>();

function plainFor(field: string): Plain {
  const found = known.get(field);
  if (found) return found;
  const made = MOMENT.test(field) ? isoMoment : FIGURE.test(field) ? asNumber : unchanged;
  known.set(field, made);
  return made;
}

function plain(field: string, value: unknown): unknown {
  if (typeof value === 'string') return plainFor(field)(value);
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
