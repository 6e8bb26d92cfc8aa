// A textarea over a mirrored layer that shows the words and carries the marks.
//   <form data-controller="mirror" data-mirror-on-class="paper--marked" data-mirror-marks-value='[{"start": 10, "end": 18, "tone": "watch"}]'>
//     <div data-mirror-target="layer" aria-hidden="true"></div> <textarea data-mirror-target="field"></textarea>
//     <div data-mirror-target="shown"></div> (drawn alike: a preview)
// start and end are counted in code points, as Python does. Tags, mentions and links are drawn by themselves: the classes are
// is-tag, is-mention, is-link and is-<tone>. Marks wait hidden while the words before them change, until new ones come.
import { Controller } from "@hotwired/stimulus";

const WORDS = /(?<![\p{L}\p{N}_/@#])(?:(?<tag>#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)|(?<mention>@[\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]*[\p{L}\p{N}_])?)|(?<link>https?:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]]))/gu;

export default class extends Controller {
  static targets = ["field", "layer", "shown"];
  static values = { marks: { type: Array, default: [] } };
  static classes = ["on"];

  connect() {
    this.draws = () => this.draw();
    this.fieldTarget.addEventListener("input", this.draws);
    this.draw();
    this.element.classList.add(this.hasOnClass ? this.onClass : "mirror--on");
  }

  disconnect() {
    this.fieldTarget?.removeEventListener("input", this.draws);
  }

  marksValueChanged() {
    this.madeFor = this.fieldTarget.value;
    this.draw();
  }

  draw() {
    const text = this.fieldTarget.value;
    const pieces = [...this.#marks(text), ...words(text)].sort((a, b) => a.start - b.start);
    for (const layer of this.layerTargets) layer.replaceChildren(...drawn(text, pieces), "\u200b");
    for (const shown of this.shownTargets) shown.replaceChildren(...drawn(text, words(text)));
  }

  #marks(text) {
    if (!this.marksValue.length) return [];
    const units = [0];
    for (const letter of this.madeFor) units.push(units.at(-1) + letter.length);
    const same = alike(text, this.madeFor);
    return this.marksValue
      .map(({ start, end, tone }) => ({ start: units[start], end: units[end], tone }))
      .filter(({ start, end }) => end !== undefined && start < end && end <= same);
  }
}

function words(text) {
  return [...text.matchAll(WORDS)].map((match) => {
    const tone = match.groups.tag ? "tag" : match.groups.mention ? "mention" : "link";
    return { start: match.index, end: match.index + match[0].length, tone };
  });
}

function drawn(text, pieces) {
  const nodes = [];
  let at = 0;
  for (const { start, end, tone } of pieces) {
    if (start < at) continue;
    const mark = Object.assign(document.createElement("mark"), { className: `is-${tone}`, textContent: text.slice(start, end) });
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at)];
}

function alike(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
