// Keeps an open board true: asks for the version once a second, and for the board when it is new.

const POLL = 1000;
const QUIET = 5000;
//: Pages redraw the chart of the places at most so often, and not all at once;
//: one of another season, or of none, leaves sooner.
const RACE_PAUSE = 60000;
const SEASON_PAUSE = 1500;

/** An address of the API beside the page, whatever path the page is served under. */
function apiAddress(path, query) {
  const address = new URL(`./api/v1/${path}`, window.location.href);
  address.search = new URLSearchParams(query).toString();
  return address;
}

class Live {
  constructor(page) {
    this.page = page;
    this.tag = "";
    this.heard = Date.now();
    this.asking = false;
    this.timer = setInterval(() => this.ask(), POLL);
    this.seen = () => this.ask();
    document.addEventListener("visibilitychange", this.seen);
  }

  stop() {
    clearInterval(this.timer);
    this.forgetRace();
    document.removeEventListener("visibilitychange", this.seen);
  }

  async ask() {
    if (this.asking || document.visibilityState !== "visible") return;
    this.asking = true;
    try {
      const answer = await fetch(apiAddress("version", {}), {
        cache: "no-store",
        headers: this.tag ? { "If-None-Match": this.tag } : {},
        signal: AbortSignal.timeout(QUIET),
      });
      if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
      this.heard = Date.now();
      if (answer.ok) await this.compare(answer);
    } catch {
      // The server is away for a moment: the board stays as it is and says how old it is.
    } finally {
      this.asking = false;
    }
    this.page.showAge(this.heard, Date.now() - this.heard > QUIET);
  }

  async compare(answer) {
    const { version, day } = await answer.json();
    const { board } = this.page;
    if (version > board.version || day !== board.day) {
      await this.load(this.page.address);
      this.redrawRace(board, this.page.board);
    }
    this.tag = answer.headers.get("ETag") ?? "";
  }

  /** Fetch the board of an address and draw it, unless another one was asked for meanwhile. */
  async load(address) {
    const answer = await fetch(apiAddress(this.page.source, address), {
      cache: "no-store",
      signal: AbortSignal.timeout(QUIET * 2),
    });
    const board = await answer.json();
    if (address !== this.page.address) return;
    this.page.draw(board);
  }

  /** The chart is the page's: ask for it after a pause of chance length, for all changes at once. */
  redrawRace(before, after) {
    if (before.race === after.race) return;
    const other = before.picker?.code !== after.picker?.code || !before.race || !after.race;
    if (other) this.forgetRace();
    const pause = (other ? SEASON_PAUSE : RACE_PAUSE) * (0.25 + Math.random());
    this.later ??= setTimeout(() => {
      this.later = null;
      this.page.rerun();
    }, pause);
  }

  forgetRace() {
    clearTimeout(this.later);
    this.later = null;
  }
}
