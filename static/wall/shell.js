// The page itself: kept for a start without a server, and changed for a new build of it.

import { build } from "./address.js";

const LIMIT = 5000;
const AGAIN = 60_000;
const KEEP_AFTER = 2000;

/** Let the worker keep this page, its files and its fonts. */
export async function keepShell() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const tell = () => setTimeout(() => serviceWorker.controller?.postMessage(filesOfPage()), KEEP_AFTER);
  try {
    const here = new URL("wall", window.location.href);
    const worker = new URL(`wall/worker.js?build=${encodeURIComponent(build)}`, window.location.href);
    serviceWorker.addEventListener("controllerchange", tell);
    await serviceWorker.register(worker, { scope: here.pathname });
    await serviceWorker.ready;
    tell();
  } catch (error) {
    console.warn("wall: this page can't be kept for a start without the server", error);
  }
}

function filesOfPage() {
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const kept = files.filter((name) => /\/(wall\/assets|fonts)\//.test(new URL(name).pathname));
  return { build, page: window.location.href, files: [...new Set(kept)] };
}

/** Whether the server has a page of this build: only then is a reload safe and of use. */
async function isThere(wanted) {
  const answer = await fetch(window.location.href, {
    cache: "no-store",
    signal: AbortSignal.timeout(LIMIT),
  });
  return answer.ok && (await answer.text()).includes(`data-build="${wanted}"`);
}

let tried = { build, at: -Infinity };

/** Reload for a new build, at most once in a while for the same one. */
export async function reloadFor(wanted, save) {
  if (tried.build === wanted && performance.now() - tried.at < AGAIN) return;
  tried = { build: wanted, at: performance.now() };
  try {
    if (!(await isThere(wanted))) return;
  } catch {
    tried.at = -Infinity;
    return;
  }
  save();
  window.location.reload();
}
