// The standings: the team table and the top scorers side by side, or one below the other.

import { el } from "../draw.js";
import { makeScorers, settleScorers, showScorers } from "./scorers.js";
import { makeTeams, showTeams, showWaitingLine } from "./teams.js";

const NOBODY = { rows: [] };

export const standings = {
  kind: "standings",
  parts: ["teams", "scorers"],
  pages: ({ teams, scorers }) =>
    teams?.rows?.length || teams?.waiting?.length || scorers?.rows?.length ? [""] : [],
  make() {
    const [teams, scorers] = [makeTeams(), makeScorers()];
    const element = el("section", { class: "standings" }, teams.element, scorers.element);
    return {
      element,
      show(parts, context) {
        showTeams(teams, parts.teams ?? NOBODY, context);
        showScorers(scorers, parts.scorers ?? NOBODY, context);
        const crowded = (parts.teams?.rows ?? []).length + (parts.teams?.waiting ?? []).length > 9;
        element.classList.toggle("crowded", crowded);
        element.classList.toggle("teams-alone", !parts.scorers?.rows?.length);
      },
      settle: () => settleScorers(scorers),
      tick: () => showWaitingLine(teams.parts),
    };
  },
};
