// A message that leaves by itself after a while, unless somebody points at it or it asks for something.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { after: { type: Number, default: 6000 }, stays: Boolean };

  connect() {
    if (!this.staysValue) this.wait();
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
