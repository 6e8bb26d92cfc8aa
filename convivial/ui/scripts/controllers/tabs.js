// Tabs inside a page: targets "tab" (role=tab, aria-controls) and "panel" (role=tabpanel); arrows, Home and End move.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["tab", "panel"];

  connect() {
    this.#show(this.tabTargets.find((tab) => tab.getAttribute("aria-selected") === "true") ?? this.tabTargets[0]);
  }

  choose(event) {
    this.#show(event.currentTarget);
  }

  steer(event) {
    const tabs = this.tabTargets;
    const at = tabs.indexOf(event.currentTarget);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#show(tabs[(next + tabs.length) % tabs.length]);
    tabs[(next + tabs.length) % tabs.length].focus();
  }

  #show(chosen) {
    for (const tab of this.tabTargets) {
      tab.setAttribute("aria-selected", tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    for (const panel of this.panelTargets) panel.hidden = panel.id !== chosen?.getAttribute("aria-controls");
  }
}
