// Pieces of a line (gamify/shift/markup.py) as elements; every text is a text node.

const TAGS = { strong: "strong", em: "em", s: "s", code: "code" };

function drawPieces(pieces) {
  return pieces.map((piece) => {
    if (piece.kind === "text") return document.createTextNode(piece.text);
    if (piece.kind === "code") return el("code", null, piece.text);
    if (piece.kind === "link") return drawLink(piece);
    return el(TAGS[piece.kind] ?? "span", null, ...drawPieces(piece.pieces));
  });
}

/** A link with the address to which it leads, unless that is what it says. */
function drawLink({ address, pieces }) {
  const link = el(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer nofollow" },
    ...drawPieces(pieces),
  );
  if (link.textContent === address) return link;
  const shown = el("span", { class: "address" }, ` (${address})`);
  return el("span", null, link, shown);
}
