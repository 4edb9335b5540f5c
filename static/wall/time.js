// Time by the server's clock, for a TV's own is often wrong, and days in the screen's zone.

const DAY = 86_400_000;
const formats = new Map();

/** How far the server's clock is ahead of this machine's, in milliseconds. */
let ahead = 0;

export function setNow(instant) {
  const now = Date.parse(instant);
  if (!Number.isNaN(now)) ahead = now - Date.now();
  return ahead;
}

export function restoreAhead(milliseconds) {
  if (Number.isFinite(milliseconds)) ahead = milliseconds;
}

export function serverNow() {
  return Date.now() + ahead;
}

/** A format of instants, made once; a zone that the browser doesn't know is its own one. */
function formatOf(language, zone, options) {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat("en", options);
    }
    if (formats.size > 20) formats.clear();
    formats.set(key, format);
  }
  return format;
}

/** "14:32", or with its seconds "14:32:05". */
export function timeOfDay(instant, screen, seconds = false) {
  return formatOf(screen.language, screen.zone, {
    hour: "2-digit",
    minute: "2-digit",
    second: seconds ? "2-digit" : undefined,
    hourCycle: screen.clock || "h23",
  }).format(instant);
}

/** The ISO day of an instant in a zone. */
export function dayOf(instant, zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" };
  const parts = formatOf("en", zone, options).formatToParts(instant);
  const [year, month, day] = ["year", "month", "day"].map(
    (kind) => parts.find((part) => part.type === kind).value);
  return `${year}-${month}-${day}`;
}

/** Days from one ISO day to another. */
export function daysBetween(first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY);
}

/** The day of the week of an ISO day, Monday as 0. */
export function weekdayOf(day) {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
