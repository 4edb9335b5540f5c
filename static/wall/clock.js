// The wall's one clock: whoever wants to know is told once a second.

const asking = new Set();

/** Call `tick` every second from now on. */
export function everySecond(tick) {
  asking.add(tick);
}

/** Start ticking at whole seconds; an error of one listener never stops the others. */
export function startClock() {
  for (const tick of asking) {
    try {
      tick();
    } catch (error) {
      console.error("wall: a tick failed", error);
    }
  }
  setTimeout(startClock, 1000 - (Date.now() % 1000));
}
