// In which order celebrations are played and for how long: politely, however many come at once.

//: Seconds of a show alone, and of all shows that were waiting together.
const LONGEST = 15;
const GOAL = 3.6;
const GREAT = 6;
const BULK = 4.5;
//: A roll of cards begins, brings one after the other, and lets the last one be read.
const ROLL = { begin: 1.4, each: 0.5, most: 24 };
const MOST_SHOWS = 5;

export const GREAT_KINDS = new Set(["crown", "milestone", "met"]);

/**
 * The shows for events that wait, in their order: {kind, events, more, seconds}. Goals that
 * follow each other are one roll of cards; `more` counts those for which there is no card.
 */
export function planShows(events) {
  const shows = tidy(grouped(events));
  for (const show of shows) show.seconds = secondsOf(show);
  const all = shows.reduce((sum, show) => sum + show.seconds, 0);
  const share = Math.min(1, LONGEST / all);
  for (const show of shows) show.seconds *= share;
  return shows;
}

/** Neighbouring goals together; everything else alone. */
function grouped(events) {
  const shows = [];
  for (const event of events) {
    const kind = GREAT_KINDS.has(event.kind) ? "great" : event.kind === "bulk" ? "bulk" : "goals";
    const last = shows.at(-1);
    if (kind === "goals" && last?.kind === "goals") last.events.push(event);
    else shows.push({ kind, events: [event], more: 0 });
  }
  return shows;
}

/** Where there would be too many shows: one roll of all goals, then the greatest of the rest. */
function tidy(shows) {
  if (shows.length > MOST_SHOWS) {
    const goals = shows.filter((show) => show.kind === "goals").flatMap((show) => show.events);
    const others = shows.filter((show) => show.kind !== "goals");
    const rest = others.splice(0, Math.max(0, others.length - MOST_SHOWS + 2));
    const cards = [...goals, ...rest.flatMap((show) => show.events)];
    shows = [...(cards.length ? [{ kind: "goals", events: cards, more: 0 }] : []), ...others];
  }
  for (const show of shows) {
    show.more = Math.max(0, show.events.length - ROLL.most);
    show.events = show.events.slice(-ROLL.most);
  }
  return shows;
}

function secondsOf({ kind, events }) {
  if (kind === "great") return GREAT;
  if (kind === "bulk") return BULK;
  return events.length === 1 ? GOAL : GOAL + ROLL.begin + ROLL.each * (events.length - 1);
}
