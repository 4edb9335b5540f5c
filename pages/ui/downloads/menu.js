// The menu of downloads: a line that opens; links are plain ones, so they work without a rerun.

function drawFile(link, row) {
  const address = new URL(`./${link.path}`, window.location.href);
  address.search = new URLSearchParams(link.query).toString();
  const opens = link.opens ? { target: "_blank", rel: "noopener" } : { download: "" };
  return el("a", { href: address.href, "aria-label": `${row.title}: ${link.name}`, ...opens }, link.name);
}

function drawMenu(menu) {
  const arrow = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: "M8 2 V10 M4.5 7 L8 10.5 L11.5 7 M2.5 13.5 H13.5" }));
  return el("details", { open: menu.open },
    el("summary", {}, arrow, menu.title),
    el("dl", { class: "files" }, menu.rows.map((row) =>
      el("div", {}, el("dt", {}, row.title), el("dd", {}, row.links.map((link) => drawFile(link, row)))))));
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".downloads");
  const open = root.querySelector("details")?.open ?? false;
  const text = JSON.stringify(data);
  if (root.dataset.drawn === text) return;
  root.dataset.drawn = text;
  root.lang = data.language;
  root.replaceChildren(drawMenu({ ...data, open }));
}
