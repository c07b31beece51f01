import { App } from '@supabase/lite';
import { openConnection } from './connection';
import { unavailable } from './failures';
import { passwordRule } from '../database/passwordRule';
import { FILE_LIMIT, folderStorage } from './storage';

/** The library with its own connections; replaced as a whole when the database goes down. */
export interface Backend {
  app: App;
  /** Clears the cached catalogue, so that the next request reads it again. */
  reload(): Promise<void>;
  /** Resolves when these connections are abandoned; requests that use them are then answered with 503. */
  lost: Promise<Response>;
  lose(): void;
}

export interface BackendOptions {
  /** Database URL as the gateway's own role. */
  url: string;
  /** Database URL as the owner, used only to read the catalogue. */
  ownerUrl: string;
  jwtSecret: string;
  anonKey: string;
  /** Folder of stored files; created with the first file. */
  storageDir: string;
}

/**
 * Provides REST on schema `api` only, sign-in by account and password, and stored files. Connects on the first
 * request.
 */
export function openBackend(options: BackendOptions): Backend {
  const { connection, reload, close } = openConnection(options.url, options.ownerUrl);
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['api'], extra_search_path: [], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      publishable_key: options.anonKey,
      jwt_expiry: 3600,
      enable_signup: true,
      ...passwordRule(),
      email: { enable_signup: true, enable_confirmations: false },
    },
    storage: { enabled: true, file_size_limit: `${FILE_LIMIT}B`, image_transformation: { enabled: false } },
    db: { migrations: { enabled: false } },
    options: { server: { admin: false } },
  });
  Object.assign(app, { _storageAdapter: folderStorage(options.storageDir) });
  const giveUp = new AbortController();
  const lost = new Promise<Response>((done) =>
    giveUp.signal.addEventListener('abort', () => done(unavailable())),
  );
  return {
    app,
    lost,
    reload,
    lose: () => {
      giveUp.abort();
      void close().catch(() => undefined);
    },
  };
}
