// Elements, made of tags, attributes and texts. Texts become text nodes and nothing else.

const SVG_SPACE = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG_SPACE, tag), attributes, children);
}

/** The language whose letterforms a name needs: the figures' font is Bulgarian unless told. */
function lettersOf(name) {
  return /\p{Script=Cyrillic}/u.test(name) ? "ru" : null;
}

/** A text for the eye and another one for a reader's voice. */
function spoken(visible, voice, attributes) {
  return [
    el("span", { ...attributes, "aria-hidden": "true" }, visible),
    el("span", { class: "voice" }, voice),
  ];
}

/** The crown: filled when the lead is clear, an outline when ahead, dashed when too close. */
function crownMark(shape) {
  const outline = "M4 26 L2 9 L10.5 16 L16 4 L21.5 16 L30 9 L28 26 Z";
  return svg(
    "svg",
    { class: `crown-mark ${shape}`, viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("path", { d: outline, "stroke-linejoin": "round" }),
    svg("path", { d: "M5 29.5 H27", "stroke-linecap": "round", class: "band" }),
  );
}

const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Let elements glide from where they were (a map of tops by key) to where they are now. */
function glide(elements, before) {
  if (stillness.matches) return;
  for (const [key, element] of elements) {
    const moved = before.get(key) - element.getBoundingClientRect().top;
    if (!moved || Number.isNaN(moved)) continue;
    element.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], {
      duration: 700,
      easing: "cubic-bezier(.2,.8,.2,1)",
    });
  }
}

/** Children for items in their order; those whose item is the same are kept, others made anew. */
function keep(parent, items, make) {
  const known = (parent.known ??= new Map());
  const next = new Map();
  for (const item of items) {
    const text = JSON.stringify(item);
    const old = known.get(item.id);
    if (old?.text === text) next.set(item.id, old);
    else {
      const element = make(item);
      if (old && !stillness.matches) element.classList.add("changed");
      next.set(item.id, { text, element });
    }
  }
  parent.known = next;
  const wanted = [...next.values()].map((one) => one.element);
  const same = wanted.length === parent.children.length
    && wanted.every((element, at) => parent.children[at] === element);
  if (!same) parent.replaceChildren(...wanted);
}
