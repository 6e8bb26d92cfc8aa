// A part of a page that fetches itself again when something it shows has changed.
//   data-controller="live-part" data-live-on="publication:abc post" data-live-part-address-value="/w/harbour/…/part/"
// A word without a colon stands for every thing of its kind. While somebody types in the part, it waits. What the
// house only works out after the news is asked for once more: data-live-part-again-value="6000", milliseconds.
import { Controller } from "@hotwired/stimulus";
import htmx from "../htmx.js";

export default class extends Controller {
  static values = { address: String, swap: { type: String, default: "outerHTML" }, again: Number };

  connect() {
    this.hears = ({ detail }) => this.#concerns(detail) && this.#hear();
    document.addEventListener("live:things", this.hears);
    this.element.addEventListener("live-part:again", () => this.renew());
  }

  disconnect() {
    document.removeEventListener("live:things", this.hears);
    clearTimeout(this.timer);
  }

  #hear() {
    this.renew();
    const { id } = this.element;
    if (this.againValue) setTimeout(() => document.getElementById(id)?.dispatchEvent(new CustomEvent("live-part:again")), this.againValue);
  }

  renew() {
    clearTimeout(this.timer);
    if (this.#isBusy()) this.timer = setTimeout(() => this.renew(), 1500);
    else htmx.ajax("GET", this.addressValue, { target: this.element, swap: this.swapValue });
  }

  #concerns(things) {
    const waited = (this.element.dataset.liveOn ?? "").split(/\s+/).filter(Boolean);
    const kinds = new Set([...things].map((thing) => thing.split(":")[0]));
    return waited.some((one) => (one.includes(":") ? things.has(one) : kinds.has(one)));
  }

  #isBusy() {
    const here = document.activeElement;
    const isTyping = this.element.contains(here) && here.matches("input, textarea, select, [contenteditable=true]");
    return isTyping || this.element.querySelector("dialog[open], :popover-open, .dragging") !== null;
  }
}
