/**
 * Calls `stop` on Ctrl-C, on SIGTERM, and when npm is stopped: npm signals only the shell in between, which exits
 * without passing the signal on. SIGHUP keeps its default effect, so that nohup works; the database's watchdog then
 * cleans up.
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
