// A word of the lead, alone on the screen for as long as it holds.

import { el, fitting, writeName } from "../draw.js";
import { serverNow } from "../time.js";

/** It holds until its instant; after that the page doesn't wait for the server to say so. */
function holds(announcement) {
  if (!announcement?.text) return false;
  const until = Date.parse(announcement.until);
  return Number.isNaN(until) || until > serverNow();
}

export const announcement = {
  kind: "announcement",
  parts: ["announcement"],
  pages: (parts) => (holds(parts.announcement) ? [String(parts.announcement.id)] : []),
  make() {
    const [text, by] = [fitting("text"), fitting("by")];
    return {
      element: el("section", { class: "announcement" }, text, by),
      show(parts) {
        writeName(text.firstElementChild, parts.announcement.text);
        writeName(by.firstElementChild, parts.announcement.by);
        text.classList.toggle("long", [...parts.announcement.text].length > 200);
      },
    };
  },
};
