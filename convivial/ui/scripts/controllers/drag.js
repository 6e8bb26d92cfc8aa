// Moves a thing to another place, with the pointer or with the keys, and says what it does.
//   data-controller="drag" data-drag-columns-value="7" data-drag-target-value="#month" data-drag-name-value="to"
//   thing: data-drag-target="thing" tabindex="0" data-address="…/move/" data-title="The ferry"
//   place: data-drag-target="place" data-value="2026-11-24" data-title="Tuesday 24 November"
//   words: <template data-drag-target="word" data-word="taken">… <b data-thing></b> … <b data-place></b></template>   (taken, over, put, left)
//   said:  <p class="only-read" role="status" aria-live="assertive" data-drag-target="said"></p>
// Space takes a thing, arrows choose the place, Space or Enter puts it there, Escape leaves it. Then the thing's address is posted
// with the place's value, and the answer is swapped into the target; without one, "drag:put" is sent and nothing posted.
import { Controller } from "@hotwired/stimulus";
import htmx from "../htmx.js";

const FAR_ENOUGH = 6;

export default class extends Controller {
  static targets = ["thing", "place", "word", "said"];
  static values = { columns: { type: Number, default: 1 }, target: String, swap: { type: String, default: "outerHTML" }, name: { type: String, default: "to" } };

  thingTargetConnected(thing) {
    thing.addEventListener("pointerdown", this.#press);
    thing.addEventListener("keydown", this.#key);
    thing.addEventListener("dragstart", (event) => event.preventDefault());
  }

  disconnect() {
    this.#leave();
  }

  // — with the pointer —

  #press = (event) => {
    const isTouch = event.pointerType === "touch";
    if (event.button !== 0 || (isTouch && !event.target.closest(".grip")) || event.target.closest("button, input")) return;
    const thing = event.currentTarget;
    this.from = { x: event.clientX, y: event.clientY };
    const move = (moved) => this.#move(thing, moved);
    const end = (ended) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      if (this.thing) this.#release(ended);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  };

  #move(thing, event) {
    const far = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y);
    if (!this.thing && far < FAR_ENOUGH) return;
    event.preventDefault();
    if (!this.thing) this.#lift(thing);
    this.ghost.style.translate = `${event.clientX - this.from.x}px ${event.clientY - this.from.y}px`;
    this.#over(document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-drag-target~=place]"));
  }

  #lift(thing) {
    this.#take(thing);
    const at = thing.getBoundingClientRect();
    this.ghost = thing.cloneNode(true);
    this.ghost.removeAttribute("data-drag-target");
    Object.assign(this.ghost.style, { position: "fixed", left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, pointerEvents: "none", zIndex: 9 });
    document.body.append(this.ghost);
    thing.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
  }

  #release(event) {
    if (event.type === "pointerup" && this.place) this.#put();
    else this.#leave();
  }

  // — with the keys —

  #key = (event) => {
    if (event.target !== event.currentTarget && !event.target.closest(".grip")) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columnsValue, ArrowUp: -this.columnsValue };
    if (event.key === " " && !this.thing) this.#take(event.currentTarget);
    else if (!this.thing) return;
    else if (event.key in steps) this.#step(steps[event.key]);
    else if (event.key === " " || event.key === "Enter") this.#put();
    else if (event.key === "Escape") this.#leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #step(by) {
    const places = this.placeTargets;
    const here = places.indexOf(this.place ?? this.home);
    const there = places[Math.min(Math.max(here + by, 0), places.length - 1)];
    this.#over(there);
    there.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // — both —

  #take(thing) {
    this.thing = thing;
    this.home = thing.closest("[data-drag-target~=place]");
    thing.classList.add("dragging");
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
    const { thing, place, home } = this;
    if (!place || place === home) return this.#leave();
    this.#say("put");
    this.#clear();
    const detail = { thing, place, address: thing.dataset.address, value: place.dataset.value };
    const sent = this.dispatch("put", { detail, cancelable: true });
    if (sent.defaultPrevented || !this.targetValue) return;
    htmx.ajax("POST", detail.address, { target: this.targetValue, swap: this.swapValue, values: { [this.nameValue]: detail.value } });
  }

  #leave() {
    if (this.thing) this.#say("left");
    this.#clear();
  }

  #clear() {
    this.thing?.classList.remove("dragging");
    this.place?.classList.remove("drop-here");
    this.ghost?.remove();
    this.thing = this.place = this.home = this.ghost = null;
  }

  #say(name) {
    const word = this.wordTargets.find((one) => one.dataset.word === name);
    if (!word || !this.hasSaidTarget) return;
    const said = word.content.cloneNode(true);
    for (const slot of said.querySelectorAll("[data-thing]")) slot.textContent = this.thing?.dataset.title ?? "";
    for (const slot of said.querySelectorAll("[data-place]")) slot.textContent = this.place?.dataset.title ?? "";
    this.saidTarget.replaceChildren(said);
  }
}
