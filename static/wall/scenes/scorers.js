// The top scorers: a podium for the first three, rows for those who follow.

import { countTo } from "../count.js";
import { crownMark, el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";

const PODIUM = 3;
//: The least share of the screen's height that a row needs for its figure to be read from afar.
const LEAST_ROW = 0.042;

export function makeScorers() {
  const parts = {
    title: el("h2"),
    subtitle: el("p"),
    podium: el("ol", { class: "podium" }),
    list: el("ol", { class: "list" }),
    more: el("p", { class: "more quiet" }),
    empty: fitting("empty", "p"),
  };
  const element = el("div", { class: "scorers" },
    el("div", { class: "heading" }, parts.title, parts.subtitle),
    el("div", { class: "people" }, parts.podium, parts.list),
    parts.more, parts.empty);
  return { element, parts };
}

export function showScorers({ element, parts }, scorers, { empty }) {
  const rows = scorers.rows ?? [];
  write(parts.title, scorers.title);
  write(parts.subtitle, scorers.subtitle);
  keepRows(parts.podium, rows.slice(0, PODIUM), makeStep, (step, scorer) =>
    showStep(step, scorer, rows.indexOf(scorer)));
  keepRows(parts.list, rows.slice(PODIUM), makeLine, showLine);
  write(parts.more, scorers.more);
  parts.more.hidden = !scorers.more;
  element.classList.toggle("few", rows.length <= PODIUM);
  parts.podium.hidden = !rows.length;
  parts.list.hidden = rows.length <= PODIUM;
  parts.empty.hidden = rows.length > 0;
  write(parts.empty.firstElementChild, rows.length ? "" : scorers.empty || empty);
}

/** Leave out the last rows where there is no room for all of them. */
export function settleScorers({ parts }) {
  const lines = [...parts.list.children];
  const room = Math.floor(parts.list.clientHeight / (window.innerHeight * LEAST_ROW));
  lines.forEach((line, at) => {
    line.hidden = at >= room;
  });
}

function makeStep() {
  const step = {
    place: el("span", { class: "place figure" }),
    crown: el("span", { class: "crown", "aria-hidden": "true" }, crownMark()),
    avatar: el("span", { class: "avatar", "aria-hidden": "true" }, el("bdi")),
    name: fitting("name"),
    fives: fitting("fives figure", "span"),
    team: fitting("team"),
    note: fitting("note", "span"),
  };
  step.element = el("li", {}, el("div", { class: "plinth" },
    step.place, step.crown, step.avatar, step.name, step.fives, step.team, step.note));
  return step;
}

function showStep(step, scorer, at) {
  step.element.className = `step step-${at + 1}${scorer.place === "1" ? " first" : ""}`;
  write(step.place, scorer.place);
  step.crown.hidden = scorer.place !== "1";
  writeName(step.avatar.firstElementChild, [...(scorer.initials ?? "")].slice(0, 3).join(""));
  writeName(step.name.firstElementChild, scorer.name);
  countTo(step.fives.firstElementChild, scorer.fives);
  writeName(step.team.firstElementChild, scorer.team);
  write(step.note.firstElementChild, scorer.note);
  step.element.classList.toggle("noted", Boolean(scorer.note));
}

function makeLine() {
  const line = {
    place: fitting("place figure", "span"),
    name: fitting("name"),
    team: fitting("team"),
    fives: fitting("fives figure", "span"),
    week: fitting("week figure", "span"),
  };
  line.element = el("li", { class: "line" },
    line.place, el("div", { class: "names" }, line.name, line.team), line.fives, line.week);
  return line;
}

function showLine(line, scorer) {
  write(line.place.firstElementChild, scorer.place);
  writeName(line.name.firstElementChild, scorer.name);
  writeName(line.team.firstElementChild, scorer.team);
  countTo(line.fives.firstElementChild, scorer.fives);
  write(line.week.firstElementChild, scorer.week);
}

export const scorers = {
  kind: "scorers",
  parts: ["scorers"],
  pages: (parts) => (parts.scorers?.rows?.length ? [""] : []),
  make() {
    const shown = makeScorers();
    const element = el("section", { class: "scorers-scene" }, shown.element);
    return {
      element,
      show: (parts, context) => showScorers(shown, parts.scorers, context),
      settle: () => settleScorers(shown),
    };
  },
};
