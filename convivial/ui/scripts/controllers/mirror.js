// A textarea over a mirrored layer that shows the words and carries the marks.
//   <form data-controller="mirror" data-mirror-on-class="paper--marked" data-mirror-marks-value='[{"start": 10, "end": 18, "tone": "watch"}]'>
//     <div data-mirror-target="layer" aria-hidden="true"></div> <textarea data-mirror-target="field"></textarea>
//     <div data-mirror-target="shown" data-link-length="30"></div> (drawn alike: a preview, where links may be shown shorter)
// start and end are counted in code points, as Python does. Tags, mentions and links are drawn by themselves: the classes are
// is-tag, is-mention, is-link and is-<tone>. Marks wait hidden while the words before them change, until new ones come. What is longer
// than data-most by data-rule on the field is drawn as is-over. Field and layers may be exchanged while the controller stays.
import { Controller } from "@hotwired/stimulus";
import { count } from "../counting.js";

const WORDS = /(?<![\p{L}\p{N}_/@#])(?:(?<tag>#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)|(?<mention>@[\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]*[\p{L}\p{N}_])?)|(?<link>https?:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]]))/gu;
const LONG = 40000; // beyond, a field is shown without marks

export default class extends Controller {
  static targets = ["field", "layer", "shown", "marks"];
  static values = { marks: { type: Array, default: [] } };
  static classes = ["on"];

  fieldTargetConnected(field) {
    field.addEventListener("input", this.draw);
    this.madeFor = field.value;
    this.draw();
    const mirror = field.closest(".mirror") ?? this.element;
    mirror.classList.add(this.hasOnClass ? this.onClass : "mirror--on");
  }

  fieldTargetDisconnected(field) {
    field.removeEventListener("input", this.draw);
  }

  marksValueChanged() {
    if (!this.hasFieldTarget) return;
    this.madeFor = this.fieldTarget.value;
    this.draw();
  }

  // A part of the page that comes anew brings its marks along: <template data-mirror-target="marks" data-marks="[…]">.
  marksTargetConnected(part) {
    this.marksValue = JSON.parse(part.dataset.marks);
  }

  // Leads to a place in the field: data-mirror-start-param and data-mirror-end-param, in code points.
  show({ params: { start, end } }) {
    const at = units(this.fieldTarget.value);
    this.fieldTarget.focus();
    this.fieldTarget.setSelectionRange(at[start], at[end]);
    this.fieldTarget.scrollIntoView({ block: "center" });
  }

  draw = () => {
    if (!this.hasFieldTarget) return;
    const text = this.fieldTarget.value;
    const found = text.length > LONG ? [] : words(text);
    const marks = this.#marks(text);
    const pieces = [...this.#over(text), ...marks, ...found].sort((a, b) => a.start - b.start);
    for (const layer of this.layerTargets) layer.replaceChildren(...drawn(text, pieces), "\u200b");
    const remarks = [...marks.filter(({ tone }) => tone === "said"), ...found].sort((a, b) => a.start - b.start);
    for (const shown of this.shownTargets) shown.replaceChildren(...drawn(text, remarks, shown.dataset));
  };

  #marks(text) {
    if (!this.marksValue.length) return [];
    const at = units(this.madeFor);
    const same = alike(text, this.madeFor);
    return this.marksValue
      .map((mark) => ({ ...mark, start: at[mark.start], end: at[mark.end] }))
      .filter(({ start, end }) => end !== undefined && start < end && end <= same);
  }

  // The longest beginning that still fits is looked for by halves.
  #over(text) {
    const { rule, most } = this.fieldTarget.dataset;
    if (!Number(most) || text.length > LONG || count(text, rule) <= Number(most)) return [];
    let [fits, not] = [0, text.length];
    while (not - fits > 1) {
      const middle = (fits + not) >> 1;
      if (count(text.slice(0, middle), rule) <= Number(most)) fits = middle;
      else not = middle;
    }
    if (/[\uDC00-\uDFFF]/.test(text[fits] ?? "")) fits -= 1;
    return [{ start: fits, end: text.length, tone: "over" }];
  }
}

// Where each code point begins in a text that is counted in UTF-16.
function units(text) {
  const found = [0];
  for (const letter of text) found.push(found.at(-1) + letter.length);
  return found;
}

function words(text) {
  return [...text.matchAll(WORDS)].map((match) => {
    const tone = match.groups.tag ? "tag" : match.groups.mention ? "mention" : "link";
    return { start: match.index, end: match.index + match[0].length, tone };
  });
}

// With "shown", what is drawn is read, not written: links may be shorter, and remarks lead to their answer.
function drawn(text, pieces, shown = null) {
  const linkLength = Number(shown?.linkLength);
  const nodes = [];
  let at = 0;
  for (const { start, end, tone, lead } of pieces) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    const said = text.slice(from, end);
    const textContent = tone === "link" && linkLength ? shortened(said, linkLength) : said;
    const piece = Object.assign(document.createElement(shown && lead ? "a" : "mark"), { className: `is-${tone}`, textContent });
    if (shown && lead) leading(piece, lead, shown.saidTitle);
    nodes.push(text.slice(at, from), piece);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

function leading(link, lead, title) {
  Object.assign(link, { href: `#${lead}`, title });
  link.dataset.action = "lead#there";
}

function shortened(address, longest) {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/i, "");
  return bare.length <= longest ? bare : `${bare.slice(0, longest)}…`;
}

function alike(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
