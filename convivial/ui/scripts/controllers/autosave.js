// Saves a form as one types, says so, and never loses a word.
//   <form action="…" data-controller="autosave" data-autosave-owner-value="{{ user.code }}" data-action="input->autosave#type change->autosave#type">
//     <input type="hidden" name="revision" value="3">
//     <span role="status" data-autosave-target="said"></span>   (elsewhere on the page: data-autosave-says-value="#saved")
//     <template data-autosave-target="word" data-word="saved">Saved a moment ago</template>   (saving, kept, signed-out, refused, overtaken, restored)
//     <div data-autosave-target="other" hidden>… <p data-autosave-target="theirs"></p> buttons autosave#keepMine, autosave#takeTheirs</div>
// What else is sent along stands elsewhere: data-autosave-with-value="#composer-where".
// An act that is pressed while words are on their way waits for them: it would meet its own words as somebody else's.
// The address answers 200 {"revision": 4}; 409 {"revision": 5, "text": "…"} when somebody was faster; 422 when refused.
import { Controller } from "@hotwired/stimulus";
import { forget, keep, kept } from "../device.js";
import { csrf, isSentAway, wayBack } from "../session.js";

const PATIENCE = 4000;

export default class extends Controller {
  static targets = ["said", "word", "other", "theirs", "text"];
  static values = { address: String, owner: String, says: String, with: String, after: { type: Number, default: 800 } };

  connect() {
    this.saved = this.#fields();
    this.leaves = () => this.isDirty && this.#keep();
    window.addEventListener("pagehide", this.leaves);
    this.waits = (event) => this.#wait(event);
    document.addEventListener("htmx:confirm", this.waits);
    this.#restore();
  }

  disconnect() {
    clearTimeout(this.timer);
    window.removeEventListener("pagehide", this.leaves);
    document.removeEventListener("htmx:confirm", this.waits);
    if (this.isDirty) this.save();
  }

  type() {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.afterValue);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving) return void (this.isDirty = true);
    this.isDirty = false;
    this.#say("saving");
    this.saving = this.#bring();
    await this.saving;
    this.saving = null;
    if (this.isDirty && !this.conflict) this.type();
  }

  keepMine() {
    this.#revision = this.conflict.revision;
    this.#settle();
  }

  takeTheirs() {
    this.#revision = this.conflict.revision;
    this.textTarget.value = this.conflict.text;
    this.textTarget.dispatchEvent(new Event("input", { bubbles: true }));
    this.#settle();
  }

  async #bring() {
    try {
      await this.#heard(await this.#send());
    } catch {
      this.#keep("kept"); // no network: on this device until there is one
      this.timer = setTimeout(() => this.save(), 5000);
    }
  }

  #wait(event) {
    const { verb, issueRequest } = event.detail;
    if (!this.saving || verb === "get") return;
    event.preventDefault();
    const enough = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([this.saving, enough]).then(() => issueRequest());
  }

  #send() {
    const body = new FormData(this.element);
    const along = this.withValue ? document.querySelectorAll(`${this.withValue} input`) : [];
    for (const { name, value } of along) body.append(name, value);
    const headers = { "X-CSRFToken": csrf(), Accept: "application/json" };
    return fetch(this.addressValue || this.element.action, { method: "POST", body, headers, keepalive: true, redirect: "manual" });
  }

  async #heard(answer) {
    if (isSentAway(answer)) return this.#keep("signed-out");
    if (answer.status === 409) return this.#meet(await answer.json());
    if (!answer.ok) return this.#keep("refused");
    const said = await answer.json();
    if (said.revision !== undefined) this.#revision = said.revision;
    if (!this.isDirty) forget(this.#key);
    this.#say("saved");
    this.dispatch("saved", { detail: said });
  }

  // Two people wrote at once: the other's words are shown, one's own stay, and nobody's are overwritten.
  #meet(theirs) {
    this.conflict = theirs;
    this.#keep("overtaken");
    if (this.hasTheirsTarget) this.theirsTarget.textContent = theirs.text;
    if (this.hasOtherTarget) this.otherTarget.hidden = false;
    this.dispatch("overtaken", { detail: theirs });
  }

  #settle() {
    this.conflict = null;
    if (this.hasOtherTarget) this.otherTarget.hidden = true;
    this.save();
  }

  // Words that were brought back belong to the revision they were typed on: whoever wrote since then is not overwritten.
  #restore() {
    const { revision, ...before } = kept(this.#key) ?? {};
    if (!Object.keys(before).length) return;
    const isNew = Object.entries(before).some(([name, value]) => this.element.elements[name]?.value !== value);
    if (!isNew) return forget(this.#key);
    for (const [name, value] of Object.entries(before)) this.#put(name, value);
    if (revision !== undefined) this.#revision = revision;
    this.#say("restored");
    this.type();
  }

  #put(name, value) {
    const field = this.element.elements[name];
    if (!field || !("value" in field)) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #keep(word) {
    const revision = this.element.elements.revision?.value;
    keep(this.#key, revision === undefined ? this.#fields() : { ...this.#fields(), revision });
    this.isDirty = false;
    if (word) this.#say(word);
  }

  #fields() {
    const typed = [...new FormData(this.element)].filter(([name, value]) => typeof value === "string");
    return Object.fromEntries(typed.filter(([name]) => name !== "revision" && name !== "csrfmiddlewaretoken"));
  }

  #say(name) {
    const word = this.wordTargets.find((one) => one.dataset.word === name);
    const said = this.hasSaidTarget ? this.saidTarget : this.saysValue && document.querySelector(this.saysValue);
    if (!word || !said) return;
    said.replaceChildren(word.content.cloneNode(true));
    said.dataset.tone = ["saved", "saving"].includes(name) ? "" : "watch";
    for (const link of said.querySelectorAll("[data-way-back]")) link.href = wayBack();
  }

  get #key() {
    return `${this.ownerValue}:${location.pathname}:${this.element.id}`;
  }

  set #revision(value) {
    this.element.elements.revision.value = value;
  }
}
