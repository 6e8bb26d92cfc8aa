// <div data-controller="dialog"> with a button data-action="dialog#open" and a <dialog data-dialog-target="dialog">.
// A click beside it, Escape and data-action="dialog#close" close it; who opened it gets the focus back.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["dialog"];

  open(event) {
    event?.preventDefault();
    this.dialogTarget.showModal();
  }

  close(event) {
    event?.preventDefault();
    this.dialogTarget.close();
  }

  beside(event) {
    if (event.target === this.dialogTarget) this.close();
  }

  dialogTargetConnected(dialog) {
    dialog.addEventListener("click", (event) => this.beside(event));
    if (dialog.hasAttribute("data-dialog-now")) dialog.showModal();
  }
}
