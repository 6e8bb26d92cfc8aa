// Asks one address what happened since the last time: every 5 seconds while the page is seen, every minute while it is
// not. What it hears goes out as "live:things" for the parts of the page that wait for it.
//   data-controller="live" data-live-address-value="/w/harbour/live/" data-live-since-value="41"
import { Controller } from "@hotwired/stimulus";
import { isSentAway } from "../session.js";

export default class extends Controller {
  static values = { address: String, since: { type: Number, default: -1 }, every: { type: Number, default: 5000 }, hidden: { type: Number, default: 60000 } };

  connect() {
    this.misses = 0;
    this.wakes = () => document.visibilityState === "visible" && this.ask();
    document.addEventListener("visibilitychange", this.wakes);
    if (this.sinceValue < 0) this.ask();
    else this.#wait();
  }

  disconnect() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wakes);
  }

  async ask() {
    clearTimeout(this.timer);
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const since = this.sinceValue < 0 ? "" : `?since=${this.sinceValue}`;
      const answer = await fetch(this.addressValue + since, { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" });
      if (isSentAway(answer)) return;
      if (answer.status === 200) this.#hear(await answer.json());
      else await answer.body?.cancel();
      this.misses = answer.ok || answer.status === 304 ? 0 : this.misses + 1;
    } catch {
      this.misses += 1; // away from the network: asked again, more and more seldom
    } finally {
      this.isAsking = false;
    }
    this.#wait();
  }

  #hear({ seq, things }) {
    const isNews = this.sinceValue >= 0;
    this.sinceValue = seq;
    if (isNews && things?.length) document.dispatchEvent(new CustomEvent("live:things", { detail: new Set(things) }));
  }

  #wait() {
    clearTimeout(this.timer);
    const rest = document.visibilityState === "visible" ? this.everyValue : this.hiddenValue;
    this.timer = setTimeout(() => this.ask(), Math.min(rest * 2 ** this.misses, 300000));
  }
}
