// Plays what there is to celebrate: every event once, one show after the other.

import { drawShow } from "./cards.js";
import { isStill } from "./motion.js";
import { planShows } from "./queue.js";
import { playSound } from "./sound.js";
import { serverNow } from "./time.js";

//: What comes within this time is planned together.
const GATHER = 250;
const OLD = 60_000;
const LEAVES = 0.35;
//: An attack of events can't fill the memory; the server groups what belongs together.
const MOST_WAITING = 500;

export class Celebrations {
  /** `memory` knows what was played; `context()` gives screen and words. */
  constructor(element, memory, context) {
    this.element = element;
    this.memory = memory;
    this.context = context;
    this.waiting = [];
    this.busy = false;
    this.isAllowed = () => true;
  }

  /** Take an event in; one that was played or is older than a minute isn't played. */
  add(event) {
    if (typeof event?.key !== "string" || !this.memory.isNew(event.key)) return;
    const age = serverNow() - Date.parse(event.at);
    if (age > OLD || !this.isAllowed()) return;
    this.waiting.push(event);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    if (!this.busy) this.play();
  }

  async play() {
    this.busy = true;
    await pause(GATHER);
    while (this.waiting.length) {
      const shows = planShows(this.waiting.splice(0));
      for (const show of shows) await this.playOne(show);
    }
    this.element.hidden = true;
    this.element.replaceChildren();
    delete document.documentElement.dataset.celebrating;
    this.busy = false;
    this.whenDone?.();
  }

  async playOne(show) {
    try {
      const { screen, words } = this.context();
      const { element, cards } = drawShow(show, words);
      document.documentElement.dataset.celebrating = show.kind;
      this.element.hidden = false;
      this.element.replaceChildren(element);
      playSound(screen.sound, show.kind === "great");
      await this.bringCards(cards, show.seconds - LEAVES);
      if (!isStill()) element.classList.add("leaving");
      await pause(LEAVES * 1000);
    } catch (error) {
      console.error("wall: a celebration can't be played", error);
    }
  }

  /** Show the cards one after the other, the last one long enough to be read. */
  async bringCards(cards, seconds) {
    const alone = cards.length < 2;
    const each = alone ? 0 : (seconds * 0.72) / cards.length;
    for (const card of cards) {
      card.bring();
      if (!alone) await pause(each * 1000);
    }
    await pause((seconds - each * cards.length) * 1000);
  }

  /** Stop caring for what waits, for nobody may see it any more. */
  forget() {
    this.waiting.length = 0;
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
