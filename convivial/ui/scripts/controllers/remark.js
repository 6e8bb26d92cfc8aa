// Marks a place in a text to say something about it.
//   <div data-controller="remark">
//     <p data-remark-target="text">the words; what stands in <del> is not part of them</p>
//     <button type="button" hidden data-remark-target="here" data-action="remark#open">Comment on these words</button>
//     <button type="button" data-action="remark#open">Comment</button>
//     <dialog data-remark-target="dialog">
//       <form> <textarea aria-readonly="true" inputmode="none" data-remark-target="mark">the words again, for keys and fingers</textarea>
//         <q data-remark-target="quote"></q> and hidden fields named start, end (code points) and quote
// Whoever marks words in the text is offered "here"; "open" takes the marked words along, or none.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["text", "here", "dialog", "mark", "quote"];

  connect() {
    this.looks = () => this.#look();
    document.addEventListener("selectionchange", this.looks);
  }

  disconnect() {
    document.removeEventListener("selectionchange", this.looks);
  }

  open(event) {
    const isHere = this.hasHereTarget && event.currentTarget === this.hereTarget;
    this.dialogTarget.showModal();
    const [start, end] = isHere ? this.marked : [0, 0];
    this.#tell(start, end);
    this.markTarget.setSelectionRange(start, end);
    if (isHere) this.dialogTarget.querySelector("[name=comment]").focus();
  }

  // The field is for marking: one can move in it, but not write. (In one that is "readonly" the arrow keys do nothing.)
  refuse(event) {
    event.preventDefault();
  }

  // Pressing the button must not take the marked words away before it is heard.
  keep(event) {
    event.preventDefault();
  }

  close() {
    this.dialogTarget.close();
  }

  // In the field of the dialog, where Shift and the arrows mark, and fingers do.
  choose() {
    const { selectionStart, selectionEnd } = this.markTarget;
    if (selectionStart !== selectionEnd) this.#tell(selectionStart, selectionEnd);
  }

  #look() {
    const marked = this.#selected();
    if (marked) this.marked = marked;
    if (this.hasHereTarget) this.hereTarget.hidden = !marked;
  }

  #selected() {
    const selection = document.getSelection();
    if (!this.hasTextTarget || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.textTarget.contains(range.startContainer) || !this.textTarget.contains(range.endContainer)) return null;
    const [start, end] = [this.#upTo(range.startContainer, range.startOffset), this.#upTo(range.endContainer, range.endOffset)];
    return start < end ? [start, end] : null;
  }

  #upTo(node, offset) {
    const range = document.createRange();
    range.setStart(this.textTarget, 0);
    range.setEnd(node, offset);
    const part = range.cloneContents();
    for (const gone of part.querySelectorAll("del")) gone.remove();
    return part.textContent.length;
  }

  #tell(start, end) {
    const text = this.markTarget.value;
    const { elements } = this.markTarget.form;
    elements.start.value = [...text.slice(0, start)].length;
    elements.end.value = [...text.slice(0, end)].length;
    elements.quote.value = text.slice(start, end);
    this.quoteTarget.textContent = text.slice(start, end);
    this.quoteTarget.hidden = start === end;
  }
}
