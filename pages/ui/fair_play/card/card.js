// A flag: what was found and the ratings it is about. Texts become text nodes and nothing else.

function drawRating(rating) {
  const stars = [el("b", null, "★".repeat(rating.stars)), el("i", null, "★".repeat(5 - rating.stars))];
  return el(
    "li",
    { class: rating.excluded ? "gone" : null },
    el("span", { class: "number" }, String(rating.number)),
    el(
      "span",
      { class: "stars" },
      el("span", { "aria-hidden": "true" }, ...stars),
      el("span", { class: "voice" }, `${rating.stars}: ${rating.spoken}`),
    ),
    el("span", { class: "day" }, rating.day),
    el("span", { class: "ticket", title: rating.ticket }, rating.ticket),
    el("span", { class: "credit" }, rating.credit),
    el("span", { class: "comment", lang: lettersOf(rating.comment) }, rating.comment),
    rating.excluded ? el("span", { class: "badge" }, rating.excluded) : "",
  );
}

function drawScores(scores, words) {
  const rows = scores.map((score) =>
    el(
      "tr",
      null,
      el("td", null, score.name),
      el(
        "td",
        null,
        el("span", { class: "figure" }, score.now),
        el("span", { class: "arrow" }, "→"),
        el("span", { class: "figure" }, score.without),
      ),
    ));
  return el("table", null, el("caption", null, words.scores), el("tbody", null, ...rows));
}

function drawFlag(flag) {
  const { words } = flag;
  const people = flag.people.map(([role, name]) =>
    el("div", null, el("dt", null, role), el("dd", null, name)));
  return [
    el(
      "div",
      { class: "title" },
      el("h3", { lang: lettersOf(flag.title) }, flag.title),
      flag.badge ? el("span", { class: "badge" }, flag.badge) : "",
    ),
    people.length ? el("dl", { class: "people" }, ...people) : null,
    el("p", { class: "evidence" }, flag.evidence),
    flag.verdict ? el("p", { class: "verdict" }, flag.verdict) : null,
    flag.note ? el("p", { class: "verdict" }, `${words.note}: ${flag.note}`) : null,
    flag.ratings.length
      ? el("ol", { class: "ratings", tabindex: "0", "aria-label": words.ratings },
        ...flag.ratings.map(drawRating))
      : null,
    flag.scores.length ? drawScores(flag.scores, words) : null,
  ].filter(Boolean);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".flag");
  root.replaceChildren(...drawFlag(JSON.parse(new TextDecoder().decode(data))));
}
