// The form of a shift note. What is written stays in this browser until the note is kept, so that
// neither a reload nor a lost connection takes it away.

const DRAFT = "crownboard-shift-note";

function readDraft() {
  try {
    const draft = JSON.parse(window.localStorage.getItem(DRAFT) ?? "null");
    if (draft && typeof draft.id === "string") return draft;
  } catch {
    // A draft that can't be read, or a browser that keeps nothing: the form begins anew.
  }
  return { id: crypto.getRandomValues(new Uint32Array(4)).join("-"), team: "", fields: {} };
}

function keepDraft(draft) {
  try {
    window.localStorage.setItem(DRAFT, JSON.stringify(draft));
  } catch {
    // The form works without it.
  }
}

function forgetDraft() {
  try {
    window.localStorage.removeItem(DRAFT);
  } catch {
    // Nothing was kept.
  }
}

function saysNothing(draft) {
  return !Object.values(draft.fields).some((text) => text.trim());
}

function drawForm(root, told, send) {
  const { words } = told;
  const button = el("button", { class: "send", type: "submit" }, words.send);
  const check = () => {
    button.disabled = !told.may || saysNothing(root.draft);
  };
  const areas = told.fields.map(([name, title]) => {
    const area = el("textarea", { name, maxlength: told.longest, oninput: () => {
      root.draft.fields[name] = area.value;
      keepDraft(root.draft);
      check();
    } });
    area.value = root.draft.fields[name] ?? "";
    return el("label", null, title, area);
  });
  const team = el("select", { name: "team", onchange: () => {
    root.draft.team = team.value;
    keepDraft(root.draft);
  } }, ...told.teams.map(([id, name]) => el("option", { value: id }, name)));
  team.value = told.teams.some(([id]) => id === root.draft.team) ? root.draft.team : told.team;
  root.onsubmit = (event) => {
    event.preventDefault();
    if (!button.disabled) send({ ...root.draft, team: team.value });
  };
  check();
  root.replaceChildren(
    el("p", { class: "hint" }, words.hint),
    el("div", { class: "fields" }, ...areas),
    el("div", { class: "last" }, el("label", null, words.team, team), button),
  );
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".form");
  const text = new TextDecoder().decode(data);
  const told = JSON.parse(text);
  root.draft ??= readDraft();
  const isKept = told.kept !== "" && told.kept === root.draft.id;
  if (isKept) {
    forgetDraft();
    root.draft = readDraft();
  }
  // Drawn anew only where something has changed: nobody's cursor is to jump.
  if (!isKept && root.drawn === text) return;
  root.drawn = text;
  const focused = root.getRootNode().activeElement?.name;
  drawForm(root, told, (draft) => setTriggerValue("written", JSON.stringify(draft)));
  if (focused && !isKept) root.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
}
