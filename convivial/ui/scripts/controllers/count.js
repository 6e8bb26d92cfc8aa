// Counts a text by a network's own rule while it is typed.
//   data-controller="count" data-count-rule-value="mastodon" data-count-most-value="500" data-count-bytes-value="3000"
// targets: "source" (the field; or data-count-source-value="#text"), "figure" (the number), "left" (what is left), "over" (shown when
// too long). The element carries data-over.
import { Controller } from "@hotwired/stimulus";
import { count, utf8Bytes } from "../counting.js";

export default class extends Controller {
  static targets = ["source", "figure", "left", "over"];
  static values = { rule: { type: String, default: "graphemes" }, most: Number, bytes: Number, source: String };

  connect() {
    this.field = this.hasSourceTarget ? this.sourceTarget : document.querySelector(this.sourceValue);
    this.counts = () => this.tell();
    this.field?.addEventListener("input", this.counts);
    this.tell();
  }

  disconnect() {
    this.field?.removeEventListener("input", this.counts);
  }

  tell() {
    if (!this.field) return;
    const text = this.field.value ?? this.field.textContent;
    const number = count(text, this.ruleValue);
    const left = this.mostValue - number;
    const isOver = (this.mostValue > 0 && left < 0) || (this.bytesValue > 0 && utf8Bytes(text) > this.bytesValue);
    for (const figure of this.figureTargets) figure.textContent = number;
    for (const figure of this.leftTargets) figure.textContent = left;
    for (const part of this.overTargets) part.hidden = !isOver;
    this.element.toggleAttribute("data-over", isOver);
    this.dispatch("counted", { detail: { number, left, isOver } });
  }
}
