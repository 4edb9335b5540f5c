// The podium and the top scorers; each says why it stands there when it is asked.

const PODIUM_PLACES = 3;

function drawScorers(scorers, board, state) {
  const { words } = board;
  const title = el("div", { class: "heading" },
    el("h2", {}, scorers.title),
    el("p", { class: "note" }, board.team || scorers.subject));
  if (!scorers.podium.length) return [title, el("p", { class: "note" }, scorers.note)];
  const because = el("p", { class: "because", id: "why-podium", hidden: true });
  const spoken = { why: words.why, place: words.place, subject: scorers.subject };
  const step = (scorer) => drawPodiumStep(scorer, because, spoken, state);
  const line = (scorer) => drawScorer(scorer, spoken, state);
  return [
    title,
    el("ol", { class: "podium" }, ...scorers.podium.map(step)),
    because,
    scorers.rest.length
      ? el("ol", {
        class: scorers.rest.some((scorer) => scorer.detail.length) ? "scorers against-par" : "scorers",
        start: PODIUM_PLACES + 1,
      }, ...scorers.rest.map(line))
      : null,
    scorers.note ? el("p", { class: "note" }, scorers.note) : null,
    scorers.counting ? el("p", { class: "note" }, scorers.counting) : null,
  ];
}

function drawPodiumStep(scorer, because, words, state) {
  return el("li", { class: `step-${scorer.place}` },
    scorerButton(scorer, because, words, state,
      scorer.place === "1" ? crownMark("solid") : null,
      el("span", { class: "voice" }, `${words.place} ${scorer.place}`),
      el("span", { class: "avatar", "aria-hidden": "true" }, scorer.initials),
      el("span", { class: "name" }, scorer.name),
      el("span", { class: "figure goals" }, scorer.figure),
      ...scorer.detail.map((one) => el("span", { class: "detail" }, one)),
      el("span", { class: "note", title: scorer.team }, scorer.team),
      coarseMark(scorer)));
}

function drawScorer(scorer, words, state) {
  const because = el("p", { class: "because", id: `why-scorer-${scorer.id}`, hidden: true });
  return el("li", {},
    scorerButton(scorer, because, words, state,
      el("span", { class: "figure place" }, scorer.place),
      el("span", { class: "name" }, scorer.name, coarseMark(scorer)),
      el("span", { class: "note", title: scorer.team }, scorer.team),
      el("span", { class: "figure goals" }, scorer.figure),
      el("span", { class: "detail" }, scorer.detail.join(" · "))),
    because);
}

/** Some of the ratings come from a source with few choices; the reason says how many. */
function coarseMark(scorer) {
  return scorer.coarse ? el("span", { class: "coarse" }, scorer.coarse) : null;
}

/** A scorer who tells the reason in its paragraph; one reason is open at a time. */
function scorerButton(scorer, because, words, state, ...children) {
  const button = el("button", {
    type: "button",
    title: `${scorer.name}. ${words.why}`,
    "aria-expanded": "false",
    "aria-controls": because.id,
    "data-focus": `scorer-${scorer.id}`,
    onclick: () => {
      const open = button.getAttribute("aria-expanded") === "false";
      state.close?.();
      if (open) tell();
    },
  }, ...children, el("span", { class: "voice" }, `${words.subject}. ${words.why}`));
  function tell() {
    button.setAttribute("aria-expanded", "true");
    because.textContent = scorer.why;
    because.hidden = false;
    state.scorer = scorer.id;
    state.close = () => {
      button.setAttribute("aria-expanded", "false");
      because.hidden = true;
      state.scorer = null;
    };
  }
  if (state.scorer === scorer.id) tell();
  return button;
}
