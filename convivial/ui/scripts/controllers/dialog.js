// <div data-controller="dialog"> with a button data-action="dialog#open" and a <dialog data-dialog-target="dialog">.
// A click beside it, Escape and data-action="dialog#close" close it; who opened it gets the focus back.
// A <form data-dialog-keeps> in it sends what was typed instead, and its answer closes it: no word is lost on the way out.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["dialog"];

  open(event) {
    event?.preventDefault();
    this.dialogTarget.showModal();
  }

  close(event) {
    event?.preventDefault();
    if (!this.#keep()) this.dialogTarget.close();
  }

  beside(event) {
    if (event.target === this.dialogTarget) this.close();
  }

  dialogTargetConnected(dialog) {
    dialog.addEventListener("click", (event) => this.beside(event));
    dialog.addEventListener("cancel", (event) => event.target === dialog && this.#keep() && event.preventDefault());
    if (dialog.hasAttribute("data-dialog-now")) dialog.showModal();
  }

  // Whoever was told that it could not be kept may go: the same words are not sent a second time.
  #keep() {
    const form = this.#typedIn;
    const words = form && new URLSearchParams(new FormData(form)).toString();
    if (!form || words === this.sent) return false;
    this.sent = words;
    form.requestSubmit();
    return true;
  }

  get #typedIn() {
    const form = this.dialogTarget.querySelector("form[data-dialog-keeps]");
    const isTyped = [...(form?.elements ?? [])].some((each) => each.defaultValue !== undefined && each.value !== each.defaultValue);
    return isTyped ? form : null;
  }
}
