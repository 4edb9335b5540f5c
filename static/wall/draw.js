// Elements, made of tags, attributes and texts. Texts become text nodes and nothing else.

const SVG_SPACE = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG_SPACE, tag), attributes, children);
}

/** Write a text where it isn't there yet; what is equal isn't touched. */
export function write(element, text) {
  const wanted = String(text ?? "");
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** The language whose letterforms a name needs: the figures' font is Bulgarian unless told. */
function lettersOf(name) {
  return /\p{Script=Cyrillic}/u.test(name) ? "ru" : null;
}

/** A name or a customer's words, which come from outside and run in their own direction. */
export function writeName(element, text) {
  write(element, text);
  const letters = lettersOf(element.textContent);
  if (letters && element.lang !== letters) element.lang = letters;
  if (!letters && element.lang) element.removeAttribute("lang");
}

/** A box with one text that is made to fit; `write` what it says into its child. */
export function fitting(kind, tag = "bdi") {
  return el("div", { class: `fit ${kind}` }, el(tag, { dir: "auto" }));
}

/** The crown: filled when the lead is clear, dashed when it is too close to call. */
export function crownMark(shape = "solid") {
  const outline = "M4 26 L2 9 L10.5 16 L16 4 L21.5 16 L30 9 L28 26 Z";
  return svg(
    "svg",
    { class: `crown-mark ${shape}`, viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("path", { class: "spikes", d: outline, "stroke-linejoin": "round" }),
    svg("path", { class: "band", d: "M5 29.5 H27", "stroke-linecap": "round" }),
  );
}
