// What is replaced while it has the focus hands it on, so that nobody with a keyboard is thrown back to the top: to its
// successor with the same id or address, to what opened its dialog, else to the nearest part with an id that is still there.
let last = null;
let before = null; // what had it before a dialog opened

const ADDRESSES = ["hx-get", "href"];

function known(element) {
  const ids = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) if (each.id) ids.push(each.id);
  const twins = ADDRESSES.filter((name) => element.hasAttribute(name)).map((name) => `main [${name}="${CSS.escape(element.getAttribute(name))}"]`);
  return { element, ids, twins, isInDialog: element.closest("dialog") !== null };
}

function* heirs({ element, ids, twins }) {
  yield element;
  if (element.id) yield document.getElementById(element.id);
  for (const twin of twins) yield document.querySelector(twin);
  for (const id of ids) yield document.getElementById(id);
}

document.addEventListener("focusin", ({ target }) => {
  const fresh = known(target);
  if (fresh.isInDialog && !last?.isInDialog) before = last;
  last = fresh;
});

// Who points at something with a mouse or finger has left the keys.
document.addEventListener("pointerdown", () => { last = before = null; }, true);

function take(element) {
  if (!element?.isConnected || element.disabled || !element.checkVisibility()) return false;
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return true;
  element.tabIndex = -1; // a part: the next Tab goes to the first thing in it
  element.dataset.heir = "";
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

document.addEventListener("htmx:afterSettle", () => {
  if (!last || document.activeElement !== document.body) return;
  const line = last.isInDialog && before && !last.element.isConnected ? [before, last] : [last, ...(before ? [before] : [])];
  for (const each of line) for (const heir of heirs(each)) if (take(heir)) return;
});
