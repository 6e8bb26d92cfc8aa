// Counts a text as a network counts it: the rules of lib/counting_rules.json, as lib/counting.py counts them. Both are
// held to lib/counting_cases.json.
import rules from "../../lib/counting_rules.json";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const patterns = new Map();

export const utf8Bytes = (text) => new TextEncoder().encode(text).length;

export function graphemes(text) {
  let number = 0;
  for (const _ of segmenter.segment(text)) number += 1;
  return number;
}

export function count(text, rule) {
  const known = rules[rule];
  if (!known) throw new Error(`No rule is called ${rule}`);
  return graphemes(known.link ? shortened(text, rule, known) : text);
}

function shortened(text, rule, { link, mention, link_counts: length }) {
  if (!patterns.has(rule)) patterns.set(rule, new RegExp(`(?<link>${link})|${mention}`, "giu"));
  return text.replace(patterns.get(rule), (...found) => {
    const { link: address, name } = found.at(-1);
    return address === undefined ? `@${name}` : "x".repeat(length);
  });
}
