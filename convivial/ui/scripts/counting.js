// Counts a text as a network counts it. The same rules as lib/counting.py; both run lib/counting_cases.json.
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export const utf8Bytes = (text) => new TextEncoder().encode(text).length;

export function count(text, rule) {
  const seen = rule === "mastodon" ? text : text;
  return [...graphemes.segment(seen)].length;
}
