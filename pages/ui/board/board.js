// The leaderboard: draws a board, keeps it true, and tells the page when its address changes.

class Page {
  constructor(root) {
    this.root = root;
    this.table = newTableState();
    this.scorers = { scorer: null };
    this.drawn = {};
  }

  /** Draw what has changed since the last time, keeping the focus where it is. */
  draw(board) {
    const { root } = this;
    const focused = root.getRootNode().activeElement?.dataset?.focus;
    this.board = board;
    // A season that nobody chose isn't held on to: the board goes along with the newest one.
    const season = new URLSearchParams(window.location.search).get("season") ?? "";
    this.address = { season, team: board.team, lang: board.language };
    root.lang = board.language;
    document.documentElement.lang = board.language;
    const { words } = board;
    const go = (change) => this.go(change);
    const head = [board.picker, board.teams, board.team, board.organisation, board.language];
    this.part(".head-part", head, () => [drawHead(board, go)]);
    this.part(".empty-part", board.empty, () => (board.empty ? [drawEmpty(board.empty, words, go)] : []));
    this.part(".crown-part", [board.crown, board.language], () =>
      board.crown ? [drawCrown(board.crown, words)] : []);
    this.part(".table-part", [board.language, board.rows.length > 0], () => this.newTable());
    if (board.rows.length) fillTable(root.querySelector(".teams-part"), board, this.table);
    this.part(".scorers-part", [board.scorers, board.team, board.language], () =>
      board.scorers ? drawScorers(board.scorers, board, this.scorers) : []);
    if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  part(selector, values, make) {
    const text = JSON.stringify(values);
    if (this.drawn[selector] === text) return;
    this.drawn[selector] = text;
    this.root.querySelector(selector).replaceChildren(...make().filter(Boolean));
  }

  newTable() {
    if (!this.board.rows.length) return [];
    const part = drawTable(this.board.words);
    const again = () => fillTable(part, this.board, this.table);
    part.querySelector(".finder input").value = this.table.sought;
    part.querySelector(".finder input").addEventListener("input", (event) => {
      this.table.sought = event.target.value;
      again();
    });
    part.querySelector(".show-all").addEventListener("click", () => {
      this.table.all = true;
      again();
    });
    return [part];
  }

  /** Go to another season, team or language: at once here, then for the rest of the page. */
  go(change) {
    this.address = { ...this.address, ...change };
    const told = Object.entries(this.address).filter(([name, value]) =>
      value && (name !== "lang" || change.lang || this.chosenLanguage()));
    const search = new URLSearchParams(told).toString();
    window.history.pushState({}, "", `${window.location.pathname}?${search}`);
    this.live.load(this.address).catch(() => {});
    this.tell(search);
  }

  chosenLanguage() {
    return new URLSearchParams(window.location.search).has("lang");
  }

  rerun() {
    this.tell(window.location.search.slice(1));
  }

  showAge(heard, lost) {
    const { words, language, zone } = this.board;
    const time = new Intl.DateTimeFormat(language, {
      timeStyle: "medium", hourCycle: "h23", timeZone: zone,
    }).format(heard);
    const age = this.root.querySelector(".age");
    age.textContent = lost ? `${words.offline} ${time}` : `${words.as_of} ${time}`;
    age.classList.toggle("lost", lost);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  const board = JSON.parse(new TextDecoder().decode(data));
  const page = (root.page ??= new Page(root));
  // An empty text would tell nothing, and an address without a query is one as well.
  page.tell = (search) => setTriggerValue("address", `?${search}`);
  if (!page.board || board.version >= page.board.version) page.draw(board);
  page.live ??= new Live(page);
  page.showAge(page.live.heard, false);
  return () => {
    page.live.stop();
    page.live = null;
  };
}
