// The head of the board: which season, which team, which language.

function drawHead(board, go) {
  const { picker, words } = board;
  const title = picker ? `${picker.title} · ${board.organisation}` : board.organisation;
  return el(
    "header",
    { class: "head" },
    el("h1", { class: "voice" }, title),
    el(
      "div",
      { class: "which" },
      el("p", { class: "organisation" }, board.organisation),
      picker ? drawSeason(picker, words, go) : null,
    ),
    el(
      "div",
      { class: "choices" },
      picker?.kinds.length ? drawKinds(picker, words, go) : null,
      board.teams.length > 1 || board.team ? drawTeams(board, go) : null,
      drawLanguages(board, go),
    ),
    board.notices?.length ? drawNotices(board.notices) : null,
  );
}

/** What leads announce: their words as they are. */
function drawNotices(notices) {
  return el(
    "ul",
    { class: "notices" },
    ...notices.map(({ text, note }) =>
      el(
        "li",
        null,
        el("p", { lang: lettersOf(text) }, text),
        el("p", { class: "note" }, note),
      )),
  );
}

function drawSeason(picker, words, go) {
  return el(
    "div",
    { class: "season" },
    picker.kind === "range" ? drawDays(picker, words, go) : drawTitle(picker, words, go),
    el(
      "div",
      { class: "steps" },
      drawStep("‹", words.previous, picker.previous, go),
      drawStep("›", words.next, picker.next, go),
    ),
    el(
      "p",
      { class: "days" },
      picker.kind === "range" ? null : el("span", {}, picker.days),
      el("span", { class: picker.running ? "days-left running" : "days-left" }, picker.left),
    ),
  );
}

function drawTitle(picker, words, go) {
  const options = picker.choices.map((choice) =>
    el("option", { value: choice.code, selected: choice.code === picker.code }, choice.name),
  );
  const pick = (event) => go({ season: event.target.value });
  return el(
    "div",
    { class: "title" },
    el("span", { class: "figure", "aria-hidden": "true" }, picker.title),
    svg(
      "svg",
      { class: "chevron", viewBox: "0 0 12 8", "aria-hidden": "true" },
      svg("path", { d: "M1 1.5 6 6.5 11 1.5" }),
    ),
    el(
      "select",
      { "aria-label": words.season, onchange: pick, "data-focus": "season" },
      ...options,
    ),
  );
}

function drawDays(picker, words, go) {
  const days = { first: picker.first, last: picker.last };
  const day = (name, label) =>
    el("input", {
      type: "date",
      value: picker[name],
      "aria-label": label,
      "data-focus": name,
      onchange: (event) => {
        days[name] = event.target.value;
        if (days.first && days.last && days.first <= days.last) {
          go({ season: `${days.first}..${days.last}` });
        }
      },
    });
  return el(
    "div",
    { class: "range" },
    day("first", words.first_day),
    el("span", { "aria-hidden": "true" }, "–"),
    day("last", words.last_day),
  );
}

function drawStep(sign, label, choice, go) {
  return el(
    "button",
    {
      type: "button",
      class: "step",
      disabled: !choice,
      title: choice ? `${label}: ${choice.name}` : label,
      "aria-label": choice ? `${label}: ${choice.name}` : label,
      "data-focus": sign,
      onclick: () => go({ season: choice.code }),
    },
    sign,
  );
}

function drawKinds(picker, words, go) {
  const kinds = picker.kinds.map((kind) =>
    el(
      "button",
      {
        type: "button",
        "aria-pressed": String(kind.chosen),
        "data-focus": kind.kind,
        onclick: () => go({ season: kind.code }),
      },
      kind.name,
    ),
  );
  return el("div", { class: "kinds", role: "group", "aria-label": words.season }, ...kinds);
}

function drawTeams(board, go) {
  const { words } = board;
  const names = board.team && !board.teams.includes(board.team)
    ? [board.team, ...board.teams]
    : board.teams;
  const options = names.map((name) =>
    el("option", { value: name, selected: name === board.team }, name),
  );
  return el(
    "select",
    {
      class: "teams",
      "aria-label": words.team_filter,
      "data-focus": "teams",
      onchange: (event) => go({ team: event.target.value }),
    },
    el("option", { value: "", selected: !board.team }, words.all_teams),
    ...options,
  );
}

function drawLanguages(board, go) {
  const links = board.languages.map((language) =>
    el(
      "button",
      {
        type: "button",
        lang: language.code,
        title: language.name,
        "aria-label": `${language.code.toUpperCase()} (${language.name})`,
        "aria-pressed": String(language.code === board.language),
        "data-focus": language.code,
        onclick: () => go({ lang: language.code }),
      },
      language.code.toUpperCase(),
    ),
  );
  return el(
    "div",
    { class: "languages", role: "group", "aria-label": board.words.language },
    ...links,
  );
}
