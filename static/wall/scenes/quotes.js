// Kind words of customers: a few on a page, each in letters as great as it allows.

import { el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";

const MOST_PAGES = 3;
const STARS = "★★★★★";

const standing = window.matchMedia("(orientation: portrait)");

/** Three side by side; on a standing screen two, one below the other. */
function onPage() {
  return standing.matches ? 2 : 3;
}

function makeQuote() {
  const [text, who, team] = [fitting("text"), fitting("who"), fitting("team")];
  const stars = el("span", { class: "five-stars", "aria-hidden": "true" }, STARS);
  const element = el("li", { class: "quote" },
    stars,
    el("blockquote", {}, text),
    el("div", { class: "by" }, who, team));
  return { element, stars, text, who, team };
}

export const quotes = {
  kind: "quotes",
  parts: ["quotes"],
  pages(parts) {
    const pages = Math.ceil((parts.quotes?.items ?? []).length / onPage());
    return [...Array(Math.min(pages, MOST_PAGES)).keys()].map(String);
  },
  make(page) {
    const [title, list] = [el("h2"), el("ul", { class: "quotes-list" })];
    return {
      element: el("section", { class: "quotes" }, el("div", { class: "heading" }, title), list),
      show(parts) {
        write(title, parts.quotes.title);
        const first = page * onPage();
        const items = parts.quotes.items.slice(first, first + onPage());
        list.dataset.count = items.length;
        keepRows(list, items, makeQuote, (row, item) => {
          writeName(row.text.firstElementChild, item.text);
          writeName(row.who.firstElementChild, item.who);
          writeName(row.team.firstElementChild, item.team);
          // A good practice is the department's own word and has no stars.
          row.stars.style.visibility = item.practice ? "hidden" : "";
          const length = [...item.text].length;
          row.element.classList.toggle("long", length > 60);
          row.element.classList.toggle("longer", length > 240);
        });
      },
    };
  },
};
