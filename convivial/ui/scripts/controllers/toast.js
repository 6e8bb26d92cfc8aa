// A message that leaves by itself after a while, unless somebody points at it or it asks for something. The same one is
// said once, and of more than three the oldest goes, one that would leave by itself before one that stays.
import { Controller } from "@hotwired/stimulus";

const MOST = 3;
const GAP = 12;
const stays = (toast) => Number(toast.dataset.toastStaysValue === "true");

export default class extends Controller {
  static values = { after: { type: Number, default: 6000 }, stays: Boolean };

  connect() {
    this.makeRoom();
    this.standAbove();
    if (!this.staysValue) this.wait();
  }

  makeRoom() {
    const said = (toast) => toast.textContent.trim();
    const shown = [...this.element.parentElement.querySelectorAll(".toast:not(.toast--leaving)")];
    const isRepeated = (toast) => toast !== this.element && said(toast) === said(this.element);
    const rest = shown.filter((toast) => !isRepeated(toast)).sort((one, other) => stays(one) - stays(other));
    [...shown.filter(isRepeated), ...rest.slice(0, Math.max(0, rest.length - MOST))].forEach((toast) => toast.remove());
  }

  // Over what stays at the foot of a narrow page (data-toast-over), never on its buttons.
  standAbove() {
    const toasts = this.element.parentElement;
    const foot = document.querySelector("[data-toast-over]");
    const isBelow = foot && foot.getBoundingClientRect().right > toasts.getBoundingClientRect().left && foot.checkVisibility();
    toasts.style.insetBlockEnd = isBelow ? `${foot.offsetHeight + GAP}px` : "";
  }

  disconnect() {
    this.keep();
  }

  wait() {
    if (!this.staysValue) this.timer = setTimeout(() => this.leave(), this.afterValue);
  }

  keep() {
    clearTimeout(this.timer);
  }

  leave() {
    this.element.classList.add("toast--leaving");
    setTimeout(() => this.element.remove(), 200);
  }
}
