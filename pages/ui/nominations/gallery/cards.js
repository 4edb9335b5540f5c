// A nomination's card: who is first and why, two runners-up, what it takes, how it is counted.

function drawCard(card, words, open) {
  const title = `title-${card.id}`;
  return el("li", { class: `card ${card.kind} ${card.state} ${card.symbol}` },
    el("article", { "aria-labelledby": title },
      el("header", {},
        drawSymbol(card.symbol),
        el("h3", { id: title, lang: lettersOf(card.title) }, card.title),
        card.review ? el("span", { class: "under-review" }, card.review) : null),
      el("div", { class: "first" },
        card.standing ? el("p", { class: "standing" }, card.standing) : null,
        ...(card.kind === "badge" ? drawEarners(card, open) : card.winners.map(drawWinner)),
        card.note ? el("p", { class: "state" }, card.note) : null),
      drawRunners(card, words),
      card.own ? drawOwn(card.own, words) : null,
      el("div", { class: "rules" },
        el("p", { class: "gate" }, el("span", { class: "label" }, words.gate), card.gate),
        drawHow(card, words, open),
        card.recorded ? el("p", { class: "recorded" }, card.recorded) : null)));
}

function drawWinner(winner) {
  return el("div", { class: "winner" },
    el("p", { class: "name", title: winner.name, lang: lettersOf(winner.name) }, winner.name),
    el("p", { class: "figure value" }, winner.value),
    winner.team ? el("p", { class: "team", title: winner.team }, winner.team) : null,
    el("p", { class: "why" }, winner.why));
}

function drawEarners(card, open) {
  if (!card.winners.length) return [];
  const earner = (one) => el("li", { title: one.team ? `${one.name} · ${one.team}` : one.name },
    el("span", { class: "name" }, one.name),
    el("span", { class: "figure" }, one.value));
  const list = (some) => el("ul", { class: "earners" }, ...some.map(earner));
  return [
    list(card.winners),
    card.runners.length
      ? drawFold({ name: `more-${card.id}`, title: card.more }, open, list(card.runners))
      : null,
  ];
}

function drawRunners(card, words) {
  if (card.kind === "badge" || !(card.runners.length || card.more)) return null;
  const runner = (one) => el("li", {},
    el("span", { class: "figure place" }, el("span", { class: "voice" }, `${words.place} `), one.place),
    el("span", { class: "who" },
      el("span", { class: "name", title: one.name }, one.name),
      one.team ? el("span", { class: "team", title: one.team }, one.team) : null),
    el("span", { class: "figure value" }, one.value));
  return el("div", { class: "behind" },
    card.runners.length ? el("ol", { class: "runners" }, ...card.runners.map(runner)) : null,
    card.more ? el("p", { class: "more" }, card.more) : null);
}

/** The formula and the arithmetic of those whose sentence doesn't stand on the card already. */
function drawHow(card, words, open) {
  const behind = card.kind === "badge" ? [] : card.runners;
  const sums = behind.flatMap((one) => [el("dt", {}, one.name), el("dd", {}, one.why)]);
  return drawFold({ name: `how-${card.id}`, title: words.how, voice: `: ${card.title}` }, open,
    el("p", {}, card.formula),
    sums.length ? el("dl", {}, ...sums) : null);
}

/** Something that is a click away; it stays open when its card is drawn anew. */
function drawFold({ name, title, voice = "" }, open, ...children) {
  const fold = el("details", { class: "fold", open: open.has(name) },
    el("summary", { "data-focus": name }, title,
      voice ? el("span", { class: "voice" }, voice) : null),
    ...children);
  fold.addEventListener("toggle", () => {
    if (fold.open) open.add(name);
    else open.delete(name);
  });
  return fold;
}

/** The reader's own place, or what the gate still asks for. */
function drawOwn(own, words) {
  return el("div", { class: "own" },
    el("p", {},
      el("span", { class: "label" }, own.place ? words.own : words.own_waiting),
      own.place ? el("span", { class: "figure place" }, own.place) : null,
      el("span", { class: "figure value" }, own.value)),
    el("p", { class: "why" }, own.why));
}

function drawLacking(card, words) {
  return el("li", {},
    drawSymbol(card.symbol),
    el("div", {},
      el("h3", { lang: lettersOf(card.title) }, card.title),
      el("p", {}, card.note),
      card.remedy ? el("p", { class: "remedy" }, card.remedy) : null,
      el("p", { class: "gate" }, card.formula)));
}
