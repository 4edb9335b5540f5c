// What a wall knows when it is switched on while the server is away: its last picture.

const KEYS = 300;
const PAUSE = 2000;

export class Memory {
  /** `kept` is false where nothing may be left behind (a preview). */
  constructor(screen, kept) {
    this.name = `wall:${screen}`;
    this.kept = kept;
    this.later = null;
    this.waiting = null;
    const played = this.read("played");
    this.played = new Set(Array.isArray(played) ? played : []);
  }

  picture() {
    const picture = this.read("picture");
    return picture?.parts?.screen ? picture : null;
  }

  /** Keep a picture (`take()` gives it), at most once in a while. */
  keepSoon(take) {
    this.waiting = take;
    this.later ??= setTimeout(() => this.keepNow(), PAUSE);
  }

  keepNow() {
    clearTimeout(this.later);
    this.later = null;
    if (this.waiting) this.write("picture", this.waiting());
    this.waiting = null;
  }

  forget() {
    clearTimeout(this.later);
    this.later = null;
    this.waiting = null;
    this.remove("picture");
  }

  /** Whether a celebration is played for the first time; from now on it isn't. */
  isNew(key) {
    if (this.played.has(key)) return false;
    this.played.add(key);
    for (const oldest of this.played) {
      if (this.played.size <= KEYS) break;
      this.played.delete(oldest);
    }
    this.write("played", [...this.played]);
    return true;
  }

  read(name) {
    if (!this.kept) return null;
    try {
      return JSON.parse(localStorage.getItem(`${this.name}:${name}`));
    } catch {
      return null;
    }
  }

  write(name, value) {
    if (!this.kept) return;
    try {
      localStorage.setItem(`${this.name}:${name}`, JSON.stringify(value));
    } catch {
      // A browser without room for it: the wall lives, it only starts emptier.
    }
  }

  remove(name) {
    try {
      localStorage.removeItem(`${this.name}:${name}`);
    } catch {
      // As above.
    }
  }
}
