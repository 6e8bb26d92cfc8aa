// A <details> that behaves as a menu: closes with Escape and when one clicks elsewhere. (A popover needs no controller.)
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.beside = (event) => this.element.contains(event.target) || this.close();
    document.addEventListener("click", this.beside);
  }

  disconnect() {
    document.removeEventListener("click", this.beside);
  }

  close(event) {
    if (event?.key && event.key !== "Escape") return;
    this.element.removeAttribute("open");
  }
}
