// The stage: one scene after the other, each drawn anew when its turn comes and kept true meanwhile.

import { fitAll } from "./fit.js";
import { isStill } from "./motion.js";
import { emptySentence, programmeOf } from "./programme.js";
import { brand } from "./scenes/brand.js";

const FADE = 450;
//: Scenes that failed are forgotten, for another try, before there are ever too many to remember.
const MOST_BROKEN = 50;

export class Stage {
  constructor(element, only) {
    this.element = element;
    this.only = only;
    this.turn = null;
    this.since = 0;
    this.broken = new Map();
    new ResizeObserver(() => this.resize()).observe(element);
    document.fonts.addEventListener("loadingdone", () => this.fit(true));
  }

  /** Show what a picture has become; `changed` are the names of its parts that are new. */
  show(parts, context, changed) {
    this.parts = parts;
    this.context = context;
    for (const [key, names] of this.broken) {
      if (names.some((name) => changed.includes(name))) this.broken.delete(key);
    }
    const programme = this.programme();
    const turn = programme.find((one) => one.key === this.turn?.key);
    if (!turn) this.enter(programme[0]);
    else {
      this.turn = turn;
      const touched = ["screen", "words", ...turn.scene.parts].some((name) => changed.includes(name));
      if (touched && !this.draw()) this.next();
    }
  }

  /** Every second: the scene's own time, and the next scene when its turn has come. */
  tick() {
    if (!this.turn) return;
    const over = performance.now() - this.since >= this.turn.seconds * 1000;
    if (over) this.next();
    else if (this.shown?.tick && !this.tried(() => this.tickScene())) this.next();
  }

  tickScene() {
    this.shown.tick(this.parts, this.context);
    this.fit();
  }

  programme() {
    const all = programmeOf(this.parts, this.context.screen, this.only);
    const sound = all.filter((turn) => !this.broken.has(turn.key));
    return sound.length ? sound : [this.brandTurn()];
  }

  brandTurn() {
    return { key: "brand", scene: brand, page: "", seconds: 3600 };
  }

  next() {
    const programme = this.programme();
    const at = programme.findIndex((turn) => turn.key === this.turn.key);
    const turn = at < 0 ? programme[0] : programme[(at + 1) % programme.length];
    if (turn.key === this.turn.key) this.since = performance.now();
    else this.enter(turn);
  }

  enter(turn) {
    this.leave();
    this.turn = turn;
    this.since = performance.now();
    const made = this.tried(() => {
      this.shown = turn.scene.make(turn.page);
    });
    if (!made) return this.next();
    const { element } = this.shown;
    element.classList.add("scene", "entering");
    this.element.append(element);
    document.documentElement.dataset.scene = turn.scene.kind;
    document.documentElement.dataset.page = turn.page;
    if (!this.draw()) return this.next();
    element.getBoundingClientRect();
    element.classList.remove("entering");
    return undefined;
  }

  leave() {
    const element = this.shown?.element;
    this.shown = null;
    if (!element) return;
    for (const other of this.element.querySelectorAll(".leaving")) other.remove();
    if (isStill()) {
      element.remove();
      return;
    }
    element.classList.add("leaving");
    setTimeout(() => element.remove(), FADE);
  }

  /** Draw the scene whose turn it is; false when it can't be, and it is skipped from now on. */
  draw() {
    const context = { ...this.context, empty: emptySentence(this.parts) };
    return this.tried(() => {
      this.shown.show(this.parts, context);
      this.fit();
    });
  }

  /** The screen was turned, or a window changed its size. */
  resize() {
    if (this.shown && this.parts) this.draw();
    this.fit(true);
  }

  /** Let the scene find room for its rows, then make the texts fit theirs. */
  fit(anew = false) {
    if (!this.shown) return;
    this.shown.settle?.();
    fitAll(this.shown.element, anew);
  }

  tried(work) {
    try {
      work();
      return true;
    } catch (error) {
      console.error(`wall: the scene ${this.turn.scene.kind} can't be drawn`, error);
      if (this.broken.size >= MOST_BROKEN) this.broken.clear();
      this.broken.set(this.turn.key, this.turn.scene.parts);
      return false;
    }
  }

  /** Nothing but the brand and a sentence, until there is something to show again. */
  clear(text, context) {
    this.parts = {};
    this.context = { ...context, sentence: text };
    this.broken.clear();
    if (this.turn?.key !== "brand") this.enter(this.brandTurn());
    else this.draw();
  }
}
