// Fills in what the browser knows, unless somebody chose already: the time zone in a field named "zone".
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    const field = this.element.elements.namedItem("zone");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (field && [...field.options].some((option) => option.value === zone)) field.value = zone;
  }
}
