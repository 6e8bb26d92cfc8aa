// htmx as we use it: nothing is evaluated, nothing leaves our own address, private pages are kept nowhere, and a
// refused form (422) comes back with what was typed.
import htmx from "htmx.org/dist/htmx.esm.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  historyEnabled: true,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
  globalViewTransitions: false,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

const token = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
});

window.htmx = htmx;
export default htmx;
