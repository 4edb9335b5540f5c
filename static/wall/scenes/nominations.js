// Nominations: cards with the winner in great letters, several pages where there are many.

import { el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";

const ON_A_PAGE = 6;
const MOST_RUNNERS = 2;

function cardsOf(parts) {
  return parts.nominations?.cards ?? [];
}

/** Six on a page, but no page with a few forlorn ones: they are spread evenly. */
function pageSize(cards) {
  const pages = Math.ceil(cards.length / ON_A_PAGE);
  return Math.ceil(cards.length / pages);
}

function makeCard() {
  const card = {
    title: fitting("card-title"),
    sentence: fitting("sentence"),
    state: fitting("state", "span"),
    name: fitting("winner-name"),
    team: fitting("winner-team"),
    value: fitting("winner-value figure", "span"),
    gate: fitting("gate"),
    runners: el("ol", { class: "runners" }),
  };
  card.winner = el("div", { class: "winner" },
    el("div", { class: "winner-names" }, card.name, card.team), card.value);
  card.element = el("li", { class: "card" },
    el("div", { class: "card-head" }, card.title, card.state),
    card.sentence, card.winner, card.gate, card.runners);
  return card;
}

function showCard(card, nomination) {
  const { title, sentence, gate, winner, runners = [], state, standing, more } = nomination;
  writeName(card.title.firstElementChild, title);
  writeName(card.sentence.firstElementChild, sentence);
  write(card.state.firstElementChild, winner ? state || standing : "");
  card.state.hidden = !card.state.textContent;
  card.state.classList.toggle("review", Boolean(state));
  card.element.classList.toggle("open", !winner);
  card.winner.hidden = !winner;
  card.gate.hidden = Boolean(winner);
  const open = [state, gate].filter(Boolean).join(" · ");
  writeName(card.gate.firstElementChild, winner ? "" : open);
  writeName(card.name.firstElementChild, winner?.name);
  const below = winner ? [winner.team, more].filter(Boolean).join(" · ") : "";
  writeName(card.team.firstElementChild, below);
  card.team.hidden = !below;
  write(card.value.firstElementChild, winner?.value);
  const keyed = runners.slice(0, MOST_RUNNERS).map((runner, at) => ({ ...runner, id: at }));
  card.runners.hidden = !keyed.length;
  keepRows(card.runners, keyed, makeRunner, (row, runner) => {
    write(row.place, runner.place);
    writeName(row.name.firstElementChild, runner.name);
    write(row.value.firstElementChild, runner.value);
  });
}

function makeRunner() {
  const row = {
    place: el("span", { class: "place figure" }),
    name: fitting("name"),
    value: fitting("value figure", "span"),
  };
  row.element = el("li", {}, row.place, row.name, row.value);
  return row;
}

export const nominations = {
  kind: "nominations",
  parts: ["nominations"],
  pages(parts) {
    const cards = cardsOf(parts);
    if (!cards.length) return [];
    return [...Array(Math.ceil(cards.length / pageSize(cards))).keys()].map(String);
  },
  make(page) {
    const title = el("h2");
    const turn = el("p");
    const cards = el("ol", { class: "cards" });
    return {
      element: el("section", { class: "nominations" }, el("div", { class: "heading" }, title, turn), cards),
      show(parts) {
        const all = cardsOf(parts);
        const size = pageSize(all);
        const shown = all.slice(page * size, (Number(page) + 1) * size);
        write(title, parts.nominations.title);
        write(turn, all.length > size ? `${Number(page) + 1} / ${Math.ceil(all.length / size)}` : "");
        cards.dataset.count = shown.length;
        keepRows(cards, shown.map((card) => ({ ...card, id: card.key })), makeCard, showCard);
      },
    };
  },
};
