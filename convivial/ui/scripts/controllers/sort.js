// Puts the items of a list into another order: buttons sort#earlier and sort#later in each item, Alt with an arrow, or the pointer
// on a .grip. The item's data-address is posted with "position" (from 0); the answer is swapped into data-sort-into-value if given.
import { Controller } from "@hotwired/stimulus";
import htmx from "../htmx.js";

export default class extends Controller {
  static targets = ["item", "said"];
  static values = { into: String, swap: { type: String, default: "outerHTML" } };

  earlier(event) {
    this.#shift(this.#itemOf(event), -1);
  }

  later(event) {
    this.#shift(this.#itemOf(event), 1);
  }

  steer(event) {
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    this.#shift(this.#itemOf(event), step);
  }

  take(event) {
    if (!event.target.closest(".grip") || event.button !== 0) return;
    event.preventDefault();
    const item = this.#itemOf(event);
    const before = this.itemTargets.indexOf(item);
    item.classList.add("dragging");
    const move = (moved) => this.#carry(item, moved);
    const end = () => {
      document.removeEventListener("pointermove", move);
      item.classList.remove("dragging");
      if (this.itemTargets.indexOf(item) !== before) this.#send(item);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end, { once: true });
  }

  #carry(item, event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-sort-target~=item]");
    if (!under || under === item || !this.element.contains(under)) return;
    const items = this.itemTargets;
    if (items.indexOf(under) > items.indexOf(item)) under.after(item);
    else under.before(item);
  }

  #shift(item, by) {
    const items = this.itemTargets;
    const other = items[items.indexOf(item) + by];
    if (!other) return;
    if (by > 0) other.after(item);
    else other.before(item);
    item.querySelector("button, .grip")?.focus();
    this.#send(item);
  }

  #send(item) {
    const position = this.itemTargets.indexOf(item);
    const target = this.intoValue || item;
    htmx.ajax("POST", item.dataset.address, { target, swap: this.intoValue ? this.swapValue : "none", values: { position } });
    this.dispatch("sorted", { detail: { item, position } });
  }

  #itemOf(event) {
    return event.target.closest("[data-sort-target~=item]");
  }
}
