// The podium and the top scorers.

const PODIUM_PLACES = 3;

function drawScorers(scorers, board, state) {
  const { words } = board;
  const title = el("div", { class: "heading" },
    el("h2", {}, words.scorers),
    el("p", { class: "note" }, board.team || words.scorers_note));
  if (!scorers.podium.length) return [title, el("p", { class: "note" }, words.no_scorers)];
  const because = el("p", { class: "because", "aria-live": "polite" });
  const tell = (scorer) => {
    state.scorer = state.scorer === scorer.id ? null : scorer.id;
    for (const button of because.parentElement.querySelectorAll("[data-scorer]")) {
      button.setAttribute("aria-expanded", String(Number(button.dataset.scorer) === state.scorer));
    }
    because.textContent = state.scorer === null ? "" : scorer.why;
  };
  const all = [...scorers.podium, ...scorers.rest];
  because.textContent = all.find((scorer) => scorer.id === state.scorer)?.why ?? "";
  const step = (scorer) => drawPodiumStep(scorer, words, state, tell);
  const line = (scorer) => drawScorer(scorer, words, state, tell);
  return [
    title,
    el("ol", { class: "podium" }, ...scorers.podium.map(step)),
    because,
    scorers.rest.length
      ? el("ol", { class: "scorers", start: PODIUM_PLACES + 1 }, ...scorers.rest.map(line))
      : null,
    scorers.note ? el("p", { class: "note" }, scorers.note) : null,
  ];
}

function scorerButton(scorer, words, state, tell, ...children) {
  return el("button", {
    type: "button",
    title: words.why,
    "aria-expanded": String(state.scorer === scorer.id),
    "data-scorer": scorer.id,
    "data-focus": `scorer-${scorer.id}`,
    onclick: () => tell(scorer),
  }, ...children, el("span", { class: "voice" }, `${words.scorers_note}. ${words.why}`));
}

function drawPodiumStep(scorer, words, state, tell) {
  return el("li", { class: `step-${scorer.place}` },
    scorerButton(scorer, words, state, tell,
      scorer.place === "1" ? crownMark("solid") : null,
      el("span", { class: "voice" }, `${words.place} ${scorer.place}`),
      el("span", { class: "avatar", "aria-hidden": "true" }, scorer.initials),
      el("span", { class: "name" }, scorer.name),
      el("span", { class: "figure goals" }, scorer.goals),
      el("span", { class: "note" }, scorer.team)));
}

function drawScorer(scorer, words, state, tell) {
  return el("li", {},
    scorerButton(scorer, words, state, tell,
      el("span", { class: "figure place" }, scorer.place),
      el("span", { class: "name" }, scorer.name),
      el("span", { class: "note" }, scorer.team),
      el("span", { class: "figure goals" }, scorer.goals)));
}
