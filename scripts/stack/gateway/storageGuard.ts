import { carriesPosition, pictureType } from './fileContent';
import { StorageRefusal } from './storage';

/**
 * Storage requests that are passed to the library. Buckets are created by migrations; the library's routes that
 * change buckets stay closed, since emptying one needs no permission to delete.
 */
const OPEN: [methods: RegExp, path: RegExp][] = [
  [/^(GET|HEAD|OPTIONS)$/, /^\/storage\/v1\/bucket(\/[^/]+)?$/],
  [/^(GET|HEAD|POST|PUT|DELETE|OPTIONS)$/, /^\/storage\/v1\/object\/./],
];

/** Whether a storage request is passed to the library. */
export function isStorageCall(method: string, pathname: string): boolean {
  return OPEN.some(([methods, path]) => methods.test(method) && path.test(pathname));
}

/** The bucket to which people without an account upload photos. */
const EVIDENCE = 'case-evidence';

/**
 * Allowed object names: only characters that a URL can contain unencoded. The library would store others in their
 * encoded form.
 */
const NAME = /^[\w!.*'()&$@=;:+,~-]+(\/[\w!.*'()&$@=;:+,~-]+)*$/;

function checkName(name: unknown): void {
  if (typeof name !== 'string' || name.length > 1000 || name.includes('..') || !NAME.test(name))
    throw new StorageRefusal(400, 'invalid_key', 'Names of files are letters, digits and simple signs.');
}

/** Refuses a file that is not the picture it claims to be, and evidence with a GPS position; our pages send neither. */
async function checkPicture(request: Request, bucket: string): Promise<Request> {
  const type = request.headers.get('content-type') ?? '';
  const picture = /^image\/(jpeg|png|webp)$/.test(type);
  if (!picture && bucket !== EVIDENCE) return request;
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (pictureType(bytes) !== type || (bucket === EVIDENCE && carriesPosition(bytes)))
    throw new StorageRefusal(400, 'invalid_file', 'The file is not the picture that it says it is.');
  return new Request(request.url, { method: request.method, headers: request.headers, body: bytes });
}

/** Refuses to move or copy a file to or from a name that is not allowed. */
async function checkNames(request: Request, moves: boolean): Promise<Request> {
  const text = await request.text();
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new StorageRefusal(400, 'invalid_request', 'The body is no JSON.');
  }
  if (moves) for (const key of ['sourceKey', 'destinationKey']) checkName(body?.[key]);
  return new Request(request.url, { method: request.method, headers: request.headers, body: text });
}

/** The bucket and the name of the object to which a request writes; null when it writes none. */
function targetOf({ method }: Request, verb: string, rest: string): { bucket: string; name: string } | null {
  if (method !== 'POST' && method !== 'PUT') return null;
  const slash = rest.indexOf('/');
  if (/^(list|move|copy)$/.test(verb) || slash < 0) return null;
  return { bucket: rest.slice(0, slash), name: rest.slice(slash + 1) };
}

/**
 * Checks a request and extracts the file from the multipart form that the client library sends: the server library
 * expects it under another field name, and would store the whole form when a file is replaced. Throws
 * StorageRefusal.
 */
export async function prepare(request: Request): Promise<Request> {
  const { pathname } = new URL(request.url);
  const [, verb = '', rest = ''] =
    /^\/storage\/v1\/object\/(list|move|copy|sign|upload\/sign)?\/?(.*)$/.exec(pathname) ?? [];
  const type = request.headers.get('content-type') ?? '';
  const target = targetOf(request, verb, rest);
  if (target) checkName(target.name);
  // Signing an address sends no file.
  if (target && verb !== 'sign') {
    const file = type.startsWith('multipart/form-data') ? await unwrap(request) : request;
    return checkPicture(file, target.bucket);
  }
  if (!type.startsWith('application/json') || !(verb || request.method === 'DELETE')) return request;
  return checkNames(request, verb === 'move' || verb === 'copy');
}

async function unwrap(request: Request): Promise<Request> {
  const form = await request.formData().catch(() => null);
  const file = form && [...form.values()].find((part) => typeof part !== 'string');
  if (!file) throw new StorageRefusal(400, 'invalid_request', 'The form holds no file.');
  const headers = new Headers(request.headers);
  const keep = form.get('cacheControl');
  if (typeof keep === 'string' && /^\d{1,9}$/.test(keep)) headers.set('cache-control', `max-age=${keep}`);
  headers.set('content-type', file.type || 'application/octet-stream');
  headers.set('content-length', String(file.size));
  return new Request(request.url, { method: request.method, headers, body: await file.arrayBuffer() });
}

interface Signed {
  signedUrl?: string;
}

/** Renames signed URLs in a response as the client library expects them: relative to the storage API. */
export async function nameAddresses(request: Request, answer: Response): Promise<Response> {
  if (request.method !== 'POST' || !answer.ok || !/\/object\/(upload\/)?sign\//.test(request.url))
    return answer;
  const body = (await answer.json()) as Signed | Signed[];
  const named = (one: Signed) => {
    const path = one.signedUrl ? one.signedUrl.replace(/^\/storage\/v1/, '') : null;
    return { ...one, signedURL: path, url: path };
  };
  return Response.json(Array.isArray(body) ? body.map(named) : named(body));
}

/**
 * Makes a downloaded file harmless: it has the same origin as the pages, where an uploaded page or script could read
 * the session of the staff.
 */
export function tame(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('content-security-policy', "sandbox; default-src 'none'");
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-disposition', 'attachment');
  return new Response(answer.body, { status: answer.status, headers });
}

/** The response to a storage request that was refused; null when the failure has another cause. */
export function explainStorage(failure: unknown): Response | null {
  const { code = '' } = (failure ?? {}) as { code?: string };
  const refusal =
    failure instanceof StorageRefusal
      ? failure
      : /^ERR_J(WT|WS|OSE)/.test(code)
        ? new StorageRefusal(400, 'invalid_token', 'The signed address is not valid or has run out.')
        : null;
  if (!refusal) return null;
  const { status, message } = refusal;
  const body = {
    code: refusal.code,
    message,
    details: null,
    hint: status === 413 ? 'error.too_large' : refusal.code === 'invalid_file' ? 'error.invalid_file' : null,
  };
  return Response.json({ ...body, statusCode: String(status), error: refusal.code }, { status });
}
