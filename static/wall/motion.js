// Whether anything may move: the screen's setting and the wish of the system both count.

const wish = window.matchMedia("(prefers-reduced-motion: reduce)");
const root = document.documentElement;

export function allowMotion(allowed) {
  root.dataset.motion = allowed ? "alive" : "still";
}

export function isStill() {
  return wish.matches || root.dataset.motion === "still" || document.hidden;
}
