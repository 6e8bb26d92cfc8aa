// Light, dark or as the system: shown at once, kept in a cookie for a year so that the server draws the next page so.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["choice"];

  connect() {
    this.#mark(document.documentElement.dataset.theme || "system");
  }

  choose(event) {
    const theme = event.currentTarget.value ?? event.params.theme;
    document.documentElement.dataset.theme = theme;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    this.#mark(theme);
  }

  #mark(theme) {
    for (const choice of this.choiceTargets) {
      choice.setAttribute("aria-checked", choice.value === theme);
    }
  }
}
