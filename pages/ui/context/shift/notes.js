// Notes of shifts and announcements: each line with its box, and who ticked it off.

function drawItem(item, note, told, words) {
  const text = el("span", { class: "words", id: `item-${item.id}` }, ...drawPieces(item.pieces));
  const by = item.by ? el("p", { class: "by" }, item.by) : null;
  if (!note.boxes) return el("li", { class: item.done ? "item plain done" : "item plain" }, el("div", null, text, by));
  const box = el("input", {
    type: "checkbox",
    checked: item.done,
    disabled: !told.may,
    "aria-labelledby": `item-${item.id}`,
    "data-focus": `item-${item.id}`,
    title: item.done ? words.open : words.tick,
    onchange: () => told.tell(item.done ? "opened" : "ticked", item.id),
  });
  return el("li", { class: item.done ? "item done" : "item" }, box, el("div", null, text, by));
}

function drawNote(note, told, words) {
  const drop = note.mine
    ? el("button", { type: "button", onclick: () => told.tell("dropped", note.id) }, words.drop)
    : null;
  const whence = el("p", { class: "whence" }, el("b", null, note.title), el("span", null, note.whence), drop);
  if (note.text) return el("article", { class: "note announced" }, el("p", null, note.text), whence);
  const groups = note.groups.map((group) => [
    el("h3", null, group.title),
    el("ul", { class: "items" }, ...group.items.map((item) => drawItem(item, note, told, words))),
  ]);
  return el("article", { class: "note" }, whence, ...groups.flat());
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".notes");
  const { notes, words, may } = JSON.parse(new TextDecoder().decode(data));
  const focused = root.getRootNode().activeElement?.dataset?.focus;
  const told = { may, tell: (name, id) => setTriggerValue(name, id) };
  root.replaceChildren(...notes.map((note) => drawNote(note, told, words)));
  if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}
