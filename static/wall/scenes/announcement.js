// A word of the lead, alone on the screen for as long as it holds.

import { el, fitting, writeName } from "../draw.js";

export const announcement = {
  kind: "announcement",
  parts: ["announcement"],
  pages: (parts) => (parts.announcement?.text ? [String(parts.announcement.id)] : []),
  make() {
    const [text, by] = [fitting("text"), fitting("by")];
    return {
      element: el("section", { class: "announcement" }, text, by),
      show(parts) {
        writeName(text.firstElementChild, parts.announcement.text);
        const { by: who, until } = parts.announcement;
        writeName(by.firstElementChild, [who, until].filter(Boolean).join(" · "));
        text.classList.toggle("long", [...parts.announcement.text].length > 200);
      },
    };
  },
};
