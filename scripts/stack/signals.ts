/**
 * Calls `stop` on Ctrl-C and SIGTERM, and when npm is told to stop: it tells only the shell in between, which dies
 * without a word to us. SIGHUP keeps its usual effect, so that nohup works; the database's guard cleans up then.
 */
export function stopWithParent(stop: () => void): void {
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
