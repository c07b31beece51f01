/** A request of a page to the interface of the database. */
export interface Asked {
  /** The view, or `rpc/` and the function. */
  name: string;
  /** The filters of a view. */
  query: URLSearchParams;
  /** The arguments of a function. */
  args: Record<string, unknown>;
}

/** What the server answers: rows, or a refusal made by `refusal`. */
type Answer = unknown[] | Response;

/** An answer, or what makes one from the request; a promise lets a page wait. */
export type Reply = Answer | ((asked: Asked) => Answer | Promise<Answer>);

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A refusal as the database gives it: the status, the code of its message and its parameters. */
export const refusal = (status: number, code: string, params: Record<string, unknown> = {}): Response =>
  json(
    { code: `PT${status}`, message: code, hint: `error.${code}`, details: JSON.stringify(params) },
    status,
  );

/** The refusal of a right. */
export const forbidden = (): Response =>
  json({ code: '42501', message: 'permission denied', hint: null, details: null }, 403);

/** The failure of a server that could not answer, a proxy's for example. A page tries some of them again. */
export const failure = (status = 500): Response => json({ message: 'failed' }, status);

/** A reply that the test gives later; until then the page waits. */
export function later(): { reply: Reply; answer: (answer: Answer) => void } {
  let answer: (answer: Answer) => void = () => undefined;
  const promise = new Promise<Answer>((resolve) => (answer = resolve));
  return { reply: () => promise, answer };
}

/**
 * The interface of the database as the pages see it: answers by the name of a view or function. What a test does not
 * name has no rows.
 */
export class FakeServer {
  readonly #replies = new Map<string, Reply>();
  /** All requests so far, the oldest first. */
  readonly asked: Asked[] = [];

  /** Sets the reply of a view (`cases`) or function (`rpc/case_file`), until it is set again. */
  reply(name: string, reply: Reply): this {
    this.#replies.set(name, reply);
    return this;
  }

  /** The requests of a view or function so far. */
  askedFor(name: string): Asked[] {
    return this.asked.filter((one) => one.name === name);
  }

  /** Answers a request of a page. */
  async answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(new URL(input instanceof Request ? input.url : input, location.href), init);
    const { pathname, searchParams: query } = new URL(request.url);
    const name = /^\/rest\/v1\/(.+)$/.exec(pathname)?.[1];
    if (name === undefined) return json({});
    const args = request.method === 'POST' ? ((await request.json()) as Asked['args']) : {};
    const asked = { name, query, args };
    this.asked.push(asked);
    const reply = this.#replies.get(name) ?? [];
    const answer = typeof reply === 'function' ? await reply(asked) : reply;
    if (request.signal.aborted) throw new DOMException('', 'AbortError');
    if (answer instanceof Response) return answer.clone();
    const single = request.headers.get('accept')?.includes('vnd.pgrst.object');
    return json(single ? answer[0] : answer);
  }
}

let current = new FakeServer();

// Set once: a client of the database keeps the `fetch` that it found at its start.
globalThis.fetch = (input, init) => current.answer(input, init);

/** Lets a server answer all requests from now on. */
export function serve(server: FakeServer): void {
  current = server;
}
