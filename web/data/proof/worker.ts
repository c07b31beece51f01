import { solving, type Challenge } from './challenge';

/** Solves the challenge in a worker, so that the page stays responsive on a slow phone. */
self.addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  const work = solving(data);
  for (let step = work.next(); ; step = work.next()) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    self.postMessage(step.done ? { number: step.value } : { share: step.value });
    if (step.done) return;
  }
});
