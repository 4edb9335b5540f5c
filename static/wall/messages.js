// Server-sent events out of a stream of bytes, however they were cut on the way.

//: More without an end is no message of ours (a proxy's page, perhaps).
const MOST = 8_000_000;

export class Messages {
  constructor() {
    this.decoder = new TextDecoder();
    this.rest = "";
  }

  /** The messages, {name, content}, that are whole with these bytes; throws on what is none. */
  read(bytes) {
    this.rest += this.decoder.decode(bytes, { stream: true }).replaceAll("\r", "");
    const blocks = this.rest.split("\n\n");
    this.rest = blocks.pop();
    if (this.rest.length > MOST) throw new Error("a message without an end");
    return blocks.map(messageOf).filter((message) => message !== null);
  }
}

function messageOf(block) {
  let name = "message";
  const lines = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) lines.push(line.slice(5).trimStart());
  }
  return lines.length ? { name, content: JSON.parse(lines.join("\n")) } : null;
}
