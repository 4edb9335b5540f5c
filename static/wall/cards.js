// How celebrations look: a band with a goal, a roll of several, a whole screen for great things.

import { crownMark, el, fitting, writeName } from "./draw.js";
import { fitAll } from "./fit.js";

//: So many cards of a roll are seen at once; older ones make room.
const SEEN = 4;

/** A show as {element, cards}; each of its cards appears when it is told to (`bring`). */
export function drawShow(show, words) {
  if (show.kind === "goals" && show.events.length > 1) return drawRoll(show, words);
  const [event] = show.events;
  const element = show.kind === "great" ? drawGreat(event) : drawGoal(event, words);
  return { element, cards: [{ bring: () => fitAll(element, true) }] };
}

function said(kind, text, tag) {
  const box = fitting(kind, tag);
  writeName(box.firstElementChild, text);
  return box;
}

/** A goal, or a word about many ratings at once: a band in the lower third, so that the table above is seen to change. */
function drawGoal(event, words) {
  return el("div", { class: `show goal${event.name ? "" : " nameless"}` },
    said("title figure", event.title || words.fixed("goal")),
    el("div", { class: "whose" }, said("name", event.name), said("team", event.team)),
    event.quote ? said("words", `“${event.quote}”`) : said("words", event.text ?? ""));
}

function drawRoll(show, words) {
  const list = el("ol", { class: "cards-roll" });
  const count = el("p", { class: "count figure" });
  const title = show.events[0].title || words.fixed("goal");
  const element = el("div", { class: "show roll" },
    el("div", { class: "roll-head" }, said("title figure", title), count), list);
  let brought = show.more;
  const cards = show.events.map((event) => ({
    bring() {
      brought += 1;
      count.textContent = `× ${brought}`;
      list.append(drawCard(event));
      while (list.children.length > SEEN) list.firstElementChild.remove();
      fitAll(element);
    },
  }));
  return { element, cards };
}

function drawCard(event) {
  const isGoal = event.kind === "goal";
  return el("li", { class: `roll-card${isGoal ? "" : " special"}`, "data-key": event.key },
    el("div", { class: "whose" }, said("name", event.name || event.title), said("team", event.team)),
    said("words", isGoal && event.quote ? `“${event.quote}”` : event.text || event.title));
}

function drawGreat(event) {
  return el("div", { class: `show great ${event.kind}` },
    el("div", { class: "emblem" }, crownMark()),
    said("title figure", event.title),
    said("name", event.name || ""),
    said("text", event.text || event.team || ""));
}
