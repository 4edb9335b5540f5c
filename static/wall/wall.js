// The wall: hears the server, keeps the last picture, and lets stage, frame and celebrations show it.

import { build, isPreview, onlyScene, screenName, streamAddress } from "./address.js";
import { keepAwake } from "./awake.js";
import { Celebrations } from "./celebrations.js";
import { everySecond, safely, startClock } from "./clock.js";
import { Frame } from "./frame.js";
import { Memory } from "./memory.js";
import { allowMotion } from "./motion.js";
import { isAwake, Night, Shift } from "./night.js";
import { Picture } from "./picture.js";
import { keepShell, reloadFor } from "./shell.js";
import { keepQuiet } from "./sound.js";
import { Stage } from "./stage.js";
import { Stream } from "./stream.js";
import { restoreAhead, serverNow, setNow } from "./time.js";
import { Words } from "./words.js";

const SILENT = 5000;
const root = document.documentElement;
const part = (selector) => document.querySelector(selector);

class Wall {
  constructor() {
    this.picture = new Picture();
    this.memory = new Memory(screenName, !isPreview);
    this.stage = new Stage(part(".stage"), onlyScene);
    this.frame = new Frame(part(".head"), part(".foot"));
    this.night = new Night(part(".night"));
    this.shift = new Shift(part(".frame"));
    this.celebrations = new Celebrations(part(".celebration"), this.memory, () => this.context);
    this.celebrations.isAllowed = () => !this.closed && !this.asleep;
    this.celebrations.whenDone = () => this.renew();
    this.stream = new Stream(streamAddress, (name, content) => this.hear(name, content));
    this.changed = new Set();
    this.away = null;
    this.closed = "";
    this.trueAt = null;
    this.nextBuild = build;
    this.speak();
  }

  start() {
    const kept = this.memory.picture();
    if (kept) {
      restoreAhead(kept.ahead);
      this.trueAt = kept.trueAt ?? null;
      this.takeParts(kept.parts, kept.stamp);
    } else this.stage.clear("", this.context);
    everySecond(() => this.tick());
    startClock();
    this.stream.listen();
    if (isPreview) keepQuiet();
    else {
      keepAwake();
      keepShell();
    }
  }

  hear(name, content) {
    const meanings = {
      hello: () => this.greet(content),
      parts: () => this.hearParts(content),
      event: () => this.celebrations.add(content),
      beat: () => this.hearBeat(content),
      away: () => {
        this.away = Date.parse(content.since) || serverNow();
      },
      closed: () => this.close(content.text),
    };
    meanings[name]?.();
  }

  greet({ build: served, now }) {
    setNow(now);
    this.away = null;
    this.nextBuild = served;
    this.renew();
  }

  /** Change to a new build of this page, but not in the middle of a celebration. */
  renew() {
    if (this.nextBuild === build || this.celebrations.busy) return;
    reloadFor(this.nextBuild, () => this.memory.keepNow());
  }

  hearBeat({ now }) {
    setNow(now);
    if (this.away === null) this.trueAt = serverNow();
  }

  hearParts({ stamp, parts }) {
    this.away = null;
    this.trueAt = serverNow();
    if (this.closed) {
      this.closed = "";
      this.changed.add("screen");
    }
    this.takeParts(parts, stamp);
    this.memory.keepSoon(() => this.remembered());
  }

  remembered() {
    const { parts, stamp } = this.picture;
    return { parts, stamp, trueAt: this.trueAt, ahead: serverNow() - Date.now() };
  }

  /** Take parts in and draw, once per frame of the screen, what has really changed. */
  takeParts(parts, stamp) {
    for (const name of this.picture.take(parts, stamp)) this.changed.add(name);
    if (!this.changed.size) this.tellVersion();
    if (!this.changed.size || this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = null;
      this.draw();
    });
  }

  draw() {
    if (this.picture.isEmpty || this.closed) return;
    const changed = [...this.changed];
    this.changed.clear();
    if (changed.includes("screen") || changed.includes("words")) this.speak();
    this.stage.show(this.picture.parts, this.context, changed);
    this.tick();
    this.tellVersion();
  }

  /** The version that the screen shows, for whoever looks after it from outside. */
  tellVersion() {
    root.dataset.version = this.picture.stamp?.version ?? "";
  }

  /** Language, theme and motion of the screen. */
  speak() {
    const { screen } = this.picture;
    if (!this.picture.isEmpty) {
      if (root.lang !== screen.language) root.lang = screen.language;
      root.dataset.theme = screen.theme === "light" ? "light" : "dark";
      document.title = screen.title ? `${screen.title} · Crownboard` : "Crownboard";
    }
    allowMotion(screen.motion !== false);
    this.context = { screen, words: new Words(this.picture.parts.words, screen) };
  }

  /** The link holds no longer: nothing of what was shown stays here. */
  close(text) {
    const isNew = this.closed !== text;
    this.closed = text || " ";
    this.picture.forget();
    this.changed.clear();
    this.memory.forget();
    this.celebrations.forget();
    if (isNew) this.stage.clear(text, this.context);
    this.tick();
  }

  tick() {
    const { screen, words } = this.context;
    this.asleep = !isPreview && !this.picture.isEmpty && !isAwake(screen, serverNow());
    const isLost = this.away !== null || this.stream.silence > SILENT;
    root.dataset.state = this.stateNow(isLost);
    safely(() => this.night.tick(screen, words, this.asleep));
    this.shift.tick(screen.shift);
    if (this.asleep) return;
    const lost = isLost && !this.picture.isEmpty ? this.away ?? this.trueAt ?? serverNow() : null;
    const at = this.picture.stamp?.at ?? null;
    this.frame.tick();
    safely(() => this.frame.show(this.picture.parts, words, screen, { at, lost }));
    safely(() => this.stage.tick());
  }

  stateNow(isLost) {
    if (this.closed) return "closed";
    if (this.asleep) return "asleep";
    if (this.picture.isEmpty) return "waiting";
    return isLost ? "lost" : "live";
  }
}

new Wall().start();
