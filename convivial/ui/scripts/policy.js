// The one Trusted-Types policy of the page. Whatever becomes HTML passes through it: our own htmx and data
// attributes stay, scripts, handlers, frames and foreign addresses do not.
import DOMPurify from "dompurify";

const HX = new Set([
  "hx-get", "hx-post", "hx-target", "hx-swap", "hx-swap-oob", "hx-trigger", "hx-select", "hx-select-oob", "hx-push-url",
  "hx-replace-url", "hx-include", "hx-indicator", "hx-disabled-elt", "hx-sync", "hx-vals", "hx-encoding", "hx-params",
  "hx-preserve", "hx-boost", "hx-confirm",
]);
const ADDRESSES = new Set(["hx-get", "hx-post"]);
const KEPT = [
  "popover", "popovertarget", "popovertargetaction", "form", "formaction", "formmethod", "formnovalidate", "target",
  "abbr", "inert", "inputmode", "enterkeyhint", "autofocus", "spellcheck", "translate", "loading", "decoding", "command", "commandfor",
];
const isOurs = (address) => /^\/(?!\/)|^\?|^#/.test(address);

const settings = {
  ADD_ATTR: KEPT,
  ADD_TAGS: ["use"],
  FORBID_TAGS: ["style", "iframe", "object", "embed", "base", "meta", "link", "math"],
  FORBID_ATTR: ["style"],
  SANITIZE_DOM: false, // it would take name="title" and other honest names from our fields
};

DOMPurify.addHook("uponSanitizeAttribute", (node, data) => {
  const { attrName: name, attrValue: value } = data;
  if (HX.has(name)) {
    const isKept = ADDRESSES.has(name) ? isOurs(value) : !/^\s*(js|javascript):/i.test(value);
    data.forceKeepAttr = isKept;
    data.keepAttr = isKept;
  }
  if (node.localName === "use" && /href$/.test(name)) data.keepAttr = isOurs(value);
});

// A parser swallows the first line break of a textarea; give it one to swallow.
DOMPurify.addHook("afterSanitizeElements", (node) => {
  if (node.localName === "textarea" && node.textContent.startsWith("\n")) node.textContent = `\n${node.textContent}`;
});

export function clean(html) {
  const isPage = /^\s*<(!doctype|html)/i.test(html);
  return DOMPurify.sanitize(html, { ...settings, WHOLE_DOCUMENT: isPage, FORCE_BODY: !isPage });
}

if (window.trustedTypes?.createPolicy) window.trustedTypes.createPolicy("default", { createHTML: clean });
