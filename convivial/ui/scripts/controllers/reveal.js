// Shows and hides its parts: a button data-action="reveal#toggle" with aria-expanded, targets "part". With a select or
// radio buttons (data-action="reveal#choose") the parts whose data-reveal-when names the value are shown.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["part", "button", "source"];

  connect() {
    for (const source of this.sourceTargets) if (source.type !== "radio" || source.checked) this.#only(source.value);
  }

  toggle() {
    for (const part of this.partTargets) part.hidden = !part.hidden;
    const isOpen = this.partTargets.some((part) => !part.hidden);
    for (const button of this.buttonTargets) button.setAttribute("aria-expanded", isOpen);
  }

  choose(event) {
    this.#only(event.target.value);
  }

  #only(value) {
    for (const part of this.partTargets) part.hidden = !part.dataset.revealWhen.split(" ").includes(value);
  }
}
