// Ctrl-K: filters the lines by their words, moves with the arrows, opens with Enter. What is found on the other side comes into
// the target "found" by itself (htmx, on the field) and is not filtered here.
import { Controller } from "@hotwired/stimulus";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export default class extends Controller {
  static targets = ["ask", "item", "none", "found"];

  open() {
    if (this.element.open) return;
    this.askTarget.value = "";
    if (this.hasFoundTarget) this.foundTarget.replaceChildren();
    this.narrow();
    this.element.showModal();
    this.askTarget.focus();
  }

  narrow() {
    const asked = plain(this.askTarget.value).split(/\s+/).filter(Boolean);
    for (const item of this.itemTargets.filter((one) => !("found" in one.dataset))) {
      const words = plain(item.dataset.words);
      item.hidden = !asked.every((part) => words.includes(part));
    }
    this.isAsking = this.askTarget.hasAttribute("hx-get") && asked.length > 0;
    this.#settle();
  }

  found() {
    this.isAsking = false;
    this.#settle();
  }

  steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const shown = this.#shown;
      const at = shown.indexOf(this.#chosen);
      this.#choose(shown[(at + step + shown.length) % shown.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#chosen?.click();
    }
  }

  // Who has moved to a line already stays on it when others come.
  #settle() {
    const shown = this.#shown;
    this.noneTarget.hidden = shown.length > 0 || this.isAsking;
    this.#choose(shown.includes(this.#chosen) && !this.isAsking ? this.#chosen : shown[0]);
  }

  get #shown() {
    return this.itemTargets.filter((item) => !item.hidden);
  }

  get #chosen() {
    return this.itemTargets.find((item) => item.getAttribute("aria-selected") === "true" && !item.hidden);
  }

  #choose(chosen) {
    for (const item of this.itemTargets) item.setAttribute("aria-selected", item === chosen);
    this.askTarget.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  connect() {
    this.element.addEventListener("click", (event) => event.target === this.element && this.element.close());
    this.opens = () => this.open();
    document.addEventListener("palette:open", this.opens);
  }

  disconnect() {
    document.removeEventListener("palette:open", this.opens);
  }
}
