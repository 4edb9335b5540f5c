// Keeps the TV's panel on, where the browser lets a page do that.

let lock = null;

async function request() {
  if (lock || document.visibilityState !== "visible") return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => {
      lock = null;
    }, { once: true });
  } catch {
    // No battery, no permission or no secure address: the kiosk's own settings keep it on.
  }
}

export function keepAwake() {
  if (!("wakeLock" in navigator)) return;
  document.addEventListener("visibilitychange", request);
  request();
}
