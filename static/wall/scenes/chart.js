// The burn-up chart: what there is, the pace line and the forecast's fan. Lines are stretched with
// the ground; texts lie above it in their own size.

import { el, svg, write } from "../draw.js";

//: Above the greatest amount, in shares of it, so that names have room.
const AIR = 1.12;

/** Days are numbers from `first` to `last`, amounts what the challenge counts. */
export function drawCourse(burn, language) {
  const { days, fan = [], pace = [], goal, now } = burn;
  const span = Math.max(1, burn.last - burn.first);
  const most = AIR * Math.max(1, ...amountsOf(burn));
  const x = (day) => Math.min(100, Math.max(0, (100 * (day - burn.first)) / span));
  const y = (amount) => 100 - (100 * amount) / most;
  const points = (course) => course.map(([day, amount]) => [x(day), y(amount)]);
  const levels = (burn.levels ?? []).filter((level) => level > 0);
  return el("figure", { class: "chart" },
    el("div", { class: "ground" },
      svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
        ...levels.map((level) => line("grid", [[0, y(level)], [100, y(level)]])),
        line("grid", [[0, 100], [100, 100]]),
        fan.length ? svg("path", { class: "fan", d: areaOf(fan, now, x, y) }) : null,
        pace.length ? line("pace", points(pace)) : null,
        goal ? line("aim", [[0, y(goal.value)], [100, y(goal.value)]]) : null,
        line("so-far", points(days))),
      ...levels.map((level) => label("level", level.toLocaleString(language), { top: y(level) })),
      ...tickLabels(burn, x),
      ...(goal ? [aimLabel(goal, now, x, y)] : []),
      ...(now ? nowLabels(now, x, y, goal) : [])),
    el("figcaption", { class: "voice" }, burn.spoken ?? ""));
}

function amountsOf({ days, fan = [], pace = [], goal, now, levels = [] }) {
  return [
    ...days.map(([, amount]) => amount),
    ...fan.map(([, , high]) => high),
    ...pace.map(([, amount]) => amount),
    ...levels,
    goal?.value ?? 0,
    now?.value ?? 0,
  ];
}

function line(kind, points) {
  return svg("polyline", {
    class: kind,
    points: points.map((point) => point.map((n) => n.toFixed(2)).join(",")).join(" "),
  });
}

function areaOf(fan, now, x, y) {
  const start = now ? [[now.day, now.value, now.value]] : [];
  const all = [...start, ...fan];
  const low = all.map(([day, amount]) => [x(day), y(amount)]);
  const high = all.map(([day, , amount]) => [x(day), y(amount)]).reverse();
  const edge = [...low, ...high].map(([left, top]) => `${left.toFixed(2)} ${top.toFixed(2)}`);
  return `M${edge.join("L")}Z`;
}

function label(kind, text, place) {
  const element = el("span", { class: kind });
  write(element, text);
  for (const [side, percent] of Object.entries(place)) element.style[side] = `${percent}%`;
  return element;
}

/** Names of months below the ground; one too near to the last one is left out. */
function tickLabels({ ticks = [] }, x) {
  let before = -100;
  return ticks.flatMap(({ day, text }) => {
    const left = x(day);
    if (left - before < 9 || left > 95) return [];
    before = left;
    return [label("tick", text, { left })];
  });
}

/** The goal's name stands above its line, on the side where nothing has come near. */
function aimLabel(goal, now, x, y) {
  const isLate = now && x(now.day) < 45;
  return isLate
    ? label("aim-name right", goal.label, { bottom: 100 - y(goal.value), right: 0 })
    : label("aim-name", goal.label, { bottom: 100 - y(goal.value), left: 0 });
}

/** Today's point and its name, which keeps clear of the course, the goal's line and the edges. */
function nowLabels(now, x, y, goal) {
  const [left, top] = [x(now.day), y(now.value)];
  const underGoal = goal && top - y(goal.value) < 14 && top - y(goal.value) > -2;
  const side = left > 78 ? "before" : left < 22 ? "after" : "";
  const below = underGoal || top < 14;
  const name = label(`now-name ${side} ${below ? "below" : ""}`.trim(), now.label, { left, top });
  return [label("now", "", { left, top }), name];
}
