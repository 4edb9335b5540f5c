// What the server last said, part by part, and which parts a message has really changed.

//: What a screen is like before the server has said so: as the page was made for it.
const FRESH = {
  language: document.documentElement.lang || "en",
  density: 9,
  motion: true,
  sound: "none",
  scenes: [],
};

export class Picture {
  constructor() {
    this.forget();
  }

  /** Take in parts that are new; gives the names of those that differ from what was there. */
  take(parts, stamp) {
    this.stamp = stamp ?? this.stamp;
    const changed = [];
    for (const [name, part] of Object.entries(parts)) {
      const text = JSON.stringify(part);
      if (this.texts.get(name) === text) continue;
      this.texts.set(name, text);
      this.parts[name] = part;
      changed.push(name);
    }
    return changed;
  }

  forget() {
    this.parts = {};
    this.texts = new Map();
    this.stamp = null;
  }

  get isEmpty() {
    return !this.parts.screen;
  }

  get screen() {
    return { ...FRESH, ...this.parts.screen };
  }
}
