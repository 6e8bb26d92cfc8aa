// A message that leaves by itself after a while, unless somebody points at it or it asks for something. The same one is
// said once, and of more than three the oldest goes, one that would leave by itself before one that stays.
import { Controller } from "@hotwired/stimulus";

const MOST = 3;
const stays = (toast) => Number(toast.dataset.toastStaysValue === "true");

export default class extends Controller {
  static values = { after: { type: Number, default: 6000 }, stays: Boolean };

  connect() {
    this.makeRoom();
    if (!this.staysValue) this.wait();
  }

  makeRoom() {
    const others = [...this.element.parentElement.querySelectorAll(".toast:not(.toast--leaving)")].filter((toast) => toast !== this.element);
    const isSame = (toast) => toast.textContent.trim() === this.element.textContent.trim();
    const rest = others.filter((toast) => !isSame(toast)).sort((one, other) => stays(one) - stays(other));
    const surplus = rest.slice(0, Math.max(0, rest.length - (MOST - 1)));
    [...others.filter(isSame), ...surplus].forEach((toast) => toast.remove());
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
