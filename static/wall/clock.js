// The wall's one clock: whoever wants to know is told once a second.

const asking = new Set();

/** Call `tick` every second from now on. */
export function everySecond(tick) {
  asking.add(tick);
}

/** Start ticking at whole seconds. */
export function startClock() {
  for (const tick of asking) safely(tick);
  setTimeout(startClock, 1000 - (Date.now() % 1000));
}

/** Do something whose failure must not stop anything else. */
export function safely(work) {
  try {
    work();
  } catch (error) {
    console.error("wall: something can't be shown", error);
  }
}
