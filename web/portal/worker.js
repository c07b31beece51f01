/**
 * Service worker that caches the portal's own files, so that an application can be written without a network.
 * Only the files named here are cached: never an answer of the API, never a page of the console. Which case
 * somebody follows is in the fragment of a URL and never reaches this worker.
 */
const CACHE = 'portal-%VERSION%';
const FILES = new Set(['%FILES%']);

/** A page that takes longer is served from the cache. */
const TIMEOUT_MS = 3000;

self.addEventListener('install', (event) => {
  const fresh = ['/', ...FILES].map((path) => new Request(path, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('portal-') && name !== CACHE);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// The user pressed "update".
self.addEventListener('message', (event) => {
  if (event.data === 'update') void self.skipWaiting();
});

async function page(request) {
  const kept = await caches.match('/', { cacheName: CACHE });
  const late = new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS, kept));
  const net = fetch(request).catch(() => kept ?? Response.error());
  return kept ? Promise.race([net, late]) : net;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === '/') event.respondWith(page(request));
  else if (FILES.has(pathname))
    event.respondWith(caches.match(request, { cacheName: CACHE }).then((kept) => kept ?? fetch(request)));
});
