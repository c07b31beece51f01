import { resolve } from 'node:path';
import { DEMO_PASSWORD, makeAccounts } from './demo/accounts';
import { tellStory } from './demo/story';
import { addressesOf, banner, joinLink } from './stack/banner';
import { buildPages, DIST } from './stack/build';
import { foundCity } from './stack/database/city';
import { isDriverStumble } from './stack/gateway/connection';
import { readOptions, USAGE, type StartOptions } from './stack/options';
import { resetData } from './stack/server/reset';
import { stopWithParent } from './stack/signals';
import { startStack, type Stack } from './stack/stack';

// Not console.error, which the gateway mutes while a request runs.
const log = (line: string) => void process.stderr.write(`${line}\n`);
const building = new AbortController();
let stack: Stack | undefined;
let ending = false;

/** Stops everything in order. A second signal exits at once; the database's watchdog then stops the database. */
async function end(code: number): Promise<void> {
  if (ending) process.exit(code);
  ending = true;
  building.abort();
  await stack?.stop();
  process.exit(code);
}

function options(): StartOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    log((error as Error).message);
    process.exit(2);
  }
}

async function start(): Promise<void> {
  const { port, host, reset, trustProxy, json, help, city, ...given } = options();
  if (help) return console.log(USAGE);
  const dataDir = resolve(given.dataDir);
  const databaseUrl = process.env.DATABASE_URL;
  if (reset && databaseUrl)
    throw new Error('--reset deletes the embedded database only; DATABASE_URL names another one.');
  if (reset) await resetData(dataDir);

  const began = performance.now();
  const pages = buildPages(building.signal);
  // A build failure is reported below, after the stack has been stopped in order.
  pages.catch(() => undefined);
  stack = await startStack({
    dataDir,
    host,
    port,
    dist: DIST,
    trustProxy,
    city,
    log,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  if (ending) return stack.stop();
  // The demo accounts only exist in the demo city.
  const demo = given.demo && stack.city === null;
  const accounts = demo ? await makeAccounts(stack) : [];
  if (demo) await tellStory(stack.dbUrl);
  // Without an administrator nobody could be invited.
  const token = await foundCity(stack.dbUrl, stack.city);
  await pages;
  if (ending) return;

  const addresses = addressesOf(stack.url, host);
  const firstAdministrator = token && joinLink(addresses, token);
  if (json) {
    const { dbUrl, anonKey } = stack;
    const password = demo ? { password: DEMO_PASSWORD } : {};
    console.log(
      JSON.stringify({
        url: addresses.local,
        console: `${addresses.local}/console`,
        dbUrl,
        anonKey,
        accounts,
        ...password,
        ...(firstAdministrator ? { firstAdministrator } : {}),
      }),
    );
  } else {
    console.log(await banner(addresses, accounts, DEMO_PASSWORD, firstAdministrator));
    console.log(`  Ready after ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  }
}

stopWithParent(() => void end(0));
process.on('unhandledRejection', (error) => log(`Unexpected: ${(error as Error)?.message ?? error}`));
process.on('uncaughtException', (error) => {
  if (isDriverStumble(error)) return;
  log(`Unexpected: ${error.stack}`);
  void end(1);
});
start().catch((error: Error) => {
  log(error.message);
  void end(1);
});
