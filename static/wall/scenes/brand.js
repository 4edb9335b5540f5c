// The calm picture for when there is nothing to show: the crown, the organisation, a sentence.

import { crownMark, el, fitting, writeName } from "../draw.js";

export const brand = {
  kind: "brand",
  parts: ["head", "teams", "scorers", "challenges", "nominations", "quotes", "moves"],
  pages: () => [""],
  make() {
    const [name, sentence] = [fitting("organisation"), fitting("sentence")];
    return {
      element: el("section", { class: "brand" }, crownMark(), name, sentence),
      show(parts, context) {
        writeName(name.firstElementChild, parts.head?.organisation || "Crownboard");
        writeName(sentence.firstElementChild, context.sentence || context.empty);
      },
    };
  },
};
