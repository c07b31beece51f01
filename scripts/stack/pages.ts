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

/** What the pages are told when they are served. */
export interface PageFacts {
  anonKey: string;
  staffDomain: string;
  /** Origins that the maps may load tiles from; none without. */
  tileHosts?: () => Promise<readonly string[]>;
}

/** Rules for the browser: nothing from elsewhere, no framing. MUI writes its styles into the page, hence inline styles. */
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
  /** Digests of the scripts that a page holds itself, for its rules. */
  scripts: string;
  /** The same, made smaller when somebody first asks for it so. */
  smaller: Partial<Record<Encoding, Promise<Buffer>>>;
}

const COMPRESS = {
  br: (plain: Buffer) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (plain: Buffer) => promisify(gzip)(plain),
};
type Encoding = keyof typeof COMPRESS;
const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

/** The file of a public path, or null when the path names a page's route or nothing. */
function fileOf(path: string): string | null {
  if (path === '/' || path === '/index.html') return 'portal/index.html';
  if (path === '/console' || path.startsWith('/console/')) return 'console/index.html';
  let name: string;
  try {
    name = normalize(decodeURIComponent(path)).slice(1);
  } catch {
    return null;
  }
  // No hidden files, no way out of the folder, and a page only under its own address.
  return name === '' || /(^|[\\/])\.|\0/.test(name) || name.endsWith('.html') ? null : name;
}

/** Serves the built pages from `dist`: compressed once, assets for ever, pages never kept and with their facts filled in. */
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
    const url = new URL(request.url);
    const file = fileOf(url.pathname);
    // Only a page has pictures; whatever else is asked for goes without the question.
    const tiles = file?.endsWith('.html') ? await (facts.tileHosts?.() ?? []) : [];
    const headers = new Headers(securityHeaders(url.host, tiles));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const found = file === null ? null : await prepare(file);
    if (!file || !found) {
      headers.set('content-type', 'text/plain; charset=utf-8');
      return new Response('Not found', { status: 404, headers });
    }
    if (found.scripts) {
      const { 'content-security-policy': rules } = securityHeaders(url.host, tiles, found.scripts);
      headers.set('content-security-policy', rules!);
    }
    headers.set('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    headers.set(
      'cache-control',
      file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    headers.set('vary', 'accept-encoding');
    const accepted = request.headers.get('accept-encoding') ?? '';
    const worthIt = TEXT.has(extname(file)) && found.plain.length > 1000;
    const encoding = worthIt ? ENCODINGS.find((one) => accepted.includes(one)) : undefined;
    const body = encoding ? await (found.smaller[encoding] ??= COMPRESS[encoding](found.plain)) : found.plain;
    if (encoding) headers.set('content-encoding', encoding);
    headers.set('content-length', String(body.length));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
}

/** The scripts written into a page, as its rules for the browser name them. */
function digestsOf(html: string): string {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    .map(([, code]) => ` 'sha256-${createHash('sha256').update(code!).digest('base64')}'`)
    .join('');
}

const escapeAttribute = (text: string) => text.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Fills the page's meta tags. The address stays empty: the page calls where it came from. */
function fill(html: string, facts: PageFacts): string {
  const values: Record<string, string> = { 'supabase-key': facts.anonKey, 'staff-domain': facts.staffDomain };
  return html.replace(
    /(<meta\s+name="(supabase-key|staff-domain)"\s+content=")[^"]*"/g,
    (_, head: string, name: string) => {
      return `${head}${escapeAttribute(values[name]!)}"`;
    },
  );
}
