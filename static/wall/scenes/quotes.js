// Kind words of customers: three on a page, each in letters as great as it allows.

import { el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";

const ON_A_PAGE = 3;
const MOST_PAGES = 3;

function makeQuote() {
  const [text, who, team] = [fitting("text"), fitting("who"), fitting("team")];
  const element = el("li", { class: "quote" },
    el("span", { class: "mark", "aria-hidden": "true" }, "“"),
    el("blockquote", {}, text),
    el("div", { class: "by" }, who, team));
  return { element, text, who, team };
}

export const quotes = {
  kind: "quotes",
  parts: ["quotes"],
  pages(parts) {
    const pages = Math.ceil((parts.quotes?.items ?? []).length / ON_A_PAGE);
    return [...Array(Math.min(pages, MOST_PAGES)).keys()].map(String);
  },
  make(page) {
    const [title, list] = [el("h2"), el("ul", { class: "quotes-list" })];
    return {
      element: el("section", { class: "quotes" }, el("div", { class: "heading" }, title), list),
      show(parts) {
        write(title, parts.quotes.title);
        const first = page * ON_A_PAGE;
        const items = parts.quotes.items.slice(first, first + ON_A_PAGE);
        list.dataset.count = items.length;
        keepRows(list, items, makeQuote, (row, item) => {
          writeName(row.text.firstElementChild, item.text);
          writeName(row.who.firstElementChild, item.who);
          writeName(row.team.firstElementChild, item.team);
          const length = [...item.text].length;
          row.element.classList.toggle("long", length > 60);
          row.element.classList.toggle("longer", length > 240);
        });
      },
    };
  },
};
