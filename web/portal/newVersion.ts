import { useEffect, useState } from 'react';

/** The service worker that waits to take over, once there is one. */
let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

function announce(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const tell of listeners) tell();
}

/** Registers the service worker where the browser can, after the first page has been shown. */
export function keepOnDevice(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // The open page changes to a new version only when the user asks for it.
  const { controller } = navigator.serviceWorker;
  let reloaded = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controller && !reloaded) window.location.reload();
    reloaded = true;
  });
  const register = async () => {
    const registration = await navigator.serviceWorker.register('/worker.js');
    if (registration.waiting && controller) announce(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const found = registration.installing;
      found?.addEventListener('statechange', () => {
        if (found.state === 'installed' && controller) announce(found);
      });
    });
  };
  // The portal works without it in browsers that refuse (a private window, an old WebView).
  window.addEventListener('load', () => setTimeout(() => void register().catch(() => undefined), 1500));
}

/** Returns a function that switches to the new version, null while there is none. */
export function useNewVersion(): (() => void) | null {
  const [worker, setWorker] = useState(waiting);
  useEffect(() => {
    const look = () => setWorker(waiting);
    listeners.add(look);
    look();
    return () => void listeners.delete(look);
  }, []);
  return worker && (() => worker.postMessage('update', {}));
}
