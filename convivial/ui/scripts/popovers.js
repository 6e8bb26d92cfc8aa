// Menus and explanations stand beside what opened them: below, or above where there is no room; arrows move in menus.
const GAP = 6;

function place(popover, opener) {
  const at = opener.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const isRight = getComputedStyle(popover).direction === "rtl" || popover.dataset.edge === "end";
  const wanted = isRight ? at.right - own.width : at.left;
  const left = Math.max(GAP, Math.min(wanted, innerWidth - own.width - GAP));
  const hasRoom = at.bottom + own.height + 2 * GAP <= innerHeight || at.top < own.height + 2 * GAP;
  const top = hasRoom ? at.bottom + GAP : at.top - own.height - GAP;
  Object.assign(popover.style, { left: `${left}px`, top: `${Math.max(GAP, top)}px` });
}

const openerOf = (popover) => document.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);

document.addEventListener("toggle", (event) => {
  const popover = event.target;
  if (!popover.matches?.(".menu__list, .term__note")) return;
  const opener = event.source ?? openerOf(popover);
  opener?.setAttribute("aria-expanded", event.newState === "open");
  if (event.newState !== "open" || !opener) return;
  place(popover, opener);
  popover.querySelector(".menu__item")?.focus({ preventScroll: true });
}, true);

// What is fetched when a menu opens makes it larger than it was when it was placed.
document.addEventListener("htmx:afterSettle", (event) => {
  const popover = event.target.closest?.(".menu__list:popover-open");
  const opener = popover && openerOf(popover);
  if (opener) place(popover, opener);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu__list");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll(".menu__item:not([disabled])")];
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
});
