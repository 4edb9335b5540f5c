// The challenges: a card for each that runs, and below them the archive.

class Followed extends Page {
  constructor(root) {
    super(root, "challenges");
    this.open = new Set();
  }

  drawParts(board) {
    const { root } = this;
    const { words, cards, past, record, language } = board;
    this.part(".heading-part", [cards.length, language], () =>
      [el("h2", { class: "voice" }, words.challenges)]);
    // Words of another language make a card another one.
    const items = cards.map((card) => ({ ...card, language }));
    keep(root.querySelector(".running"), items, (card) => drawRunning(card, words, this.open));
    this.part(".archive-part", [past, record, language], () =>
      [past.length || record.length ? drawArchive(board) : null]);
  }
}

export default function (parts) {
  return mount(Followed, parts);
}
