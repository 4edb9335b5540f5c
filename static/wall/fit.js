// Texts that fit their boxes: smaller first, then in more lines, at last with an ellipsis.

const SIZES = [1, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5];
const BROKEN_SIZES = [0.8, 0.68, 0.56, 0.46];
const LEAST = BROKEN_SIZES.at(-1);

//: What was made to fit, so that only what has changed is measured again.
const fitted = new WeakMap();

/** Make every box within an element fit; `anew` when the screen or the fonts have changed. */
export function fitAll(within, anew = false) {
  const boxes = [...within.querySelectorAll(".fit")].filter((box) => box.firstElementChild);
  const signs = boxes.map((box) => `${box.clientWidth}×${box.clientHeight} ${box.textContent}`);
  const open = boxes.filter((box, at) => {
    if (!anew && fitted.get(box) === signs[at]) return false;
    fitted.set(box, signs[at]);
    return true;
  });
  for (const box of open) box.classList.remove("broken", "cut");
  const wide = tryAll(open, SIZES);
  for (const box of wide) box.classList.add("broken");
  for (const box of tryAll(wide, BROKEN_SIZES)) cut(box);
}

/** Give all boxes one size after the other; those that fit keep theirs, the others come back. */
function tryAll(boxes, sizes) {
  let open = boxes;
  for (const size of sizes) {
    for (const box of open) box.style.setProperty("--fit", size);
    open = open.filter(isTooSmall);
    if (!open.length) break;
  }
  return open;
}

function isTooSmall(box) {
  const text = box.firstElementChild;
  return text.scrollWidth > box.clientWidth + 0.5 || text.offsetHeight > box.clientHeight + 0.5;
}

function cut(box) {
  const height = parseFloat(getComputedStyle(box.firstElementChild).lineHeight);
  box.style.setProperty("--fit", LEAST);
  box.style.setProperty("--lines", Math.max(1, Math.floor(box.clientHeight / height)));
  box.classList.add("cut");
}
