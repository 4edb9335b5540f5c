// Figures that count up to what they have become.

import { write } from "./draw.js";
import { isStill } from "./motion.js";

const LASTS = 900;
//: Words before, a whole part, perhaps a point with what follows it, words behind.
const SHAPE = /^(\D*)(\d+)(?:([.,])(\d+))?(\D*)$/u;

//: The figures that are on their way, by element; empty when nothing moves.
const counting = new Map();

/** Show a figure; one of the same shape is reached step by step, any other one stands at once. */
export function countTo(element, text) {
  const wanted = String(text ?? "");
  const going = counting.get(element);
  if (going ? going.text === wanted : element.textContent === wanted) return;
  counting.delete(element);
  const steps = isStill() ? null : stepsBetween(element.textContent, wanted);
  if (!steps) {
    write(element, wanted);
    return;
  }
  if (!counting.size) requestAnimationFrame(count);
  counting.set(element, { text: wanted, steps, began: performance.now() });
}

/** What stands at a share of the way, or nothing where the shapes of the two differ. */
function stepsBetween(before, after) {
  const [from, to] = [SHAPE.exec(before), SHAPE.exec(after)];
  if (!from || !to || [1, 3, 5].some((at) => from[at] !== to[at])) return null;
  const digits = to[4]?.length ?? 0;
  if (digits !== (from[4]?.length ?? 0)) return null;
  const [start, end] = [from, to].map((one) => Number(one[2] + (one[4] ?? "")));
  return (share) => {
    const now = String(Math.round(start + (end - start) * share)).padStart(digits + 1, "0");
    const whole = digits ? now.slice(0, -digits) + to[3] + now.slice(-digits) : now;
    return to[1] + whole + to[5];
  };
}

function count(now) {
  for (const [element, { text, steps, began }] of counting) {
    const share = Math.max(0, (now - began) / LASTS);
    const done = share >= 1 || !element.isConnected || isStill();
    write(element, done ? text : steps(1 - (1 - share) ** 3));
    if (done) counting.delete(element);
  }
  if (counting.size) requestAnimationFrame(count);
}
