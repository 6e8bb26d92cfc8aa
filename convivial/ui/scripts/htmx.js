// htmx as we use it: nothing is evaluated, nothing leaves our own address, private pages are kept nowhere, and a
// refused form (422) comes back with what was typed.
import htmx from "htmx.org/dist/htmx.esm.js";
import { csrf, hasEnded, wayBack } from "./session.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  defaultSettleDelay: 0, // a form that has just come is ours at once: who types fast would send it past us otherwise
  scrollIntoViewOnBoost: false,
  attributesToSettle: ["class"], // a style that a script gave is not carried over as an attribute: the policy forbids those
  timeout: 60000,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrf();
});

// A part of a page must never become the sign-in page: the whole page goes there and comes back.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (!hasEnded(xhr.status, xhr.responseURL)) return;
  event.detail.shouldSwap = false;
  location.assign(wayBack());
});

// A part that comes by itself says data-gentle: it does not replace one in which somebody has just opened something, types,
// holds a button down or waits for an answer, nor one that says the same data-version.
document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment }, detail }) => {
  const fresh = fragment.firstElementChild;
  if (!fresh?.hasAttribute("data-gentle")) return;
  const here = document.activeElement;
  const isTyping = target.contains(here) && here.matches("input:not([type=file]), textarea, select");
  const isSame = fresh.dataset.version !== undefined && fresh.dataset.version === target.dataset.version;
  if (isTyping || isSame || target.querySelector("dialog[open], :popover-open, .htmx-request, :active")) detail.shouldSwap = false;
});

// What went wrong is said in the page's own words, kept in a template of ui/messages.html.
function say(name) {
  const words = document.querySelector(`template[data-toast="${name}"]`);
  if (words) document.getElementById("toasts").append(words.content.cloneNode(true));
}
document.addEventListener("htmx:sendError", () => say("away"));
document.addEventListener("htmx:timeout", () => say("away"));
document.addEventListener("htmx:responseError", ({ detail }) => say(detail.xhr.status === 403 ? "refused" : "failed"));

window.htmx = htmx;
export default htmx;
