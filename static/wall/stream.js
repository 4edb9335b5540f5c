// Keeps one connection to the server, for weeks: opens it, hears when it falls silent, comes again.

import { Messages } from "./messages.js";

const ATTEMPT = 2500;
const SILENCE = 5000;
const LOOK = 250;
const PAUSE = 500;
const CLOSED_PAUSE = 3000;

export class Stream {
  /** `tell(name, content)` hears every message; `address()` is where the stream is. */
  constructor(address, tell) {
    this.address = address;
    this.tell = tell;
    this.heard = performance.now();
  }

  /** Milliseconds since the last message. */
  get silence() {
    return performance.now() - this.heard;
  }

  /** Listen for ever: one connection after the other, with a pause of chance length between. */
  async listen() {
    for (;;) {
      this.closed = false;
      try {
        await this.listenOnce();
      } catch {
        // The server is away for a moment: the wall keeps its picture and says how old it is.
      }
      const pause = this.closed ? CLOSED_PAUSE : PAUSE * (1 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async listenOnce() {
    const attempt = new AbortController();
    const began = performance.now();
    let last = began;
    let limit = ATTEMPT;
    const watch = setInterval(() => {
      if (performance.now() - last > limit) attempt.abort();
    }, LOOK);
    try {
      const answer = await fetch(this.address(), {
        cache: "no-store",
        credentials: "same-origin",
        headers: { Accept: "text/event-stream" },
        signal: attempt.signal,
      });
      if (!isStream(answer)) throw new Error(`no stream: ${answer.status}`);
      limit = SILENCE;
      last = performance.now();
      await this.readAll(answer.body.getReader(), () => {
        last = performance.now();
      });
    } finally {
      clearInterval(watch);
      attempt.abort();
    }
  }

  async readAll(reader, hear) {
    const messages = new Messages();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      hear();
      for (const { name, content } of messages.read(value)) {
        this.heard = performance.now();
        if (name === "closed") this.closed = true;
        this.tell(name, content);
      }
      if (this.closed) return;
    }
  }
}

/** A proxy that answers for a server that is away has pages, not streams. */
function isStream(answer) {
  const kind = answer.headers.get("Content-Type") ?? "";
  return answer.ok && answer.body !== null && kind.startsWith("text/event-stream");
}
