// A challenge: the great countdown, the chance, today's scorers, and the course with its figures.

import { countTo } from "../count.js";
import { el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";
import { drawCourse } from "./chart.js";

const MOST_CHIPS = 8;
const MOST_FIGURES = 3;

function itemOf(parts, id) {
  return (parts.challenges?.items ?? []).find((item) => String(item.id) === id);
}

function makeChallenge() {
  const parts = {
    days: fitting("days figure", "span"),
    daysLabel: fitting("days-label", "span"),
    workdays: fitting("workdays", "span"),
    chanceLabel: fitting("chance-label", "span"),
    chance: fitting("chance-figure figure", "span"),
    scorersLabel: fitting("scorers-label", "span"),
    chips: el("ul", { class: "chips" }),
    more: el("p", { class: "more quiet" }),
    owner: fitting("owner"),
    title: fitting("title"),
    goal: fitting("asked"),
    course: el("div", { class: "course" }),
    figures: el("dl", { class: "figures" }),
  };
  parts.chanceBox = el("div", { class: "chance" },
    el("div", { class: "chance-in" }, parts.chanceLabel, parts.chance));
  parts.scorersBox = el("div", { class: "today" }, parts.scorersLabel, parts.chips, parts.more);
  const element = el("section", { class: "challenge" },
    el("div", { class: "titles" }, parts.owner, parts.title, parts.goal),
    el("div", { class: "countdown" },
      el("div", { class: "countdown-in" }, parts.days, parts.daysLabel, parts.workdays)),
    parts.chanceBox, parts.course, parts.figures, parts.scorersBox);
  return { element, parts };
}

function showChallenge({ element, parts }, item, { words, screen }) {
  element.classList.toggle("met", Boolean(item.met));
  writeName(parts.owner.firstElementChild, item.state ? `${item.owner} · ${item.state}` : item.owner);
  writeName(parts.title.firstElementChild, item.title);
  writeName(parts.goal.firstElementChild, item.goal);
  parts.goal.hidden = !item.goal;
  showCountdown(parts, item.countdown, words);
  showChance(parts, item.chance);
  showCourse(element, parts, item.burn, screen.language);
  keepRows(parts.figures, figuresOf(item), makeFigure, (row, figure) => {
    countTo(row.value.firstElementChild, figure.value);
    writeName(row.label.firstElementChild, figure.label);
  });
  showChips(parts, item.scorers ?? {});
}

function showChips(parts, { label = "", chips = [], more = "", note = "" }) {
  parts.scorersBox.hidden = !label;
  write(parts.scorersLabel.firstElementChild, label);
  const keyed = chips.slice(0, MOST_CHIPS).map((chip, at) => ({ ...chip, id: `${at} ${chip.name}` }));
  keepRows(parts.chips, keyed, makeChip, (row, chip) => {
    writeName(row.name, chip.name);
    write(row.share, chip.share);
  });
  write(parts.more, chips.length ? more : note);
  parts.more.hidden = !parts.more.textContent;
}

function figuresOf(item) {
  return (item.figures ?? []).slice(0, MOST_FIGURES).map((figure, at) => ({ ...figure, id: at }));
}

function showCountdown(parts, countdown, words) {
  const days = words.daysLeft(countdown.last);
  parts.days.classList.toggle("wordy", days <= 0);
  if (days > 0) countTo(parts.days.firstElementChild, String(days));
  else write(parts.days.firstElementChild, words.daysLeftText(countdown.last));
  const label = days > 0 ? words.labelOf(countdown.forms, days) : "";
  write(parts.daysLabel.firstElementChild, label);
  parts.daysLabel.hidden = days <= 0;
  const left = words.workdaysLeft(countdown.workdays ?? []);
  const working = days > 0 && countdown.workdays ? words.count("workday_forms", left) : "";
  write(parts.workdays.firstElementChild, [working, countdown.until].filter(Boolean).join(" · "));
}

function showChance(parts, chance) {
  parts.chanceBox.hidden = !chance;
  if (!chance) return;
  write(parts.chanceLabel.firstElementChild, chance.label);
  parts.chance.classList.toggle("wordy", !/\d/.test(chance.text));
  countTo(parts.chance.firstElementChild, chance.text);
}

/** The chart is drawn anew when its numbers have changed, and only then. */
function showCourse(element, parts, burn, language) {
  const text = JSON.stringify([burn ?? null, language]);
  element.classList.toggle("no-course", !burn);
  if (parts.drawn === text) return;
  parts.drawn = text;
  parts.course.replaceChildren(...(burn ? [drawCourse(burn, language)] : []));
}

/** Leave out the last chips where a line of them would be cut. */
function settleChips({ parts }) {
  const chips = [...parts.chips.children];
  for (const chip of chips) chip.hidden = false;
  const bottom = parts.chips.getBoundingClientRect().bottom + 1;
  const places = chips.map((chip) => chip.getBoundingClientRect().bottom);
  chips.forEach((chip, at) => {
    chip.hidden = places[at] > bottom;
  });
}

function makeFigure() {
  const [value, label] = [fitting("value figure", "span"), fitting("label")];
  return { element: el("div", {}, el("dd", {}, value), el("dt", {}, label)), value, label };
}

function makeChip() {
  const [name, share] = [el("bdi", { class: "name", dir: "auto" }), el("span", { class: "share" })];
  return { element: el("li", {}, name, share), name, share };
}

export const challenge = {
  kind: "challenge",
  parts: ["challenges"],
  pages: (parts) => (parts.challenges?.items ?? []).map((item) => String(item.id)),
  make(id) {
    const shown = makeChallenge();
    return {
      element: shown.element,
      show: (parts, context) => showChallenge(shown, itemOf(parts, id), context),
      settle: () => settleChips(shown),
      tick(parts, { words }) {
        const item = itemOf(parts, id);
        if (item) showCountdown(shown.parts, item.countdown, words);
      },
    };
  },
};
