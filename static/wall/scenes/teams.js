// The team table: the crown's row is great, teams that wait to be ranked stand below the others.

import { countTo } from "../count.js";
import { crownMark, el, fitting, write, writeName } from "../draw.js";
import { keepRows } from "../keep.js";

const COLUMNS = ["team", "ratings", "average", "other", "week"];
const FIGURES = ["ratings", "average", "other"];
const SIGNS = { up: "▲", down: "▼", same: "–", new: "" };
//: Where there is no room for rows, so many waiting teams stand in a line at once, by turns.
const AT_ONCE = 3;
const TURN = 6;
//: So few teams may have greater rows.
const FEW = 4;

export function makeTeams() {
  const parts = {
    title: el("h2"),
    subtitle: el("p"),
    verdict: el("p", { class: "verdict" }),
    columns: el("div", { class: "columns", role: "row" }, el("span", { role: "columnheader" }, "")),
    rows: el("div", { class: "rows", role: "rowgroup" }),
    line: el("ul", { class: "waiting-line" }),
    empty: fitting("empty", "p"),
  };
  const heads = COLUMNS.map((name) => el("span", { class: name, role: "columnheader" }));
  parts.columns.append(...heads);
  parts.heads = heads;
  parts.table = el("div", { class: "table", role: "table" },
    el("div", { role: "rowgroup" }, parts.columns), parts.rows);
  const element = el("div", { class: "teams" },
    el("div", { class: "heading" }, parts.title, parts.subtitle, parts.verdict),
    parts.table, parts.line, parts.empty);
  return { element, parts };
}

export function showTeams({ element, parts }, teams, { screen, empty }) {
  const rows = (teams.rows ?? []).slice(0, screen.density);
  const waiting = teams.waiting ?? [];
  const inRows = rows.length + waiting.length <= screen.density;
  write(parts.title, teams.title);
  write(parts.subtitle, teams.subtitle);
  write(parts.verdict, teams.verdict);
  parts.verdict.hidden = !teams.verdict;
  parts.heads.forEach((head, at) => write(head, teams.columns?.[COLUMNS[at]]));
  const isPlain = !rows.some((row) => row.other);
  element.classList.toggle("plain", isPlain);
  element.dataset.ranks = isPlain ? "average" : teams.ranks ?? "other";
  parts.table.setAttribute("aria-label", teams.title);
  const shown = [...rows, ...(inRows ? waiting : [])];
  element.classList.toggle("few", shown.length <= FEW);
  keepRows(parts.rows, shown, makeRow, (row, team) => showRow(row, team, rows, teams.verdict));
  parts.waiting = inRows ? [] : waiting;
  showWaitingLine(parts);
  parts.table.hidden = !shown.length;
  parts.empty.hidden = shown.length > 0;
  write(parts.empty.firstElementChild, shown.length ? "" : teams.empty || empty);
}

/** Waiting teams for which there is no row: a few at once, the others when their turn comes. */
export function showWaitingLine(parts) {
  const { waiting } = parts;
  parts.line.hidden = !waiting.length;
  const turns = Math.ceil(waiting.length / AT_ONCE);
  const first = turns ? (Math.floor(Date.now() / 1000 / TURN) % turns) * AT_ONCE : 0;
  keepRows(parts.line, waiting.slice(first, first + AT_ONCE), makeWaiting, (row, team) => {
    writeName(row.name.firstElementChild, team.name);
    write(row.text.firstElementChild, team.text);
  });
}

function makeWaiting() {
  const [name, text] = [fitting("name"), fitting("text")];
  return { element: el("li", {}, name, text), name, text };
}

function makeRow() {
  const row = {
    place: fitting("place figure", "span"),
    crown: el("span", { class: "crown", "aria-hidden": "true" }),
    name: fitting("name"),
    note: fitting("note"),
    week: fitting("week figure", "span"),
    sign: el("span", { class: "sign", "aria-hidden": "true" }),
    steps: el("span", { "aria-hidden": "true" }),
    voice: el("span", { class: "voice" }),
  };
  for (const figure of FIGURES) row[figure] = fitting(`${figure} figure`, "span");
  for (const cell of ["place", "week", ...FIGURES]) row[cell].setAttribute("role", "cell");
  row.week.firstElementChild.append(row.sign, row.steps);
  row.week.append(row.voice);
  row.element = el("div", { class: "row", role: "row" },
    row.place,
    el("div", { class: "who", role: "rowheader" }, row.crown,
      el("div", { class: "names" }, row.name, row.note)),
    row.ratings, row.average, row.other, row.week);
  return row;
}

function showRow(row, team, rows, verdict) {
  const isWaiting = team.place === undefined;
  const leads = !isWaiting && (team.crown || (team === rows[0] && !team.tied));
  row.element.className = `row${leads ? " leads" : ""}${isWaiting ? " waits" : ""}`;
  write(row.place.firstElementChild, isWaiting ? "" : `${team.place}${team.tied ? "=" : ""}`);
  showCrown(row, verdict && leads ? "dashed" : team.crown ? "solid" : "");
  writeName(row.name.firstElementChild, team.name);
  const note = isWaiting ? team.text : leads ? team.note : "";
  writeName(row.note.firstElementChild, note);
  row.note.hidden = !note;
  for (const figure of FIGURES) {
    countTo(row[figure].firstElementChild, team[figure] ?? "");
  }
  showWeek(row, team.week);
}

function showCrown(row, shape) {
  if (row.shape === shape) return;
  row.shape = shape;
  row.crown.replaceChildren(...(shape ? [crownMark(shape)] : []));
  row.crown.hidden = !shape;
}

function showWeek(row, week) {
  const delta = week?.delta ?? null;
  const way = delta === null ? "new" : delta > 0 ? "up" : delta < 0 ? "down" : "same";
  for (const one of ["up", "down", "same", "new"]) row.week.classList.toggle(one, one === way);
  write(row.sign, SIGNS[way]);
  write(row.steps, way === "up" || way === "down" ? week.text : "");
  write(row.voice, week?.label);
}
