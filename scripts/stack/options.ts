import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CITY_FORM, type City, DEMO_CITY, readCity } from './database/city';

export interface StartOptions {
  port: number;
  host: string;
  dataDir: string;
  reset: boolean;
  demo: boolean;
  /** Start with an empty database for this city. */
  city?: City | undefined;
  trustProxy: boolean;
  json: boolean;
  help: boolean;
}

/** Usage of the start command. */
export const USAGE = `npm start -- [--port 8080] [--host 127.0.0.1] [--data-dir .data] [--reset] [--no-demo] [--city C] [--trust-proxy] [--json]

  --port N        port of the pages and interfaces; 0 takes a free one
  --host A        address to listen on; 0.0.0.0 lets phones on the same network in
  --data-dir D    folder of the database and the installation's secrets
  --reset         deletes that database first, and copies of its programs that root made
  --no-demo       no demo accounts and disputes; prints the link by which the first administrator joins
  --city C        another city, without regions or organisations yet, e.g. 3501=福州市@119.30,26.08; implies --no-demo
  --trust-proxy   believes x-forwarded-for (only behind a proxy that sets it)
  --json          prints one JSON line when ready

DATABASE_URL names an existing PostgreSQL 17, as superuser, to use instead of the embedded one.`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  reset: { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  city: { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

/** Parses the arguments. Throws a one-sentence error when one of them is unknown or invalid. */
export function readOptions(args: string[]): StartOptions {
  let values: { [Name in keyof typeof FLAGS]?: string | boolean };
  try {
    values = parseArgs({ args, options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    throw new Error(
      `${(error as Error).message.split('. ')[0]}. Known: ${Object.keys(FLAGS)
        .map((name) => `--${name}`)
        .join(' ')}`,
      { cause: error },
    );
  }
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  const city = values.city === undefined ? undefined : cityOption(String(values.city));
  return {
    port,
    host: String(values.host ?? '127.0.0.1'),
    dataDir: String(values['data-dir'] ?? '.data'),
    reset: values.reset === true,
    demo: values['no-demo'] !== true && !city,
    city,
    trustProxy: values['trust-proxy'] === true,
    json: values.json === true,
    help: values.help === true,
  };
}

function cityOption(text: string): City {
  const city = readCity(text);
  if (!city) throw new Error(`--city takes a city of China, not "${text}": ${CITY_FORM}.`);
  if (city.code === DEMO_CITY)
    throw new Error(`--city: ${DEMO_CITY} comes with the product; start with --no-demo instead.`);
  return city;
}
