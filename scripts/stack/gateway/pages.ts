import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
};
const TEXT = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);

/** Values that are inserted into the pages when they are served. */
export interface PageFacts {
  anonKey: string;
  staffDomain: string;
  /** Origins from which maps may load tiles; none when missing. */
  tileHosts?: () => Promise<readonly string[]>;
}

/** Security headers: nothing is loaded from other origins and no page may be framed. MUI needs inline styles. */
function securityHeaders(host: string, tiles: readonly string[], scripts = ''): Record<string, string> {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return {
    'content-security-policy': [
      "default-src 'self'",
      `script-src 'self'${scripts}`,
      "style-src 'self' 'unsafe-inline'",
      ["img-src 'self' data: blob:", ...tiles].join(' '),
      "font-src 'self' data:",
      `connect-src 'self'${sockets}`,
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=()',
  };
}

interface Prepared {
  modified: number;
  plain: Buffer;
  /** Digests of the page's inline scripts, for the content security policy. */
  scripts: string;
  /** Compressed versions, each created at the first request for its encoding. */
  smaller: Partial<Record<Encoding, Promise<Buffer>>>;
}

const COMPRESS = {
  br: (plain: Buffer) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (plain: Buffer) => promisify(gzip)(plain),
};
type Encoding = keyof typeof COMPRESS;
const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

/** The file for a URL path: the page for one of its routes, null when there is none. */
function fileOf(path: string): string | null {
  if (path === '/' || path === '/index.html') return 'portal/index.html';
  if (path === '/console' || path.startsWith('/console/')) return 'console/index.html';
  let name: string;
  try {
    name = normalize(decodeURIComponent(path)).slice(1);
  } catch {
    return null;
  }
  // No hidden files, no path outside of the folder, and HTML pages only at their own addresses.
  return name === '' || /(^|[\\/])\.|\0/.test(name) || name.endsWith('.html') ? null : name;
}

/**
 * Serves the built pages from `dist`: compressed once, assets cached forever, HTML always revalidated and with the
 * facts filled in.
 */
export function servePages(dist: string, facts: PageFacts): (request: Request) => Promise<Response> {
  const kept = new Map<string, Prepared>();

  async function prepare(file: string): Promise<Prepared | null> {
    const path = join(dist, file);
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return null;
    const known = kept.get(file);
    if (known && known.modified === info.mtimeMs) return known;
    let plain: Buffer = await readFile(path);
    if (file.endsWith('.html')) plain = Buffer.from(fill(plain.toString('utf8'), facts));
    const fresh: Prepared = {
      modified: info.mtimeMs,
      plain,
      scripts: file.endsWith('.html') ? digestsOf(plain.toString('utf8')) : '',
      smaller: {},
    };
    kept.set(file, fresh);
    return fresh;
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const url = new URL(request.url);
    const file = fileOf(url.pathname);
    const found = file === null ? null : await prepare(file);
    if (!file || !found) {
      const headers = { ...securityHeaders(url.host, []), 'content-type': 'text/plain; charset=utf-8' };
      return new Response('Not found', { status: 404, headers });
    }
    // Only HTML pages show maps, so only they need the tile hosts.
    const tiles = file.endsWith('.html') ? await (facts.tileHosts?.() ?? []) : [];
    const headers = new Headers({
      ...securityHeaders(url.host, tiles, found.scripts),
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
    });
    const encoding = encodingOf(file, found, request.headers.get('accept-encoding') ?? '');
    const body = await encodedAs(encoding, found);
    if (encoding) headers.set('content-encoding', encoding);
    headers.set('content-length', String(body.length));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
}

async function encodedAs(encoding: Encoding | undefined, { plain, smaller }: Prepared): Promise<Buffer> {
  return encoding ? (smaller[encoding] ??= COMPRESS[encoding](plain)) : plain;
}

/** The encoding for a file that the client accepts; undefined when compressing it is not worth it. */
function encodingOf(file: string, { plain }: Prepared, accepted: string): Encoding | undefined {
  if (!TEXT.has(extname(file)) || plain.length <= 1000) return undefined;
  return ENCODINGS.find((one) => accepted.includes(one));
}

/** Digests of the inline scripts of a page, as its content security policy lists them. */
function digestsOf(html: string): string {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    .map(([, code = '']) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    .join('');
}

const escapeAttribute = (text: string) => text.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Fills the page's meta tags. The server address stays empty, since the page calls its own origin. */
function fill(html: string, facts: PageFacts): string {
  const values = { 'supabase-key': facts.anonKey, 'staff-domain': facts.staffDomain };
  return html.replace(
    /(<meta\s+name="(supabase-key|staff-domain)"\s+content=")[^"]*"/g,
    (_, head: string, name: keyof typeof values) => `${head}${escapeAttribute(values[name])}"`,
  );
}
