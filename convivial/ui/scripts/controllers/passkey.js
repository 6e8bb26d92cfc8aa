// Asks the browser for a passkey and sends what it answers: a button "passkey#use" (sign in) or "passkey#make" (add),
// the options as <script type="application/json"> in the form or from the value "address", a hidden field "answer".
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["answer", "button", "trouble"];
  static values = { address: String };

  connect() {
    if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) this.buttonTarget.hidden = false;
  }

  async use() {
    await this.#send(async () => {
      const { publicKey } = await this.#options();
      return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    });
  }

  async make() {
    await this.#send(async () => {
      const { publicKey } = await this.#options();
      const wish = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
      publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...wish };
      return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
    });
  }

  async #send(ask) {
    this.troubleTarget.hidden = true;
    try {
      this.answerTarget.value = JSON.stringify((await ask()).toJSON());
    } catch {
      this.troubleTarget.hidden = false; // stopped by the person, or no such key here
      return;
    }
    this.element.requestSubmit();
  }

  async #options() {
    if (!this.addressValue) return JSON.parse(this.element.querySelector('script[type="application/json"]').textContent);
    const answer = await fetch(this.addressValue, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }
}
