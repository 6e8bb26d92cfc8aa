// <nav data-controller="reach">: a strip that is wider than the screen begins where one is, the page itself stays.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    const here = this.element.querySelector("[aria-current]");
    if (!here || this.element.scrollWidth <= this.element.clientWidth) return;
    const strip = this.element.getBoundingClientRect();
    const place = here.getBoundingClientRect();
    this.element.scrollLeft += place.left - strip.left - (strip.width - place.width) / 2;
  }
}
