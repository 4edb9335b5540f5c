// Where a handicap comes from: kinds of work, each with what was kept of its par. They are asked
// for when a row is opened, and again when an open row has changed.

const BARS_SHOWN = 8;

/** Bars left and right of a zero line; what they show stands beside them in words. */
function drawWork(row, board, state) {
  const { words } = board;
  const key = [board.picker.code, row.id, board.language].join("/");
  const list = el("ol", { class: "bars" });
  const more = el("button", {
    type: "button", class: "show-all", "data-focus": `work-${row.id}`, hidden: true,
  });
  const away = el("p", { class: "note", role: "status", hidden: true }, words.work_away);
  const fill = (bars) => {
    const all = state.work.has(row.id) || bars.length <= BARS_SHOWN;
    list.replaceChildren(...(all ? bars : bars.slice(0, BARS_SHOWN)).map(drawBar));
    more.textContent = `${words.show_all} (${bars.length})`;
    more.hidden = all;
  };
  more.addEventListener("click", () => {
    state.work.add(row.id);
    fill(state.bars.get(key));
    list.children[BARS_SHOWN].tabIndex = -1;
    list.children[BARS_SHOWN].focus();
  });
  fill(state.bars.get(key) ?? []);
  const section = el("section", { class: "work" },
    el("h3", {}, words.work),
    list,
    away,
    more);
  section.load = async () => {
    try {
      const bars = await askForWork(row, board);
      state.bars.set(key, bars);
      fill(bars);
      away.hidden = true;
    } catch {
      // What was there before stays; without anything it is said why.
      away.hidden = list.children.length > 0;
    }
  };
  if (state.open.has(row.id)) section.load();
  return section;
}

async function askForWork(row, board) {
  const query = { season: board.picker.code, team: row.id, lang: board.language };
  const answer = await fetch(apiAddress("work", query), {
    cache: "no-store",
    signal: AbortSignal.timeout(QUIET),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).bars;
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
