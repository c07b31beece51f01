import type { Server } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chooseCity, type City } from './database/city';
import { withClient, withRole } from './database/client';
import { createGateway } from './gateway/gateway';
import { loadKeys } from './server/keys';
import { applyMigrations, applySeed } from './database/migrations';
import { installPlatform } from './database/platform';
import { attachRealtime, type RealtimeOptions } from './realtime/server';
import { startRemoval } from './removal';
import { startScheduler } from './scheduler';
import { startPostgres, type Postgres } from './server/postgres';

export interface StackOptions {
  /** Folder of the installation: secrets, and the database unless `databaseUrl` is given. */
  dataDir: string;
  /** URL of an existing database, as owner or superuser, instead of the embedded one. */
  databaseUrl?: string;
  /** URL of the same database as superuser, for when the owner may not set the gateway's password. */
  adminUrl?: string;
  /** City for an empty database, instead of the demo city with its regions and organisations. */
  city?: City | undefined;
  /** False when the database is already complete (tests on a copied template). */
  prepare?: boolean;
  host?: string;
  /** 0 selects a free port. */
  port: number;
  dist?: string;
  trustProxy?: boolean;
  realtime?: Pick<RealtimeOptions, 'privateOnly' | 'idleMs'>;
  /** Whether registered jobs run; true unless a test runs them itself. */
  scheduler?: boolean;
  log?: (line: string) => void;
}

/** A running stack. */
export interface Stack {
  /** Address of the pages and the APIs. */
  url: string;
  /** Database URL as the owner. */
  dbUrl: string;
  anonKey: string;
  /** The city that this installation serves; null for the demo city. */
  city: City | null;
  stop(): Promise<void>;
}

/**
 * Brings platform, migrations and reference data up to date. Returns the city that the database serves; null for the
 * demo city.
 */
export async function prepareDatabase(ownerUrl: string, asked?: City): Promise<City | null> {
  await installPlatform(ownerUrl);
  await applyMigrations(ownerUrl);
  const city = await chooseCity(ownerUrl, asked);
  await applySeed(ownerUrl, city === null);
  return city;
}

async function giveGatewayPassword(ownerUrl: string, password: string): Promise<string> {
  await withClient(ownerUrl, (client) =>
    client.query(`alter role embedded_gateway password ${client.escapeLiteral(password)}`),
  );
  return withRole(ownerUrl, 'embedded_gateway', { password });
}

/** The database that was named, otherwise one of our own. */
async function openDatabase(
  { databaseUrl, dataDir }: StackOptions,
  log: (line: string) => void,
): Promise<{ postgres?: Postgres; dbUrl: string }> {
  if (databaseUrl) return { dbUrl: databaseUrl };
  const postgres = await startPostgres({ dataDir, log });
  return { postgres, dbUrl: postgres.url };
}

/** Starts database, gateway, realtime server and scheduler on one port. Throws a one-sentence error when it cannot. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { host = '127.0.0.1', log = () => undefined } = options;
  const keys = await loadKeys(options.dataDir);
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse())
      await close().catch((error: Error) => log(error.message));
  };
  try {
    const { postgres, dbUrl } = await openDatabase(options, log);
    if (postgres) closers.push(postgres.stop);
    const city = options.prepare === false ? null : await prepareDatabase(dbUrl, options.city);
    const isUp = () => postgres?.isUp() ?? true;
    const gatewayUrl = await giveGatewayPassword(
      options.adminUrl ?? postgres?.adminUrl ?? dbUrl,
      keys.databasePassword,
    );
    const storageDir = join(options.dataDir, 'storage');
    const gateway = await createGateway({
      ...options,
      ...keys,
      storageDir,
      url: gatewayUrl,
      ownerUrl: dbUrl,
      isUp,
      log,
    });
    closers.push(gateway.close);
    postgres?.onLost(gateway.replace);
    const realtime = attachRealtime({
      ...options.realtime,
      ...keys,
      server: gateway.server,
      ownerUrl: dbUrl,
      onReload: gateway.reload,
    });
    closers.push(realtime.close);
    const port = await listen(gateway.server, options.port, host);
    if (options.scheduler !== false) {
      closers.push(startScheduler(dbUrl, log).close, startRemoval(dbUrl, storageDir).close);
    }
    const url = `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
    return { url, dbUrl, anonKey: keys.anonKey, city, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use by another program. Choose another one with --port.`,
        EACCES: `Port ${port} needs special rights. Choose one above 1024 with --port.`,
        EADDRNOTAVAIL: `The address ${host} does not belong to this machine.`,
        ENOTFOUND: `The address ${host} does not belong to this machine.`,
      };
      fail(new Error(reason[error.code ?? ''] ?? `Port ${port} cannot be opened (${error.code}).`));
    });
    server.listen(port, host, done);
  });
  return (server.address() as AddressInfo).port;
}
