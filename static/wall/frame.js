// What stays while scenes change: the head with clock and countdown, the foot with the last goals.

import { crownMark, el, write, writeName } from "./draw.js";
import { serverNow, timeOfDay } from "./time.js";

const TURN = 8;

export class Frame {
  constructor(head, foot) {
    this.head = {
      name: el("h1", { class: "organisation", dir: "auto" }),
      season: el("p", { class: "season", dir: "auto" }),
      clock: el("p", { class: "clock figure" }),
      pill: el("p", { class: "pill figure" }),
    };
    head.append(crownMark(), this.head.name, this.head.season, this.head.clock, this.head.pill);
    this.foot = {
      label: el("span", { class: "label figure" }),
      text: el("bdi", { class: "text", dir: "auto" }),
      age: el("span", { class: "age" }),
      quote: el("bdi", { class: "quoted", dir: "auto" }),
      told: el("p", { class: "told" }),
    };
    const { label, text, age, quote, told } = this.foot;
    this.ticker = el("p", { class: "ticker" }, label, text, age, quote);
    foot.append(this.ticker, told);
    this.turn = 0;
  }

  /** Show what a picture says; `lost` is the instant up to which it is known to be true, or null. */
  show(parts, words, screen, { at, lost }) {
    const { organisation = "", season = "", countdown = null } = parts.head ?? {};
    writeName(this.head.name, organisation || "Crownboard");
    writeName(this.head.season, [season, screen.title].filter(Boolean).join(" · "));
    write(this.head.clock, timeOfDay(serverNow(), screen));
    this.head.pill.hidden = !countdown?.last;
    if (countdown?.last) write(this.head.pill, words.daysLeftText(countdown.last));
    this.showTicker(parts.ticker?.items ?? [], words);
    this.foot.told.classList.toggle("lost", lost !== null);
    write(this.foot.told, this.told(words, at, lost));
  }

  told(words, at, lost) {
    if (lost !== null) return words.at("as_of", lost, false);
    return at ? words.at("updated", Date.parse(at), true) : "";
  }

  /** The newest goal first; the others take turns, and a new one is shown at once. */
  showTicker(items, words) {
    if (items[0]?.id !== this.newest) {
      this.newest = items[0]?.id;
      this.turn = 0;
    }
    const item = items[Math.floor(this.turn / TURN) % Math.max(1, items.length)];
    this.ticker.hidden = !item;
    if (!item) return;
    const { label, text, age, quote } = this.foot;
    write(label, item.label);
    writeName(text, item.text);
    write(age, item.at ? words.age(item.at) : "");
    writeName(quote, item.quote ? `“${item.quote.replaceAll(/\s+/g, " ")}”` : "");
    quote.hidden = !item.quote;
  }

  tick() {
    this.turn += 1;
  }
}
