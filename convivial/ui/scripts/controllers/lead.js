// Leads to where something is to be done. data-controller="lead" around the page's part, data-action="keydown->lead#press":
// Ctrl or ⌘ with Enter presses the target "act", wherever one types. An <a href="#id" data-action="lead#there"> shows that
// element, presses it when it is a button and puts the cursor into it when it is a field; data-lead-by="id" on what contains it names
// what has to be pressed first to show it (a tab of a narrow screen).
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["act"];

  press(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const dialog = event.target.closest("dialog");
    const act = dialog ? dialog.querySelector("button.button--action") : this.hasActTarget && this.actTarget;
    if (!act) return;
    event.preventDefault();
    act.click();
  }

  there(event) {
    const place = document.querySelector(event.currentTarget.getAttribute("href"));
    if (!place) return;
    event.preventDefault();
    document.getElementById(place.closest("[data-lead-by]")?.dataset.leadBy)?.click();
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
    if (place.matches("button")) place.click();
  }
}
