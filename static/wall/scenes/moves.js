// How the places moved: a line for each team over the weeks, named where it stands now.

import { el, fitting, svg, write, writeName } from "../draw.js";

export const moves = {
  kind: "moves",
  parts: ["moves"],
  pages: ({ moves: part }) => (part?.teams?.length > 1 && part.weeks?.length > 1 ? [""] : []),
  make() {
    const [title, field] = [el("h2"), el("div", { class: "field" })];
    let drawn = "";
    return {
      element: el("section", { class: "moves" }, el("div", { class: "heading" }, title), field),
      show(parts, { screen }) {
        const isWide = window.innerWidth > window.innerHeight;
        const text = JSON.stringify([parts.moves, screen.density, isWide]);
        write(title, parts.moves.title);
        if (text === drawn) return;
        drawn = text;
        field.replaceChildren(...drawField(parts.moves, screen.density, isWide ? 8 : 5));
      },
    };
  },
};

/** A season's first weeks, in which nobody was ranked yet, are left out. */
function begun({ weeks, teams }) {
  const firsts = teams.map((team) => team.places.findIndex((place) => place !== null));
  const first = Math.min(weeks.length - 2, ...firsts.filter((at) => at >= 0));
  return {
    weeks: weeks.slice(first),
    teams: teams.map((team) => ({ ...team, places: team.places.slice(first) })),
  };
}

function drawField(all, density, labels) {
  const { weeks, teams } = begun(all);
  const now = (team) => team.places.at(-1) ?? Infinity;
  const shown = [...teams].sort((one, other) => now(one) - now(other)).slice(0, density);
  const lowest = Math.max(...shown.flatMap((team) => team.places.map((place) => place ?? 0)), 1);
  const x = (at) => (100 * at) / (weeks.length - 1);
  const y = (place) => (100 * (place - 0.5)) / lowest;
  const names = spread(shown, lowest, now);
  const climber = greatestClimber(shown);
  const kind = (team) => (now(team) === 1 ? "first" : team === climber ? "climber" : "other");
  return [
    el("div", { class: "ground" },
      svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
        ...[...shown].reverse().map((team) => drawLine(team, kind(team), x, y))),
      ...shown.flatMap((team) => drawDots(team, kind(team), x, y)),
      ...weekLabels(weeks, labels, x)),
    el("ol", { class: "names" }, ...names.map((one) => drawName(one, kind(one.team)))),
  ];
}

/** Where names stand: at their team's place, and one below the other where places are shared. */
function spread(shown, lowest, now) {
  const height = 100 / Math.max(lowest, shown.length);
  let next = 0;
  return shown.map((team) => {
    const wanted = Number.isFinite(now(team)) ? (100 * (now(team) - 1)) / lowest : next;
    const top = Math.min(Math.max(wanted, next), 100 - height);
    next = top + height;
    return { team, top, height };
  });
}

/** A line runs only between weeks in which the team had places. */
function drawLine(team, kind, x, y) {
  let d = "";
  team.places.forEach((place, at) => {
    if (place === null) return;
    const before = team.places[at - 1];
    const middle = (x(at - 1) + x(at)) / 2;
    d += before === null || before === undefined
      ? `M${x(at)} ${y(place)}`
      : `C${middle} ${y(before)} ${middle} ${y(place)} ${x(at)} ${y(place)}`;
  });
  return svg("path", { class: kind, d });
}

function drawDots(team, kind, x, y) {
  return team.places.flatMap((place, at) => {
    if (place === null) return [];
    const dot = el("span", { class: `dot ${kind}${at === team.places.length - 1 ? " last" : ""}` });
    dot.style.left = `${x(at)}%`;
    dot.style.top = `${y(place)}%`;
    return [dot];
  });
}

function climbOf({ places }) {
  const [before, now] = places.slice(-2);
  return before === null || now === null ? 0 : before - now;
}

/** The team that rose most in the last week, if any did. */
function greatestClimber(teams) {
  const most = Math.max(...teams.map(climbOf));
  return most > 0 ? teams.find((team) => climbOf(team) === most) : null;
}

function drawName({ team, top, height }, kind) {
  const name = fitting("name");
  writeName(name.firstElementChild, team.name);
  const row = el("li", { class: kind },
    el("span", { class: "place figure" }, String(team.places.at(-1) ?? "–")),
    name,
    el("span", { class: "sign", "aria-hidden": "true" }, climbOf(team) > 0 ? "▲" : ""));
  row.style.top = `${top}%`;
  row.style.height = `${height}%`;
  return row;
}

/** Every week has its name as long as there is room, else every second or third one. */
function weekLabels(weeks, most, x) {
  const step = Math.ceil(weeks.length / most);
  return weeks.flatMap((week, at) => {
    if ((weeks.length - 1 - at) % step) return [];
    const side = at === 0 ? " at-start" : at === weeks.length - 1 ? " at-end" : "";
    const label = el("span", { class: `week${side}` }, String(week));
    label.style.left = `${x(at)}%`;
    return [label];
  });
}
