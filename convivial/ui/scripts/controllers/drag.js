// Moves an item to another place, with the pointer or with the keys, and says what it does.
//   data-controller="drag" data-drag-columns-value="7" data-drag-address-value="/w/harbour/publications/code/move/" data-drag-into-value="#days"
//   item:  data-drag-target="item" data-code="k3…" data-title="The ferry"   (a link inside takes the focus, or tabindex="0")
//   place: data-drag-target="place" data-value="2026-11-24" data-title="Tuesday 24 November"
//   word:  <template data-drag-target="word" data-word="taken">… <b data-item></b> … <b data-place></b></template>   (taken, over, put, left)
//   said:  <p class="only-read" role="status" aria-live="assertive" data-drag-target="said"></p>
// Space takes an item, arrows choose the place, Space or Enter puts it there, Escape leaves it. "drag:put" is sent with {item, place,
// address, value}; unless it is prevented, the value is posted to the address ("code" in it becomes the item's) under data-drag-name-value,
// and the answer is swapped into data-drag-into-value.
import { Controller } from "@hotwired/stimulus";
import htmx from "../htmx.js";

const FAR_ENOUGH = 6;
const ITEM = "[data-drag-target~=item]";
const PLACE = "[data-drag-target~=place]";

export default class extends Controller {
  static targets = ["place", "word", "said"];
  static values = { address: String, into: String, swap: { type: String, default: "outerHTML" }, name: { type: String, default: "to" }, columns: { type: Number, default: 1 } };

  connect() {
    this.heard = { pointerdown: (event) => this.#press(event), keydown: (event) => this.#key(event), dragstart: (event) => event.target.closest(ITEM) && event.preventDefault() };
    for (const [name, act] of Object.entries(this.heard)) this.element.addEventListener(name, act);
  }

  disconnect() {
    for (const [name, act] of Object.entries(this.heard)) this.element.removeEventListener(name, act);
    this.#clear();
  }

  // — with the pointer; with a finger only by the grip, so that the page can be scrolled —

  #press(event) {
    const item = event.target.closest(ITEM);
    const isGrip = event.target.closest(".grip") !== null;
    const isOther = event.target.closest("button:not(.grip), input, select, textarea") !== null;
    if (!item || event.button !== 0 || isOther || (event.pointerType === "touch" && !isGrip)) return;
    const from = { x: event.clientX, y: event.clientY };
    const listening = new AbortController();
    const until = { signal: listening.signal };
    const end = (ended) => {
      listening.abort();
      if (this.ghost) this.#release(ended);
    };
    document.addEventListener("pointermove", (moved) => this.#move(item, from, moved), until);
    document.addEventListener("pointerup", end, until);
    document.addEventListener("pointercancel", end, until);
    document.addEventListener("keydown", (pressed) => pressed.key === "Escape" && end(pressed), until);
  }

  #move(item, from, event) {
    const by = { x: event.clientX - from.x, y: event.clientY - from.y };
    if (!this.ghost && Math.hypot(by.x, by.y) < FAR_ENOUGH) return;
    event.preventDefault();
    if (!this.ghost) this.#lift(item);
    this.ghost.style.translate = `${by.x}px ${by.y}px`;
    this.#over(document.elementFromPoint(event.clientX, event.clientY)?.closest(PLACE));
  }

  #lift(item) {
    this.#take(item);
    const at = item.getBoundingClientRect();
    this.ghost = item.cloneNode(true);
    this.ghost.removeAttribute("data-drag-target");
    this.ghost.classList.add("ghost");
    Object.assign(this.ghost.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px` });
    document.body.append(this.ghost);
    getSelection().removeAllRanges();
  }

  #release(event) {
    const isPut = event.type === "pointerup" && this.place;
    const swallow = (click) => (click.preventDefault(), click.stopPropagation());
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
    if (isPut) this.#put();
    else this.#leave();
  }

  // — with the keys —

  #key(event) {
    const item = event.target.closest(ITEM);
    if (!item || event.target.closest("button:not(.grip), input, select, textarea")) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columnsValue, ArrowUp: -this.columnsValue };
    if (event.key === " " && !this.item) this.#take(item);
    else if (!this.item) return;
    else if (event.key in steps) this.#step(steps[event.key]);
    else if (event.key === " " || event.key === "Enter") this.#put();
    else if (event.key === "Escape" || event.key === "Tab") return this.#leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(by) {
    const places = this.placeTargets;
    const here = places.indexOf(this.place ?? this.home);
    const there = places[Math.min(Math.max(here + by, 0), places.length - 1)];
    this.#over(there);
    there.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // — both —

  #take(item) {
    this.item = item;
    this.home = item.closest(PLACE);
    item.classList.add("dragging");
    this.#say("taken");
  }

  #over(place) {
    if (place === this.place) return;
    this.place?.classList.remove("drop-here");
    this.place = place ?? null;
    this.place?.classList.add("drop-here");
    if (this.place) this.#say("over");
  }

  #put() {
    const { item, place, home } = this;
    if (!place || place === home) return this.#leave();
    this.#say("put");
    this.#clear();
    const address = item.dataset.address ?? this.addressValue.replace("/code/", `/${item.dataset.code}/`);
    const value = place.dataset.value;
    const sent = this.dispatch("put", { detail: { item, place, address, value }, cancelable: true });
    if (sent.defaultPrevented) return;
    const into = this.intoValue ? { target: this.intoValue, swap: this.swapValue } : { target: item, swap: "none" };
    htmx.ajax("POST", address, { ...into, values: { [this.nameValue]: value } });
  }

  #leave() {
    if (this.item) this.#say("left");
    this.#clear();
  }

  #clear() {
    this.item?.classList.remove("dragging");
    this.place?.classList.remove("drop-here");
    this.ghost?.remove();
    this.item = this.place = this.home = this.ghost = null;
  }

  #say(name) {
    const word = this.wordTargets.find((one) => one.dataset.word === name);
    if (!word || !this.hasSaidTarget) return;
    const said = word.content.cloneNode(true);
    for (const slot of said.querySelectorAll("[data-item]")) slot.textContent = this.item?.dataset.title ?? this.item?.textContent.trim() ?? "";
    for (const slot of said.querySelectorAll("[data-place]")) slot.textContent = this.place?.dataset.title ?? "";
    this.saidTarget.replaceChildren(said);
  }
}
