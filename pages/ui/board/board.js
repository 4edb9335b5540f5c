// The leaderboard: the crown, the team table and the top scorers.

class Leaderboard extends Page {
  constructor(root) {
    super(root, "board");
    this.table = newTableState();
    this.scorers = { scorer: null };
  }

  drawParts(board) {
    const { words } = board;
    this.part(".crown-part", [board.crown, board.language], () =>
      board.crown ? [drawCrown(board.crown, words)] : []);
    this.part(".table-part", [board.language, board.rows.length > 0], () => this.newTable());
    if (board.rows.length) this.fill(this.root.querySelector(".teams-part"));
    this.part(".scorers-part", [board.scorers, board.team, board.language], () =>
      board.scorers ? drawScorers(board.scorers, board, this.scorers) : []);
  }

  fill(part) {
    fillTable(part, this.board, this.table, (change) => this.go(change));
  }

  newTable() {
    if (!this.board.rows.length) return [];
    const part = drawTable(this.board.words);
    const again = () => this.fill(part);
    part.querySelector(".finder input").value = this.table.sought;
    part.querySelector(".finder input").addEventListener("input", (event) => {
      this.table.sought = event.target.value;
      again();
    });
    part.querySelector(":scope > .show-all").addEventListener("click", () => {
      this.table.all = true;
      again();
    });
    return [part];
  }
}

export default function (parts) {
  return mount(Leaderboard, parts);
}
