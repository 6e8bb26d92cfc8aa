// Files by dropping, pasting or choosing; the form itself is sent by htmx, which tells how far it is.
//   <form hx-post="…" hx-encoding="multipart/form-data" hx-trigger="change" data-controller="drop"
//         data-action="dragover->drop#over dragleave->drop#out drop->drop#take paste@document->drop#paste
//                      htmx:xhr:progress->drop#tell htmx:afterRequest->drop#end">
//     <label class="drop" data-drop-target="place">… <input class="only-read" type="file" data-drop-target="input" multiple></label>
//     <progress class="progress" data-drop-target="progress" max="100" hidden></progress>
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "place", "progress"];

  over(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.#light(true);
  }

  out() {
    this.#light(false);
  }

  take(event) {
    event.preventDefault();
    this.#light(false);
    this.#give(event.dataTransfer.files);
  }

  paste(event) {
    if (event.clipboardData?.files.length) this.#give(event.clipboardData.files);
  }

  tell({ detail }) {
    if (!this.hasProgressTarget || !detail.lengthComputable) return;
    this.progressTarget.hidden = false;
    this.progressTarget.value = (100 * detail.loaded) / detail.total;
  }

  end() {
    if (this.hasProgressTarget) this.progressTarget.hidden = true;
    if (this.hasInputTarget) this.inputTarget.value = "";
  }

  #give(files) {
    if (!files.length) return;
    this.inputTarget.files = files;
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #light(isOver) {
    for (const place of this.placeTargets) place.classList.toggle("drop--over", isOver);
  }
}
