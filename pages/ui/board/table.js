// The team table: a row for each team, and under it why it stands there.

const FIRST_SHOWN = 25;

/** What a person has opened, typed or asked for; it outlives a redraw. */
function newTableState() {
  return { open: new Set(), work: new Set(), bars: new Map(), sought: "", all: false };
}

function drawTable(words) {
  const head = (kind, text, title) =>
    el("th", { scope: "col", class: kind, title, abbr: title }, text);
  // A phone has room for a short word, and a reader's voice for the whole one.
  const average = (kind, text, title, short) =>
    el("th", { scope: "col", class: kind, title, abbr: title },
      el("span", { class: "wide" }, text),
      el("span", { class: "short", "aria-hidden": "true" }, short));
  return el(
    "section",
    { class: "teams-part" },
    el(
      "div",
      { class: "heading" },
      el("h2", {}, words.table),
      el("div", { class: "switch-part" }),
      el("label", { class: "finder", hidden: true },
        el("span", { class: "voice" }, words.find),
        el("input", { type: "search", placeholder: words.find, "data-focus": "find" })),
      el("p", { class: "note table-note" }),
    ),
    el(
      "table",
      { class: "team-table" },
      el("caption", { class: "voice" }, words.table),
      el("thead", {},
        el("tr", {},
          el("th", { scope: "col", class: "place" }, el("span", { class: "voice" }, words.place)),
          head("both", words.both, words.both_long),
          head("week", words.week, words.week_long),
          head("team", words.team),
          head("ratings", words.ratings),
          average("plain", words.plain, null, words.plain_short),
          average("steady", words.steady, words.steady_long, words.steady_short),
          average("fair", words.fair, words.fair_long, words.fair_short),
          head("stars", words.stars),
          head("trend", words.trend),
          head("response", words.response, words.response_long))),
    ),
    el("p", { class: "none-found note", hidden: true }, words.none_found),
    el("button", { type: "button", class: "show-all", hidden: true, "data-focus": "all" }, ""),
    el("details", { class: "excluded-note", hidden: true },
      el("summary", { "data-focus": "excluded" }), el("p", { class: "note" }), el("ul")),
    el("details", { class: "excluded-note coarse-note", hidden: true },
      el("summary", { "data-focus": "coarse" }), el("p", { class: "note" }), el("ul")),
  );
}

/** Below the table: how many ratings are out, or from coarse sources, and what opens under it. */
function fillNote(part, note) {
  part.hidden = !note;
  if (!note) return;
  part.querySelector("summary").textContent = note.title;
  part.querySelector("p").textContent = note.rule;
  part.querySelector("ul").replaceChildren(...note.lines.map((line) => el("li", {}, line)));
}

/** Above the table: the switch, what it says of the table, and the mark of what ranks. */
function fillHeading(part, table, words, go) {
  const text = JSON.stringify(table);
  if (part.known === text) return;
  part.known = text;
  part.querySelector(".switch-part").replaceChildren(...drawSwitch(table, words, go).filter(Boolean));
  part.querySelector(".table-note").replaceChildren(...drawTableNote(table));
  const two = table.choices.length > 0;
  part.querySelector("table").className = `team-table by-${table.mode}${two ? " handicapped" : ""}`;
  for (const head of part.querySelectorAll("thead :is(.plain, .steady, .fair)")) {
    if (head.classList.contains(table.mode)) head.setAttribute("aria-sort", "descending");
    else head.removeAttribute("aria-sort");
  }
}

function fillTable(part, board, state, go) {
  const { words } = board;
  const table = part.querySelector("table");
  fillHeading(part, board.table, words, go);
  const sought = state.sought.trim().toLocaleLowerCase();
  const fitting = board.rows.filter((row) => row.name.toLocaleLowerCase().includes(sought));
  const limited = !state.all && !sought && fitting.length > FIRST_SHOWN;
  const rows = limited
    ? fitting.filter((row, at) => at < FIRST_SHOWN || row.chosen)
    : fitting;
  const tops = new Map([...(table.known ?? [])].map(([id, one]) =>
    [id, one.element.getBoundingClientRect().top]));
  const items = rows.map((row, at) =>
    ({ ...row, mode: board.table.mode, par: board.table.hint,
      divider: row.missing !== "" && at > 0 && rows[at - 1].missing === "" }));
  keepBodies(table, items, (row) => drawRow(row, board, state));
  glide([...table.known].map(([id, one]) => [id, one.element]), tops);
  part.querySelector(".finder").hidden = board.rows.length <= FIRST_SHOWN;
  part.querySelector(".none-found").hidden = rows.length > 0;
  fillNote(part.querySelector(".excluded-note"), board.excluded);
  fillNote(part.querySelector(".coarse-note"), board.coarse);
  const more = part.querySelector(":scope > .show-all");
  more.hidden = !limited;
  more.textContent = `${words.show_all} (${board.rows.length})`;
}

/** Bodies stand beside the caption and the head, so they are kept in a stand-in first. */
function keepBodies(table, items, make) {
  const bodies = { known: table.known, children: [...table.tBodies] };
  bodies.replaceChildren = (...wanted) => {
    for (const body of [...table.tBodies]) if (!wanted.includes(body)) body.remove();
    table.append(...wanted);
  };
  keep(bodies, items, make);
  table.known = bodies.known;
}

function drawRow(row, board, state) {
  const { words } = board;
  const id = `why-${row.id}`;
  const kinds = ["team-row"];
  if (row.crowned && row.place === "1") kinds.push("crowned");
  if (row.chosen) kinds.push("chosen");
  if (row.missing) kinds.push("waiting");
  const panel = el("tr", { class: "why", id, hidden: !state.open.has(row.id) },
    el("td", { colspan: 11 }, drawWhy(row, board, state)));
  const button = el("button", {
    type: "button",
    class: "name",
    "aria-expanded": String(state.open.has(row.id)),
    "aria-controls": id,
    title: `${row.name}. ${words.why}`,
    "data-focus": `team-${row.id}`,
  }, el("span", {}, row.name), el("span", { class: "voice" }, `. ${words.why}`));
  const toggle = () => {
    const open = !state.open.has(row.id);
    if (open) {
      state.open.add(row.id);
      panel.querySelector(".work")?.load();
    } else state.open.delete(row.id);
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const line = el("tr", { class: kinds.join(" "), onclick: toggle },
    el("td", { class: "place figure" }, row.place || "–"),
    el("td", { class: "both figure" }, drawPlaces(row.handicap)),
    el("td", { class: "week" }, drawMovement(row.movement)),
    el("th", { scope: "row", class: "team" },
      row.crowned ? [crownMark("solid"), el("span", { class: "voice" }, words.crown)] : null,
      button, drawBelow(row, words)),
    el("td", { class: "ratings figure" }, row.ratings),
    el("td", { class: "plain" }, el("span", { class: "figure" }, row.plain)),
    el("td", { class: "steady" }, drawAverage(row, row.steady, row.mode !== "fair")),
    el("td", { class: "fair" },
      row.handicap ? drawAverage(row, row.handicap.fair, row.mode === "fair") : null),
    el("td", { class: "stars" }, drawStars(row)),
    el("td", { class: "trend" }, drawTrend(row)),
    el("td", { class: "response", title: row.response_text }, row.response));
  const body = el("tbody", { class: row.divider ? "team divided" : "team" });
  if (row.divider) {
    body.append(el("tr", { class: "divider" }, el("td", { colspan: 11 }, words.below)));
  }
  body.append(line, panel);
  return body;
}

/** Under a name: what is missing, whose work it is, and on a phone what has no column there. */
function drawBelow(row, words) {
  const { handicap } = row;
  return [
    row.missing ? el("span", { class: "missing" }, row.missing) : null,
    row.excluded ? el("span", { class: "excluded", title: row.excluded_text }, row.excluded) : null,
    row.coarse ? el("span", { class: "coarse", title: row.coarse_text }, row.coarse) : null,
    el("span", { class: "narrow" },
      el("span", {}, `${words.ratings}: ${row.ratings}`),
      drawPlaces(handicap),
      drawMovement(row.movement)),
    handicap?.badge ? el("span", { class: "badge", title: handicap.hint }, handicap.badge) : null,
  ].filter(Boolean);
}

function drawPlaces(handicap) {
  return handicap?.places
    ? spoken(handicap.places, handicap.places_text, { title: handicap.places_text })
    : null;
}

function drawWhy(row, board, state) {
  const { words } = board;
  const fact = (name, value) =>
    value ? el("div", {}, el("dt", {}, name), el("dd", {}, value)) : null;
  const isFair = row.mode === "fair" && row.handicap;
  const ranking = isFair ? row.handicap.fair : row.steady;
  return el("div", { class: "because" },
    el("p", {}, row.why),
    row.handicap?.hint ? el("p", { class: "note" }, row.handicap.hint) : null,
    row.handicap ? drawWork(row, board, state) : null,
    el("dl", {},
      fact(isFair ? words.fair_average : words.steady_average,
        row.interval ? `${ranking} (${row.interval})` : ranking),
      fact(words.place, row.handicap?.places_text),
      fact(words.stars, row.stars_text),
      fact(words.trend, row.trend_text),
      fact(words.response, row.response_text),
      fact(words.excluded, row.excluded_text),
      fact(words.coarse, row.coarse_text)));
}

function drawMovement(movement) {
  if (!movement) return el("span", { class: "same", "aria-hidden": "true" }, "");
  const signs = { up: "▲", down: "▼", same: "–", new: "•" };
  return spoken(`${signs[movement.way]} ${movement.places}`.trim(), movement.text,
    { class: movement.way, title: movement.text });
}

/** An average; what ranks the table stands over its interval, on a scale that all rows share. */
function drawAverage(row, average, ranks) {
  const figure = el("span", { class: "figure" }, average);
  if (!ranks || !row.span) return figure;
  const at = (share) => 2 + 92 * share;
  return [
    figure,
    el("span", { class: "voice" }, ` (${row.interval})`),
    svg("svg", { class: "span", viewBox: "0 0 96 10", "aria-hidden": "true" },
      svg("title", {}, row.interval),
      svg("path", { class: "scale", d: "M2 5 H94" }),
      svg("path", { class: "likely", d: `M${at(row.span.low)} 5 H${at(row.span.high)}` }),
      svg("circle", { cx: at(row.span.middle), cy: 5, r: 3.4 })),
  ];
}

function drawStars(row) {
  const sum = row.stars.reduce((total, count) => total + count, 0);
  if (!sum) return "";
  const parts = row.stars.map((count, at) =>
    count ? el("span", { class: `stars-${5 - at}`, style: `flex-grow:${count}` }) : null);
  return [
    el("span", { class: "bar", "aria-hidden": "true", title: row.stars_text }, ...parts),
    el("span", { class: "voice" }, row.stars_text),
  ];
}

function drawTrend(row) {
  const voice = el("span", { class: "voice" }, row.trend_text);
  if (row.trend.length < 2) return voice;
  const step = 72 / (row.trend.length - 1);
  const points = row.trend.map((height, at) => [2 + at * step, 19 - 16 * height]);
  const [x, y] = points[points.length - 1];
  return [
    svg("svg", { class: "line", viewBox: "0 0 80 22", "aria-hidden": "true" },
      svg("title", {}, row.trend_text),
      svg("polyline", { points: points.map((point) => point.join(",")).join(" ") }),
      svg("circle", { cx: x, cy: y, r: 2.6 })),
    voice,
  ];
}
