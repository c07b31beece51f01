import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { identify, type Realm } from './channel';
import { Hub } from './hub';
import { followInserts } from './inserts';
import { openPermission } from './permission';
import { ClientSocket } from './socket';

/** Path to which the unmodified Supabase client connects. */
const PATH = '/realtime/v1/websocket';
const MAX_FRAME_BYTES = 300_000;
const MAX_SOCKETS = 2_000;

export interface RealtimeOptions {
  server: Server;
  /** Database URL as the owner: evaluates policies and reads new messages. */
  ownerUrl: string;
  jwtSecret: string;
  anonKey: string;
  /** Refuses public channels; true unless a test needs them. */
  privateOnly?: boolean;
  /** Milliseconds without a message after which a socket is dropped; 60,000 as on the Supabase server. */
  idleMs?: number;
  /** Called on `notify pgrst`: the catalogue of the database has changed. */
  onReload?: () => void;
}

function refuse(socket: Duplex, status: string, error: string): void {
  const body = JSON.stringify({ error });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Implements the Supabase Realtime protocol (broadcast and presence) on the HTTP server's upgrade event. */
export function attachRealtime(options: RealtimeOptions): { close(): Promise<void> } {
  const { server, ownerUrl, idleMs = 60_000 } = options;
  const realm: Realm = {
    hub: new Hub(),
    permission: openPermission(ownerUrl),
    jwtSecret: options.jwtSecret,
    anonKey: options.anonKey,
    privateOnly: options.privateOnly ?? true,
  };
  const sockets = new Set<ClientSocket>();
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const inserts = followInserts(
    ownerUrl,
    (message) => realm.hub.broadcast(message),
    options.onReload ?? (() => undefined),
  );

  function onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy());
    let url: URL;
    try {
      url = new URL(request.url ?? '', 'http://localhost');
    } catch {
      return refuse(stream, '400 Bad Request', 'Malformed address');
    }
    if (url.pathname !== PATH) return refuse(stream, '404 Not Found', 'Not found');
    const key = [request.headers['x-api-key']].flat()[0] ?? url.searchParams.get('apikey') ?? '';
    try {
      identify(key, realm);
    } catch (error) {
      return refuse(stream, '401 Unauthorized', (error as Error).message);
    }
    if (sockets.size >= MAX_SOCKETS) return refuse(stream, '429 Too Many Requests', 'Too many connections');
    const version = url.searchParams.get('vsn') === '2.0.0' ? '2.0.0' : '1.0.0';
    upgrades.handleUpgrade(request, stream, head, (ws) => {
      const socket = new ClientSocket(ws, version, key, realm);
      sockets.add(socket);
      ws.on('close', () => sockets.delete(socket));
    });
  }
  server.on('upgrade', onUpgrade);

  const sweep = setInterval(
    () => {
      for (const socket of sockets) if (Date.now() - socket.heardAt > idleMs) socket.terminate();
    },
    Math.min(5_000, idleMs / 2),
  ).unref();

  return {
    close: async () => {
      clearInterval(sweep);
      server.off('upgrade', onUpgrade);
      for (const socket of sockets) socket.close();
      setTimeout(() => sockets.forEach((socket) => socket.terminate()), 500).unref();
      upgrades.close();
      await Promise.all([inserts.close(), realm.permission.close()]);
    },
  };
}
