// The keys of every page, on the body: Ctrl-K, ?, and whatever element says data-key="c". j and k move in the list that
// says data-keys-list (its links or buttons with data-keys-open are opened with Enter). Silent while somebody types.
import { Controller } from "@hotwired/stimulus";

// A field that has just been closed with its dialog keeps the focus until the next frame.
const isTyping = (element) => {
  const field = element.closest?.("input, textarea, select, [contenteditable=true]");
  return field !== null && (field?.checkVisibility?.() ?? true);
};

export default class extends Controller {
  press(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return this.#take(event, this.palette);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") this.#take(event, this.list);
    else if (event.key === "/") this.#take(event, this.search);
    else if (event.key === "j" || event.key === "k") this.#move(event, event.key === "j" ? 1 : -1);
    else this.#named(event);
  }

  palette() {
    document.querySelector(":popover-open")?.hidePopover();
    document.dispatchEvent(new CustomEvent("palette:open"));
  }

  list() {
    document.querySelector(":popover-open")?.hidePopover();
    document.getElementById("keys")?.showModal();
  }

  search = () => {
    const field = document.querySelector("[data-keys-search], input[type=search]");
    if (field) field.focus();
    else this.palette();
  };

  #named(event) {
    if (!/^[a-z0-9]$/.test(event.key)) return;
    const wanted = document.querySelector(`[data-key="${event.key}"]`);
    if (wanted) this.#take(event, () => wanted.click());
  }

  #move(event, step) {
    const lines = [...document.querySelectorAll("[data-keys-list] > :not([hidden])")];
    if (!lines.length) return;
    const at = lines.findIndex((line) => line.contains(document.activeElement));
    const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
    this.#take(event, () => (next.querySelector("[data-keys-open], a, button") ?? next).focus());
  }

  #take(event, act) {
    event.preventDefault();
    act.call(this);
  }
}
