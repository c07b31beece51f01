import { solving, type Challenge } from './challenge';
import { PROOF_EVENT } from './event';

const tell = (share: number | null) => window.dispatchEvent(new CustomEvent(PROOF_EVENT, { detail: share }));

type Step = { share: number } | { number: number | null };

/** Solves in a web worker. Rejects where there is none. */
function inWorker(challenge: Challenge, signal?: AbortSignal): Promise<number | null> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      signal?.removeEventListener('abort', give);
    };
    const give = () => {
      end();
      fail(new DOMException('', 'AbortError'));
    };
    signal?.addEventListener('abort', give);
    worker.addEventListener('error', () => {
      end();
      fail(new Error('no worker'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Step>) => {
      if ('share' in data) {
        tell(data.share);
        return;
      }
      end();
      done(data.number);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(challenge);
  });
}

/** Solves in the page itself, with pauses in which the browser can draw. */
async function here(challenge: Challenge, signal?: AbortSignal): Promise<number | null> {
  const work = solving(challenge);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (signal?.aborted) throw new DOMException('', 'AbortError');
    tell(step.value);
    await new Promise((go) => setTimeout(go));
  }
}

/** Solves a challenge and returns the header that proves it; null when it cannot be solved. */
export async function prove(given: object, signal?: AbortSignal): Promise<string | null> {
  const challenge = given as Challenge;
  tell(0);
  try {
    const number = await inWorker(challenge, signal).catch((failure: unknown) => {
      if (signal?.aborted) throw failure;
      return here(challenge, signal);
    });
    if (number === null) return null;
    const { algorithm, salt, signature } = challenge;
    return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
  } finally {
    tell(null);
  }
}
