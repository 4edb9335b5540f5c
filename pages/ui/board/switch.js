// The switch between the raw and the handicapped table, and what is said of the one shown.

function drawSwitch(table, words, go) {
  const side = (choice) =>
    el("label", {},
      el("input", {
        type: "radio",
        name: "table",
        value: choice.code,
        checked: choice.chosen,
        "data-focus": `table-${choice.code}`,
        onchange: () => go({ table: choice.code }),
      }),
      el("span", {}, choice.name));
  if (!table.choices.length) return [];
  return [
    el("div", { class: "switch", role: "radiogroup", "aria-label": words.table_switch },
      ...table.choices.map(side)),
    table.badge ? el("span", { class: "badge", title: table.hint }, table.badge) : null,
  ];
}

/** What ranks the table, which one carries the crown, and why a par is provisional. */
function drawTableNote(table) {
  return [table.note, table.badge ? ` ${table.hint}` : ""].filter(Boolean);
}
