// A textarea over a mirrored layer that shows the words and carries the marks.
//   <div class="mirror" data-controller="mirror" data-mirror-marks-value='[{"start": 10, "end": 18, "tone": "watch"}]'>
//     <div class="mirror__layer" data-mirror-target="layer" aria-hidden="true"></div>
//     <textarea data-mirror-target="field" data-action="input->mirror#draw"></textarea></div>
// start and end are counted in code points, as Python does. Tags, mentions and addresses are drawn by themselves.
import { Controller } from "@hotwired/stimulus";

const WORDS = /(?<![\p{L}\p{N}_/])([#@][\p{L}\p{N}_][\p{L}\p{N}_.@-]*[\p{L}\p{N}_]|[#@][\p{L}\p{N}_])|https?:\/\/[^\s<>"']+/gu;

export default class extends Controller {
  static targets = ["field", "layer"];
  static values = { marks: { type: Array, default: [] } };

  connect() {
    this.element.classList.add("mirror--on");
    this.draw();
  }

  marksValueChanged() {
    this.drawnFor = this.fieldTarget.value;
    this.draw();
  }

  draw() {
    const text = this.fieldTarget.value;
    const pieces = [...this.#tags(text), ...this.#marks(text)].sort((a, b) => a.start - b.start);
    const drawn = [];
    let at = 0;
    for (const piece of pieces) {
      if (piece.start < at) continue;
      drawn.push(text.slice(at, piece.start), this.#mark(text.slice(piece.start, piece.end), piece.tone));
      at = piece.end;
    }
    this.layerTarget.replaceChildren(...drawn, text.slice(at), "\u200b");
  }

  #mark(words, tone) {
    const mark = document.createElement("mark");
    mark.className = `mark-${tone}`;
    mark.textContent = words;
    return mark;
  }

  #tags(text) {
    return [...text.matchAll(WORDS)].map((match) => ({ start: match.index, end: match.index + match[0].length, tone: "tag" }));
  }

  // Marks speak of the text they were made for; once it has changed before them, they would stand in the wrong place.
  #marks(text) {
    if (!this.marksValue.length) return [];
    const units = [0];
    for (const letter of text) units.push(units.at(-1) + letter.length);
    const same = commonStart(text, this.drawnFor ?? text);
    return this.marksValue
      .map(({ start, end, tone }) => ({ start: units[start], end: units[end], tone }))
      .filter(({ start, end }) => end !== undefined && start < end && end <= same);
  }
}

function commonStart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at === one.length || at === other.length ? Math.max(one.length, other.length) : at;
}
