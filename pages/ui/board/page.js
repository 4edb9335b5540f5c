// A page made of parts: draws what has changed, stays true, and tells where a person goes.

class Page {
  /** `source` is the address of the API from which the page gets its board. */
  constructor(root, source) {
    this.root = root;
    this.source = source;
    this.drawn = {};
  }

  /** Draw what has changed since the last time, keeping the focus where it is. */
  draw(board) {
    const { root } = this;
    const focused = root.getRootNode().activeElement?.dataset?.focus;
    this.board = board;
    // A season that nobody chose isn't held on to: the board goes along with the newest one.
    // Nor is a table: without a choice it is the one that carries the crown.
    const chosen = new URLSearchParams(window.location.search);
    const [season, table] = ["season", "table"].map((name) => chosen.get(name) ?? "");
    this.address = { season, team: board.team, table, lang: board.language };
    root.lang = board.language;
    document.documentElement.lang = board.language;
    const go = (change) => this.go(change);
    const head = [
      board.picker, board.teams, board.team, board.organisation, board.language, board.notices,
    ];
    this.part(".head-part", head, () => [drawHead(board, go)]);
    this.part(".empty-part", board.empty, () =>
      board.empty ? [drawEmpty(board.empty, board.words, go)] : []);
    this.drawParts(board);
    if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  part(selector, values, make) {
    const text = JSON.stringify(values);
    if (this.drawn[selector] === text) return;
    this.drawn[selector] = text;
    this.root.querySelector(selector).replaceChildren(...make().filter(Boolean));
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

/** What a component does at each run of the page: the same page is drawn and told anew. */
function mount(Kind, { data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  const board = JSON.parse(new TextDecoder().decode(data));
  const page = (root.page ??= new Kind(root));
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
