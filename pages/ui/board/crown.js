// The crown card, and what stands in its place while there is nothing to rank.

function drawCrown(crown, words) {
  const line = (kind, text) => (text ? el("p", { class: kind }, text) : null);
  return el(
    "section",
    { class: `crown-card ${crown.crown}`, "aria-label": words.crown },
    el("div", { class: "who" },
      crownMark(crown.crown),
      el("div", {},
        el("h2", { class: "name", title: crown.team, lang: lettersOf(crown.team) }, crown.team),
        line("held", crown.held),
        line("note", crown.by))),
    el("div", { class: "by" },
      el("p", { class: "figure average" }, crown.plain),
      el("p", { class: "note" }, crown.ratings)),
    el("dl", { class: "evidence" },
      drawEvidence("verdict", words.lead, crown.verdict, crown.race.join(" · ")),
      drawEvidence("steady", crown.ranked_by, crown.average, crown.interval),
      crown.before ? drawEvidence("before", words.before, crown.before, crown.before_note) : null),
  );
}

function drawEvidence(kind, title, value, note) {
  return el("div", { class: kind }, el("dt", {}, title), el("dd", { class: "figure" }, value),
    note ? el("dd", { class: "note" }, note) : null);
}

/** Copy what an element shows; without TLS a browser has no clipboard but still obeys this. */
async function toClipboard(text, element) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  window.getSelection().selectAllChildren(element);
  return document.execCommand("copy");
}

function drawEmpty(empty, words, go) {
  const copy = (text) => async (event) => {
    const button = event.currentTarget;
    if (await toClipboard(text, button.previousElementSibling)) button.textContent = words.copied;
  };
  const commands = empty.commands.map((command, at) =>
    el("li", {},
      el("p", {}, empty.steps[at]),
      el("div", { class: "command" },
        el("code", {}, command),
        el("button", { type: "button", onclick: copy(command) }, words.copy))));
  return el(
    "section",
    { class: "empty" },
    crownMark("dashed"),
    el("h2", { class: "figure" }, empty.title),
    empty.text ? el("p", {}, empty.text) : null,
    commands.length ? el("ol", {}, ...commands) : null,
    empty.go
      ? el("button", { type: "button", class: "go", onclick: () => go({ season: empty.go.code, team: "" }) },
        `${words.go} ${empty.go.name}`)
      : null,
  );
}
