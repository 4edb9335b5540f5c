// Where a handicap comes from: kinds of work, each with what was kept of its par.

const BARS_SHOWN = 8;

/** Bars left and right of a zero line; what they show stands beside them in words. */
function drawWork(row, board, state) {
  const { words } = board;
  const bars = row.handicap.work;
  const list = el("ol", { class: "bars" });
  const more = el("button", { type: "button", class: "show-all", "data-focus": `work-${row.id}` },
    `${words.show_all} (${bars.length})`);
  const fill = () => {
    const all = state.work.has(row.id) || bars.length <= BARS_SHOWN;
    list.replaceChildren(...(all ? bars : bars.slice(0, BARS_SHOWN)).map(drawBar));
    more.hidden = all;
  };
  more.addEventListener("click", () => {
    state.work.add(row.id);
    fill();
    list.children[BARS_SHOWN].tabIndex = -1;
    list.children[BARS_SHOWN].focus();
  });
  fill();
  return el("section", { class: "work" },
    el("h3", {}, words.work),
    el("p", { class: "note" }, row.par),
    list,
    more);
}

function drawBar(work) {
  const side = work.share < 0 ? "less" : "more";
  return el("li", {},
    el("span", { class: "group" }, work.group),
    el("span", { class: "note" }, work.text),
    el("span", { class: "track", "aria-hidden": "true" },
      el("span", { class: side, style: `width:${Math.abs(work.share) * 50}%` })),
    el("span", { class: "figure saved" }, work.saved));
}
