// Files by dropping, pasting or choosing; the form around the field is sent by htmx, which tells how far it is.
//   <div data-controller="drop">
//     <form hx-post="…" hx-encoding="multipart/form-data" hx-trigger="change">
//       <label class="drop" data-drop-target="place">… <input class="only-read" type="file" name="picture" data-drop-target="input" multiple></label>
//     </form>
//     <progress class="progress" data-drop-target="progress" max="100" hidden></progress>
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "place", "progress"];

  connect() {
    this.heard = {
      dragover: (event) => this.#over(event),
      dragleave: () => this.#light(false),
      drop: (event) => this.#take(event),
      "htmx:xhr:progress": (event) => this.#sends(event) && this.#tell(event.detail),
      "htmx:afterRequest": (event) => this.#end(event),
    };
    for (const [name, act] of Object.entries(this.heard)) this.element.addEventListener(name, act);
    this.pastes = (event) => event.clipboardData?.files.length && this.#give(event.clipboardData.files);
    document.addEventListener("paste", this.pastes);
  }

  disconnect() {
    for (const [name, act] of Object.entries(this.heard)) this.element.removeEventListener(name, act);
    document.removeEventListener("paste", this.pastes);
  }

  #over(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.#light(true);
  }

  #take(event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.#light(false);
    this.#give(event.dataTransfer.files);
  }

  #tell({ lengthComputable, loaded, total }) {
    if (!this.hasProgressTarget || !lengthComputable) return;
    this.progressTarget.hidden = false;
    this.progressTarget.value = (100 * loaded) / total;
  }

  /** Other requests of the page pass by here too; only the one that carries the files is told. */
  #sends(event) {
    return this.hasInputTarget && event.target.contains(this.inputTarget);
  }

  #end(event) {
    if (!this.#sends(event)) return;
    if (this.hasProgressTarget) this.progressTarget.hidden = true;
    this.inputTarget.value = "";
  }

  #give(files) {
    if (!this.hasInputTarget) return;
    this.inputTarget.files = files;
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #light(isOver) {
    for (const place of this.hasPlaceTarget ? this.placeTargets : [this.element]) place.classList.toggle("drop--over", isOver);
  }
}
