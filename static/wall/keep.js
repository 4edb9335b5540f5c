// Rows that stay the same elements as long as their ids are there, and glide to a new place.

import { isStill } from "./motion.js";

const GLIDE = { duration: 800, easing: "cubic-bezier(.2,.8,.2,1)" };

const rowsOf = new WeakMap();
const glides = new WeakMap();

/**
 * Show items as rows in their order: `make()` gives a row with its `element`, `show(row, item)`
 * writes what the item says into it.
 */
export function keepRows(parent, items, make, show) {
  const known = rowsOf.get(parent) ?? new Map();
  const next = new Map();
  for (const item of items) {
    if (next.has(item.id)) continue;
    const row = known.get(item.id) ?? make(item);
    show(row, item);
    next.set(item.id, row);
  }
  rowsOf.set(parent, next);
  const wanted = [...next.values()].map((row) => row.element);
  const here = [...parent.children];
  if (wanted.length === here.length && wanted.every((element, at) => element === here[at])) return;
  const before = known.size && !isStill() ? placesOf(here) : null;
  arrange(parent, wanted);
  if (before) glide(wanted, before);
}

function arrange(parent, wanted) {
  wanted.forEach((element, at) => {
    if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
}

function placesOf(elements) {
  const places = new Map(elements.map((element) => [element, element.getBoundingClientRect()]));
  for (const element of elements) glides.get(element)?.cancel();
  return places;
}

function glide(elements, before) {
  const after = elements.map((element) => element.getBoundingClientRect());
  elements.forEach((element, at) => {
    const old = before.get(element);
    if (!old) {
      element.animate([{ opacity: 0 }, { opacity: 1 }], GLIDE);
      return;
    }
    const [left, top] = [old.left - after[at].left, old.top - after[at].top];
    if (!left && !top) return;
    const from = { transform: `translate(${left}px, ${top}px)` };
    glides.set(element, element.animate([from, { transform: "none" }], GLIDE));
  });
}
