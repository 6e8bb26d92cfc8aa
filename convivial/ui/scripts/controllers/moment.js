// Keeps a <time> true: "in 20 min" becomes "in 19 min". The words come from the page's <template id="moment-words">.
import { Controller } from "@hotwired/stimulus";

const MINUTE = 60000;

export default class extends Controller {
  static values = { zone: { type: String, default: "UTC" } };

  connect() {
    this.at = Date.parse(this.element.dateTime);
    this.#wait();
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  tell() {
    const away = this.at - Date.now();
    const words = document.getElementById("moment-words")?.dataset;
    const said = words && this.#near(away, words);
    if (said) this.element.textContent = said;
    this.#wait();
  }

  #near(away, words) {
    const minutes = Math.round(Math.abs(away) / MINUTE);
    if (minutes < 1) return words.now;
    if (minutes < 60) return (away > 0 ? words.in : words.ago).replace("%(n)s", minutes);
    const days = this.#day(this.at) - this.#day(Date.now());
    const hours = Math.floor(minutes / 60);
    if (away > 0 && hours < 6) return words.hours.replace("%(h)s", hours).replace("%(m)s", String(minutes % 60).padStart(2, "0"));
    const pattern = { "-1": words.yesterday, 0: words.today, 1: words.tomorrow }[days];
    return pattern?.replace("%(time)s", this.#clock());
  }

  #clock() {
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.zoneValue };
    return new Intl.DateTimeFormat("en-GB", shape).format(this.at);
  }

  #day(at) {
    const parts = new Intl.DateTimeFormat("en-CA", { timeZone: this.zoneValue }).format(at).split("-");
    return Date.UTC(parts[0], parts[1] - 1, parts[2]) / (24 * 60 * MINUTE);
  }

  // Waits for the next minute that changes something; far moments are looked at every half hour.
  #wait() {
    clearTimeout(this.timer);
    const isNear = Math.abs(this.at - Date.now()) < 7 * 60 * MINUTE;
    this.timer = setTimeout(() => this.tell(), isNear ? 20000 : 30 * MINUTE);
  }
}
