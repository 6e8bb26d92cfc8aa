// Unpacks fonts for paper: typst wants them as TrueType, and one family name for each subset, or it takes the first of
// them for all. A WOFF 1 file is a TrueType file whose tables are compressed one by one (W3C, WOFF File Format 1.0).
import { inflateSync } from "node:zlib";

const HEAD = 44, ENTRY = 20;

export function unpacked(woff, family) {
  const tables = [];
  for (let n = 0; n < woff.readUInt16BE(12); n++) {
    const at = HEAD + n * ENTRY;
    const [offset, packed, size] = [4, 8, 12].map((place) => woff.readUInt32BE(at + place));
    const raw = woff.subarray(offset, offset + packed);
    const tag = woff.toString("latin1", at, at + 4);
    tables.push({ tag, content: tag === "name" ? named(family) : packed < size ? inflateSync(raw) : raw });
  }
  return together(woff.readUInt32BE(4), tables);
}

// The name table with nothing but the family, in English, for Windows: what typst reads.
function named(family) {
  const words = Buffer.from(family, "utf16le").swap16();
  const records = [1, 4, 6, 16].map((id) => shorts(3, 1, 0x409, id, words.length, 0));
  return Buffer.concat([shorts(0, records.length, 6 + 12 * records.length), ...records, words]);
}

function together(kind, tables) {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const head = Buffer.alloc(12 + 16 * tables.length);
  head.writeUInt32BE(kind, 0);
  shorts(tables.length, 16 * power, Math.log2(power), 16 * (tables.length - power)).copy(head, 4);
  let end = head.length;
  const bodies = tables.map(({ tag, content }, n) => {
    const body = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
    head.write(tag, 12 + 16 * n, "latin1");
    [sum(body), end, content.length].forEach((value, place) => head.writeUInt32BE(value, 16 + 16 * n + 4 * place));
    end += body.length;
    return body;
  });
  return Buffer.concat([head, ...bodies]);
}

function sum(body) {
  let total = 0;
  for (let at = 0; at < body.length; at += 4) total = (total + body.readUInt32BE(at)) >>> 0;
  return total;
}

function shorts(...values) {
  const made = Buffer.alloc(2 * values.length);
  values.forEach((value, n) => made.writeUInt16BE(value, 2 * n));
  return made;
}
