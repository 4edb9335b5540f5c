// A running challenge as on the wall: days left, chance, scorers; chart and figures beside them.

function drawRunning(card, words, open) {
  const title = `challenge-${card.id}`;
  return el("li", { class: `challenge ${card.state}` },
    el("article", { "aria-labelledby": title },
      el("header", {},
        el("h3", { id: title, lang: lettersOf(card.title) }, card.title),
        card.goal ? el("p", { class: "goal" }, card.goal) : null,
        ...card.changes.map((change) => el("p", { class: "change" }, change))),
      el("div", { class: "countdown" },
        drawCountdown(card),
        card.chance ? drawChance(card.chance, words) : null),
      el("div", { class: "course" },
        drawChart(card.chart, words),
        drawFigures(card),
        drawChecks(card.checks)),
      el("div", { class: "brought" },
        ...card.scorers.map(drawScorers),
        card.log.length ? drawLog(card, words, open) : null),
      drawCompared(card, words)));
}

function drawCountdown(card) {
  return el("div", { class: `days-left-part${card.days ? "" : " words-alone"}` },
    el("p", {},
      card.days ? el("span", { class: "figure great" }, `${card.days} `) : null,
      el("span", { class: "days-name" }, card.days_name)),
    el("p", { class: "until" }, card.until),
    card.note ? el("p", { class: "told" }, card.note) : null);
}

function drawChance(chance, words) {
  return el("div", { class: `chance ${chance.mood}` },
    chance.shown ? el("p", { class: "label" }, words.chance) : null,
    el("p", {},
      chance.shown ? el("span", { class: "figure percent" }, `${chance.shown} `) : null,
      el("span", { class: "word" }, chance.word)),
    chance.before ? el("p", { class: "label" }, chance.before) : null);
}

function drawFigures(card) {
  return el("dl", { class: "figures" },
    ...card.figures.map((one) => el("div", {},
      el("dt", {}, one.name),
      el("dd", { class: "figure" }, one.value),
      one.also ? el("dd", { class: "also" }, one.also) : null)));
}

function drawChecks(checks) {
  return el("ul", { class: "checks" }, ...checks.map((check) =>
    el("li", { class: check.reached ? "reached" : "" },
      ...spoken(check.reached ? "✓" : "○", `${check.word}: `, { class: "mark" }),
      el("span", { class: "label" }, `${check.name} `),
      check.text)));
}

function drawScorers(day) {
  return el("section", { class: "day" },
    el("h4", { class: "label" }, day.title),
    day.note ? el("p", { class: "nobody" }, day.note) : null,
    day.scorers.length
      ? el("ul", { class: "scorers" }, ...day.scorers.map((one) => el("li", {},
        el("span", { class: "name", title: one.name }, one.name),
        el("span", { class: "figure" }, one.share))))
      : null,
    day.more ? el("p", { class: "label" }, day.more) : null);
}

/** The days before, a click away; they stay open when the card is drawn anew. */
function drawLog(card, words, open) {
  const name = `log-${card.id}`;
  const fold = el("details", { class: "fold", open: open.has(name) },
    el("summary", { "data-focus": name }, words.log),
    ...card.log.map(drawScorers));
  fold.addEventListener("toggle", () => {
    if (fold.open) open.add(name);
    else open.delete(name);
  });
  return fold;
}

function drawCompared(card, words) {
  const lines = [card.needed ? `${words.needed}: ${card.needed}` : "", ...card.compared];
  const some = lines.filter(Boolean);
  return some.length
    ? el("ul", { class: "compared" }, ...some.map((line) => el("li", {}, line)))
    : null;
}

function drawArchive(board) {
  const { words, past, record } = board;
  return el("section", { class: "archive" },
    past.length ? el("div", { class: "heading" }, el("h2", {}, words.archive)) : null,
    record.length
      ? el("dl", { class: "record" },
        el("dt", { class: "label" }, words.record),
        ...record.map((line) => el("dd", {}, line)))
      : null,
    el("ul", { class: "past" }, ...past.map(drawPast)));
}

function drawPast(card) {
  return el("li", { class: card.state },
    el("p", { class: "season label" }, card.season),
    el("div", {},
      el("h3", { lang: lettersOf(card.title) }, card.title),
      card.goal ? el("p", { class: "label" }, card.goal) : null),
    el("div", {},
      el("p", { class: "ending" },
        el("span", { class: "mark", "aria-hidden": "true" }, card.state === "met" ? "✓ " : ""),
        card.word),
      card.result ? el("p", {}, card.result) : null,
      card.checks.length ? drawChecks(card.checks) : null));
}
