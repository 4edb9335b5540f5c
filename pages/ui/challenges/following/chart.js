// The burn-up chart: what there is, the pace line and the forecast's fan. Lines are stretched with
// the ground; texts lie above it in their own size, so a phone reads them as well.

function drawChart(chart, words) {
  const x = (at) => 100 * at / chart.days;
  const y = (amount) => 100 - 100 * amount / (chart.most * 1.06);
  const now = chart.so_far.at(-1);
  return el("figure", { class: "chart" },
    el("div", { class: "ground" },
      svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
        ...chart.across.map((mark) => line("grid", [[0, y(mark.at)], [100, y(mark.at)]])),
        line("grid", [[0, 100], [100, 100]]),
        chart.low.length ? svg("path", { class: "fan", d: area(chart, x, y) }) : null,
        chart.pace.length ? line("pace", chart.pace.map(([at, n]) => [x(at), y(n)])) : null,
        chart.goal ? line("aim", [[0, y(chart.goal)], [100, y(chart.goal)]]) : null,
        line("so-far", chart.so_far.map(([at, n]) => [x(at), y(n)]))),
      ...chart.across.map((mark) => label("across", mark.name, { top: y(mark.at) })),
      ...chart.along.map((mark) => label("along", mark.name, { left: x(mark.at) })),
      chart.goal_name ? label("aim-name", chart.goal_name, { top: y(chart.goal) }) : null,
      label("now", "", { left: x(now[0]), top: y(now[1]) }),
      label(`now-name ${nameSide(x(now[0]), y(now[1]))}`, chart.now_name,
        { left: x(now[0]), top: y(now[1]) })),
    el("p", { class: "legend", "aria-hidden": "true" },
      chart.pace.length ? el("span", { class: "pace-key" }, words.pace_line) : null,
      chart.low.length ? el("span", { class: "fan-key" }, words.fan) : null),
    el("figcaption", { class: "voice" }, chart.spoken));
}

/** Where the name of today's point keeps clear of the course and of the days below. */
function nameSide(left, top) {
  if (left > 60) return "before";
  return top > 80 ? "above" : "";
}

function line(kind, points) {
  return svg("polyline", {
    class: kind,
    points: points.map((point) => point.map((n) => n.toFixed(2)).join(",")).join(" "),
  });
}

function area(chart, x, y) {
  const edge = [...chart.low, ...[...chart.high].reverse()];
  return `M${edge.map(([at, n]) => `${x(at).toFixed(2)} ${y(n).toFixed(2)}`).join("L")}Z`;
}

function label(kind, text, place) {
  const element = el("span", { class: kind, "aria-hidden": "true" }, text);
  for (const [side, percent] of Object.entries(place)) element.style[side] = `${percent}%`;
  return element;
}
