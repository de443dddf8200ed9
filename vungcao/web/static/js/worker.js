// Keeps one page for times without a network, and static files by their hash; nothing personal.
// SETUP, {realm, version, page, files, leave}, stands before this file: vungcao/web/offline.py.
const SHELL = `${SETUP.realm}-shell-${SETUP.version}`;
const FILES = `${SETUP.realm}-files-${SETUP.version}`;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\./;

async function fill() {
  const cache = await caches.open(SHELL);
  // Without cookies: what is kept is the same for everybody. A name that carries its hash never
  // changes: what the first page has just fetched is not fetched again.
  const wanted = [SETUP.page, ...SETUP.files].map((address) => new Request(
    address, { credentials: "omit", cache: HASHED.test(address) ? "default" : "reload" }));
  await cache.addAll(wanted);
  await self.skipWaiting();
}

// Another version, another mode on the same address, or somebody who has signed out.
async function wipe(kept) {
  for (const name of await caches.keys()) if (!kept.includes(name)) await caches.delete(name);
}

async function begin() {
  await wipe([SHELL, FILES]);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const kept = await caches.match(SETUP.page, { cacheName: SHELL });
    return kept ?? Response.error();
  }
}

async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") {
    const cache = await caches.open(FILES);
    await cache.put(request, answer.clone());
  }
  return answer;
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET") { // passes untouched; only whether it signs out is looked at
    if (pathname === SETUP.leave) event.waitUntil(wipe([SHELL]));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (origin === location.origin && (HASHED.test(pathname) || SETUP.files.includes(pathname))) {
    event.respondWith(file(request));
  }
});
