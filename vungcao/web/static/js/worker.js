// Keeps one page for times without a network, and static files by their hash; nothing personal.
// Forms of figures may be kept as well, where the server says so (X-Offline), until signing out.
// What is typed there never passes here: the queue belongs to the page, where the person sees it.
// Public pages that say so (X-For-Everybody) are kept as they are read, the last thirty, and whoever
// signs out leaves them there; so is what is heard, when a reader keeps it (player.js).
// SETUP, {realm, version, page, files, leave}, stands before this file: vungcao/web/offline.py.
const SHELL = `${SETUP.realm}-shell-${SETUP.version}`;
const FILES = `${SETUP.realm}-files-${SETUP.version}`;
const PAGES = `${SETUP.realm}-pages`; // of whatever version: what was opened in town opens uphill
const READ = `${SETUP.realm}-read`;
const MOST_READ = 30;
const LIST = "/thu-tuc/"; // which papers one needs: it stays however much is read afterwards
const HEARD = "vungcao-audio";
const OWNER = "/chu-trang"; // not an address: a mark for whom the pages were kept
const PATIENCE = 15000;
const STATIC = /\/static\/[^"'<>\s)]+/g;
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
  await wipe([SHELL, FILES, PAGES, READ, HEARD]);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

// The one that was read last is the last of them.
async function keepRead(address, answer) {
  const read = await caches.open(READ);
  await read.delete(address, { ignoreVary: true });
  await read.put(address, answer);
  const others = (await read.keys()).filter((one) => new URL(one.url).pathname !== LIST);
  for (const one of others.slice(0, -MOST_READ)) await read.delete(one, { ignoreVary: true });
}

// A page that says it may be kept, and never a sign-in page that answered in its place.
async function keep(address, answer) {
  if (answer.ok && !answer.redirected && answer.headers.has("X-For-Everybody")) {
    return keepRead(address, answer);
  }
  if (!answer.ok || answer.redirected || answer.headers.get("X-Offline") !== "1") return;
  const pages = await caches.open(PAGES);
  const owner = answer.headers.get("X-User") ?? "";
  const before = await pages.match(OWNER);
  if (!before || (await before.text()) !== owner) {
    for (const request of await pages.keys()) await pages.delete(request);
    await pages.put(OWNER, new Response(owner));
  }
  const shown = await answer.clone().text();
  await pages.put(address, answer);
  const files = new Set(shown.match(STATIC) ?? []);
  await Promise.allSettled([...files].map(async (name) => (await pages.match(name)) ?? pages.add(name)));
}

const fresh = async (event) => (await event.preloadResponse) ?? fetch(event.request);
const later = (answer) => new Promise((settle) => setTimeout(() => settle(answer), PATIENCE));

// The address of an article, whichever of its recordings was chosen.
function unheard(address) {
  const place = new URL(address);
  place.searchParams.delete("nghe");
  return place.href;
}

async function page(event) {
  const find = (cacheName, address = event.request.url) => caches.match(
    address, { cacheName, ignoreVary: true });
  const kept = (await find(PAGES)) ?? (await find(READ)) ?? (await find(READ, unheard(event.request.url)));
  const asked = fresh(event);
  event.waitUntil(asked.then((answer) => keep(event.request.url, answer.clone())).catch(() => {}));
  try {
    const answer = await (kept ? Promise.race([asked, later(kept)]) : asked);
    return kept && answer.status >= 500 ? kept : answer;
  } catch {
    return kept ?? (await caches.match(SETUP.page, { cacheName: SHELL })) ?? Response.error();
  }
}

// Before a server's first collectstatic names carry no hash: then the network comes first.
async function plain(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { cacheName: PAGES, ignoreVary: true })) ?? Response.error();
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

// What a page that came before this worker is drawn with; the browser has just fetched it.
const keepFiles = (shown) => Promise.allSettled(
  [...new Set(shown.match(STATIC) ?? [])].filter((name) => HASHED.test(name)).map(
    (name) => file(new Request(name))));

// A player asks for a stretch of what is kept whole.
async function sound(request) {
  const kept = await caches.match(request.url, { cacheName: HEARD, ignoreVary: true });
  if (!kept) return fetch(request);
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!asked) return kept;
  const whole = await kept.blob();
  const from = Number(asked[1]);
  const to = Math.min(Number(asked[2] || Infinity), whole.size - 1);
  const said = { "Accept-Ranges": "bytes", "Content-Range": `bytes ${from}-${to}/${whole.size}` };
  if (from > to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } });
  const headers = { ...said, "Content-Type": whole.type, "Content-Length": String(to + 1 - from) };
  return new Response(whole.slice(from, to + 1, whole.type), { status: 206, headers });
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET") { // passes untouched; only whether it signs out is looked at
    if (pathname === SETUP.leave) event.waitUntil(wipe([SHELL, READ, HEARD]));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (origin === location.origin && request.destination === "audio") {
    event.respondWith(sound(request));
  } else if (origin === location.origin && (HASHED.test(pathname) || SETUP.files.includes(pathname))) {
    event.respondWith(file(request));
  } else if (origin === location.origin && pathname.startsWith("/static/")) {
    event.respondWith(plain(request));
  }
});
// A page that came before this worker stood asks to be looked after, and then to be kept.
self.addEventListener("message", (event) => {
  if (event.data?.claim) event.waitUntil(self.clients.claim());
  const address = new URL(event.data?.keep ?? "", location.href);
  if (!event.data?.keep || address.origin !== location.origin) return;
  event.waitUntil(fetch(address).then(async (answer) => {
    const shown = answer.clone();
    await keep(address.href, answer);
    if (shown.headers.has("X-For-Everybody")) await keepFiles(await shown.text());
  }));
});
