import { chown, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { serverAccount, type Account } from './account';
import { reachableBinaries } from '../binariesCopy';
import { findBinaries } from './binaries';
import { withClient } from '../database/client';
import { clusterAccess } from '../clusterFolder';
import { loadKeys, makeFolder } from './keys';
import { stopOrphan } from './orphan';
import { launch, runToEnd, type Server } from './process';

/** Superuser of the embedded server; it makes what a hosted platform provides. */
export const ADMIN = 'supabase_admin';

/** How to start the embedded server. */
export interface PostgresOptions {
  /** Folder of one installation: the cluster, its log and its secrets. */
  dataDir: string;
  /** Port on 127.0.0.1; a free one when missing. */
  port?: number;
  /** False for throw-away clusters of tests: quicker, and not safe against a power cut. */
  durable?: boolean;
  /** Receives one line per noteworthy event. */
  log?: (line: string) => void;
}

/** A running server. */
export interface Postgres {
  /** Address as `postgres`, the role that owns the product's schemas and applies migrations. */
  url: string;
  /** Address as superuser. */
  adminUrl: string;
  /** Whether the server answers now; false while it restarts after a crash. */
  isUp(): boolean;
  /** Called whenever the server has died unexpectedly. */
  onLost(listener: () => void): void;
  stop(): Promise<void>;
}

const VERSION = '17';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** Makes the cluster beside its place and moves it there, so that a start cut short leaves nothing half-made. */
async function makeCluster(
  initdb: string,
  cluster: string,
  password: string,
  account: Account,
): Promise<void> {
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.password-${randomBytes(4).toString('hex')}`;
  await rm(fresh, { recursive: true, force: true });
  try {
    await makeFolder(fresh);
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account.uid !== undefined) {
      await chown(fresh, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const { cwd, folder, input } = clusterAccess(fresh, account);
    const passwordInput = await open(passwordFile);
    try {
      await runToEnd(
        initdb,
        [
          '-D',
          folder,
          `--username=${ADMIN}`,
          `--pwfile=${input ?? passwordFile}`,
          '--auth=scram-sha-256',
          '--locale=C.UTF-8',
          '--encoding=UTF8',
          '--no-instructions',
          '--no-sync',
        ],
        { account, cwd, input: passwordInput.fd },
      );
    } finally {
      await passwordInput.close();
    }
    await rename(fresh, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function checkVersion(cluster: string): Promise<boolean> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw new Error(
        `The database in ${cluster} cannot be read (${error.code}). Start as the user who made it.`,
      );
    },
  );
  if (version !== null && version.trim() !== VERSION) {
    throw new Error(
      `The database in ${cluster} was made by PostgreSQL ${version.trim()}; this is ${VERSION}.`,
    );
  }
  return version !== null;
}

function settings(port: number, durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // The test files that run at once share one server.
    max_connections: durable ? 60 : 200,
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    wal_level: 'replica',
    idle_in_transaction_session_timeout: '60s',
    log_min_messages: 'warning',
    // Statements and parameters hold people's names and words: never in a log.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Starts PostgreSQL on the data folder, making the cluster on the first start. A server left over from a crash is
 * stopped first; one that dies later is started again. Throws one clear sentence when it cannot.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { durable = true, log = () => undefined } = options;
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  const found = await findBinaries();
  const exists = await checkVersion(cluster);
  const keys = await loadKeys(dataDir);
  const account = await serverAccount(cluster);
  const binaries = await reachableBinaries(found, account, log);
  if (exists) await stopOrphan(cluster);
  else await makeCluster(binaries.initdb, cluster, keys.databasePassword, account);
  await writeFile(`${cluster}.starter`, String(process.pid));

  const port = options.port ?? (await freePort());
  const adminUrl = `postgres://${ADMIN}:${keys.databasePassword}@127.0.0.1:${port}/postgres`;
  const begin = () =>
    launch({
      program: binaries.postgres,
      // Lists of processes tell by this name whose server it is.
      args: ['-c', `cluster_name=${cluster}`, ...settings(port, durable)],
      cluster,
      account,
      adminUrl,
    });

  let server: Server = await begin();
  let stopping = false;
  let up = true;
  const lost: (() => void)[] = [];
  const supervise = (running: Server) => {
    void running.ended.then(async () => {
      up = false;
      if (!stopping) lost.forEach((tell) => tell());
      for (let attempt = 1; !stopping; attempt++) {
        log(`The database stopped unexpectedly; starting it again (attempt ${attempt}).`);
        try {
          await stopOrphan(cluster);
          server = await begin();
          if (stopping) return void server.stop();
          up = true;
          log('The database is back.');
          return supervise(server);
        } catch (error) {
          log((error as Error).message);
          await new Promise((done) => setTimeout(done, Math.min(attempt * 500, 10_000)).unref());
        }
      }
    });
  };
  supervise(server);

  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query(`select from pg_roles where rolname = 'postgres'`);
    if (!rowCount) await client.query('create role postgres login createdb createrole bypassrls');
    await client.query(`alter role postgres password ${client.escapeLiteral(keys.databasePassword)}`);
  });
  return {
    url: adminUrl.replace(ADMIN, 'postgres'),
    adminUrl,
    isUp: () => up,
    onLost: (listener) => void lost.push(listener),
    stop: async () => {
      stopping = true;
      await server.stop();
      await rm(`${cluster}.starter`, { force: true });
    },
  };
}
