// A story: its blocks in their order. Texts become text nodes and nothing else.

const named = (tag, attributes, text) => el(tag, { ...attributes, lang: lettersOf(text) }, text);

function lines(texts, kind = "note") {
  return texts.map((text) => named("p", { class: kind }, text));
}

function titled(block) {
  return block.title ? named("h3", null, block.title) : null;
}

function drawFigure(figure) {
  return el(
    "div",
    { class: "one" },
    el("dt", null, figure.name),
    el("dd", null, el("span", { class: "figure" }, figure.value)),
    figure.note ? el("dd", { class: "note" }, figure.note) : null,
  );
}

function drawHero(hero) {
  return [
    hero.above ? named("p", { class: "above" }, hero.above) : null,
    hero.title ? el(
      "div",
      { class: "opening" },
      hero.mark ? crownMark(hero.mark) : null,
      named("h2", null, hero.title),
    ) : null,
    hero.sentence ? el("p", { class: "sentence" }, hero.sentence) : null,
    hero.figures.length ? el("dl", { class: "figures" }, ...hero.figures.map(drawFigure)) : null,
    ...lines(hero.notes),
  ];
}

function drawRung(rung) {
  return el(
    "li",
    { class: rung.own ? "own" : null, "aria-current": rung.own ? "true" : null },
    el("span", { class: "place figure" }, rung.place),
    el(
      "span",
      { class: "who" },
      named("span", { class: "name" }, rung.name),
      rung.note ? named("span", { class: "note" }, rung.note) : null,
    ),
    el("span", { class: "value figure" }, rung.value),
  );
}

function drawLadder(ladder) {
  return [
    titled(ladder),
    el("ol", { class: "rungs" }, ...ladder.rungs.map(drawRung)),
    ladder.note ? el("p", { class: "next" }, ladder.note) : null,
  ];
}

function drawCountdown(block) {
  return [
    block.whose ? named("p", { class: "note" }, block.whose) : null,
    titled(block),
    el(
      "p",
      { class: "days" },
      block.number ? el("span", { class: "figure" }, block.number) : null,
      el("span", { class: "days-name" }, block.name),
    ),
    ...lines(block.lines),
  ];
}

function drawTable(table) {
  const head = table.columns.map((column) => el("th", { scope: "col" }, column));
  const rows = table.rows.map((row) =>
    el(
      "tr",
      null,
      named("th", { scope: "row" }, row[0]),
      ...row.slice(1).map((cell, at) => el("td", { "data-name": table.columns[at + 1] }, cell)),
    ));
  return [
    titled(table),
    el("table", null, el("thead", null, el("tr", null, ...head)), el("tbody", null, ...rows)),
    table.note ? el("p", { class: "note" }, table.note) : null,
  ];
}

function drawItem(item) {
  return el(
    "li",
    null,
    el(
      "p",
      { class: "line" },
      named("span", { class: "name" }, item.title),
      item.badge ? el("span", { class: "badge" }, item.badge) : null,
      item.value ? named("span", { class: "value figure" }, item.value) : null,
    ),
    ...lines(item.lines),
  );
}

function drawItems(block) {
  return [
    titled(block),
    el("ul", { class: "items" }, ...block.items.map(drawItem)),
    block.note ? el("p", { class: "note" }, block.note) : null,
  ];
}

function drawNote(note) {
  return [titled(note), ...lines(note.lines)];
}

const DRAWN = {
  hero: drawHero,
  ladder: drawLadder,
  countdown: drawCountdown,
  table: drawTable,
  items: drawItems,
  note: drawNote,
};

export default function ({ data, parentElement }) {
  const { blocks } = JSON.parse(new TextDecoder().decode(data));
  const drawn = blocks.map((block) =>
    el("section", { class: `block ${block.kind}` }, DRAWN[block.kind](block)));
  parentElement.querySelector(".story").replaceChildren(...drawn);
}
