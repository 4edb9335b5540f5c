// Sleeping outside office hours, and sparing the panel while awake.

import { el, write } from "./draw.js";
import { dayOf, serverNow, timeOfDay, weekdayOf } from "./time.js";

const WANDERS = 60;
//: A step of the picture in pixels of a Full HD screen, and how long it stays, in seconds.
const STEP = 3;
const STAYS = 120;
const PATH = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]];

/** Whether a screen is awake; hours over midnight belong to the day on which they begin. */
export function isAwake(screen, instant) {
  const { sleep } = screen;
  if (!Array.isArray(sleep?.weekdays)) return true;
  const time = timeOfDay(instant, { ...screen, language: "en", clock: "h23" });
  const today = weekdayOf(dayOf(instant, screen.zone));
  const isDay = (weekday) => sleep.weekdays.includes(weekday);
  if (sleep.from === sleep.until) return isDay(today);
  if (sleep.from < sleep.until) return isDay(today) && time >= sleep.from && time < sleep.until;
  return (isDay(today) && time >= sleep.from) || (isDay((today + 6) % 7) && time < sleep.until);
}

export class Night {
  constructor(element) {
    this.element = element;
    this.clock = el("p");
    this.word = el("p", { class: "asleep" });
    element.append(this.clock, this.word);
    this.seconds = 0;
  }

  /** Every second: the dim clock, which is elsewhere every minute. */
  tick(screen, words, asleep) {
    if (this.element.hidden === asleep) this.element.hidden = !asleep;
    if (!asleep) return;
    write(this.clock, timeOfDay(serverNow(), screen));
    write(this.word, words.fixed("asleep"));
    if (this.seconds % WANDERS === 0) this.wander();
    this.seconds += 1;
  }

  wander() {
    const [left, top] = [10 + 60 * Math.random(), 10 + 65 * Math.random()];
    Object.assign(this.clock.style, { left: `${left}%`, top: `${top}%` });
    Object.assign(this.word.style, { left: `${left}%`, top: `calc(${top}% + var(--u) * 11)` });
  }
}

/** Move the frame a little every other minute, so that nothing burns in. */
export class Shift {
  constructor(frame) {
    this.frame = frame;
    this.seconds = 0;
  }

  tick(wanted) {
    const [x, y] = wanted ? PATH[Math.floor(this.seconds / STAYS) % PATH.length] : [0, 0];
    const unit = Math.max(STEP, Math.round((STEP * window.innerHeight) / 1080));
    const moved = x || y ? `translate(${x * unit}px, ${y * unit}px)` : "";
    if (this.frame.style.transform !== moved) this.frame.style.transform = moved;
    this.seconds += 1;
  }
}
