// Keeps the page, its files and its fonts, so that a TV that is switched on while the server is
// away still has a wall to show. What the wall shows is kept by the page itself.

const LIMIT = 2500;
const build = new URL(self.location.href).searchParams.get("build") ?? "";
const shelf = `wall ${build}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.build === build) event.waitUntil(keepAll(event.data).catch(() => {}));
});

async function keepAll({ page, files }) {
  const cache = await caches.open(shelf);
  const known = new Set((await cache.keys()).map((request) => request.url));
  await Promise.all(files.filter((file) => !known.has(file)).map((file) => cache.add(file)));
  await keepPage(cache, page, await fetch(page, { cache: "no-store" }));
  const others = (await caches.keys()).filter((name) => name.startsWith("wall ") && name !== shelf);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** A page is kept by its screen; the token in its address isn't written anywhere. */
function nameOf(address) {
  const url = new URL(address);
  return `${url.origin}${url.pathname}?screen=${encodeURIComponent(url.searchParams.get("screen") ?? "")}`;
}

async function keepPage(cache, address, answer) {
  if (!answer.ok || !(await answer.clone().text()).includes(`data-build="${build}"`)) return;
  await cache.put(nameOf(address), answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname.endsWith("/wall")) {
    event.respondWith(page(request));
  } else if (/\/(wall\/assets|fonts)\//.test(url.pathname)) {
    event.respondWith(file(request));
  }
});

/** The server's page if it answers soon and well, else the one that was kept. */
async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(LIMIT) });
    if (answer.ok) return answer;
    return (await keptPage(request)) ?? answer;
  } catch (error) {
    const kept = await keptPage(request);
    if (kept) return kept;
    throw error;
  }
}

function keptPage(request) {
  return caches.match(nameOf(request.url));
}

async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(shelf)).put(request, answer.clone());
  return answer;
}
