// The nominations: a card for each, and below them, quieter, those that wait for data.

class Gallery extends Page {
  constructor(root) {
    super(root, "nominations");
    this.open = new Set();
  }

  drawParts(board) {
    const { root } = this;
    const { words, cards, lacking, language } = board;
    this.part(".heading-part", [cards.length, language], () =>
      [cards.length ? drawHeading(words.nominations, words.nominations_note) : null]);
    this.part(".lacking-part", [board.lacking_note, lacking.length, language], () =>
      [lacking.length ? drawHeading(words.lacking, board.lacking_note) : null]);
    // Words of another language make a card another one.
    const items = (some) => some.map((card) => ({ ...card, language }));
    keep(root.querySelector(".cards"), items(cards), (card) => drawCard(card, words, this.open));
    keep(root.querySelector(".lacking"), items(lacking), (card) => drawLacking(card, words));
  }
}

function drawHeading(title, note) {
  return el("div", { class: "heading" },
    el("h2", {}, title),
    el("p", { class: "note" }, note));
}

export default function (parts) {
  return mount(Gallery, parts);
}
