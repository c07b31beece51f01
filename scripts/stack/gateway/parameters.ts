import type { PostgresConnection } from '@supabase/lite/postgres';

type Driver = PostgresConnection['driver'];
type Reserved = Awaited<ReturnType<Driver['reserve']>>;

/** Type OIDs of json and jsonb. */
const JSON_TYPES = [114, 3802];
/** Type OIDs of all other argument types: boolean, numbers, texts, dates and times, uuid. */
const PLAIN_TYPES = [
  16, 18, 19, 20, 21, 23, 25, 26, 700, 701, 1042, 1043, 1082, 1083, 1114, 1184, 1266, 1700, 2950,
];

/** A JSON value as the text that PostgREST would pass to the database. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isScalar = (value: unknown) => typeof value === 'boolean' || typeof value === 'number';
const isPlain = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * Passes every argument as text, so that the database validates it, as on the platform. The driver itself would turn
 * an object into "[object Object]" for a text, `true` or `[1]` into 1 for a number, any text into false for a
 * boolean, and would fail on a number for a date.
 */
export function sendArgumentsAsText(driver: Driver): void {
  const { serializers } = driver.options;
  for (const type of PLAIN_TYPES) serializers[type] = asText;
  // The library has already serialized these to JSON; the driver would encode the text as a JSON string once more.
  for (const type of JSON_TYPES) {
    serializers[type] = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (typeof driver.reserve !== 'function')
    throw new Error('The database driver changed: no reserve any more.');
  const reserve = driver.reserve.bind(driver);
  driver.reserve = async () => {
    const reserved: Reserved = await reserve();
    const unsafe = reserved.unsafe.bind(reserved);
    // A boolean would be declared as one and silently cast to a number; a number or an object passed for an array
    // would never reach the database.
    reserved.unsafe = ((sql: string, values: unknown[] = [], ...rest: unknown[]) =>
      (unsafe as (...args: unknown[]) => unknown)(
        sql,
        values.map((value) => (isScalar(value) || isPlain(value) ? asText(value) : value)),
        ...rest,
      )) as Reserved['unsafe'];
    return reserved;
  };
}
