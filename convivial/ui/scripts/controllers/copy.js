// Copies the text of its source and says so: data-controller="copy", a target "source" (or the value "text"), a
// button data-action="copy#copy" and a hidden target "said".
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["source", "said"];
  static values = { text: String };

  async copy() {
    const words = this.textValue || (this.sourceTarget.value ?? this.sourceTarget.textContent);
    if (navigator.clipboard) await navigator.clipboard.writeText(words);
    else this.#select();
    if (this.hasSaidTarget) this.#say();
  }

  // Without https the clipboard is closed to pages: the words are selected, ready for Ctrl-C.
  #select() {
    if (this.sourceTarget.select) this.sourceTarget.select();
    else window.getSelection().selectAllChildren(this.sourceTarget);
    document.execCommand("copy");
  }

  #say() {
    this.saidTarget.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.saidTarget.hidden = true), 3000);
  }

  disconnect() {
    clearTimeout(this.timer);
  }
}
