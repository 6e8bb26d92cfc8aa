"""Every page that is photographed can be used without a mouse and without eyes: axe finds nothing, the keys reach
everything, what has the focus is seen."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.house import House
from tests.journeys.conftest import Visit

from .test_pictures import PAGES, codes  # noqa: F401 - a fixture

pytestmark = pytest.mark.look
AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
SIZES = [(1440, "light"), (390, "dark")]
MOST = 400  # presses of Tab

# What is to be reached; of the radio buttons of one name the keys reach one.
REACHABLE = """() => {
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("dialog:not([open])");
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const found = all.filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && isSeen(one));
  const isOther = (one) => one.type === "radio" && !one.checked;
  window.left = new Set(found.filter((one) => !isOther(one)));
  window.first = null;
  window.hidden = [];
}"""

# Notes what has the focus as reached; false when the keys have left the page. The ring may stand around what holds a
# field, or beside it.
STEP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === window.first) return false;
  window.first ??= here;
  if (here === window.before) return true; // still in the parts of a date
  window.before = here;
  window.left.delete(here);
  const isRing = (is) => (is.outlineStyle !== "none" && parseFloat(is.outlineWidth) > 0) || is.boxShadow !== "none";
  const holders = [here, here.parentElement, here.parentElement.parentElement, here.closest("label, form")];
  const line = here.closest(".paper") && getComputedStyle(here.closest(".paper"), "::before");
  const isMarked = holders.some((one) => one && isRing(getComputedStyle(one))) || Number(line?.opacity) > 0;
  const at = here.getBoundingClientRect();
  const isThere = at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth;
  if (!isThere) window.hidden.push("out of sight: " + here.outerHTML.slice(0, 160));
  else if (!isMarked) window.hidden.push("no ring: " + here.outerHTML.slice(0, 160));
  return true;
}"""


@pytest.mark.parametrize(("width", "theme"), SIZES)
@pytest.mark.parametrize(("name", "person", "address"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_is_used_without_a_mouse_and_without_eyes(
    harbour_house: House,
    visit: Visit,
    name: str,
    person: str,
    address: str,
    width: int,
    theme: str,
    codes: dict[str, str],  # noqa: F811
) -> None:
    visitor = visit(harbour_house, width=width, color_scheme=theme, bypass_csp=True)
    if person:
        visitor.sign_in(person)
    page = visitor.go(address.format(**codes))
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert unreached(page) == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    page.add_script_tag(content=AXE)
    found = json.loads(str(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")))
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]


def unreached(page: Page) -> list[str]:
    """Begins at the top of the page and presses Tab until the keys leave it."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.evaluate(REACHABLE)
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if not page.evaluate(STEP):
            break
    left: list[str] = page.evaluate("[...window.left].map((one) => one.outerHTML.slice(0, 160))")
    hidden: list[str] = page.evaluate("window.hidden")
    return [*(f"not reached: {one}" for one in left[:4]), *hidden[:4]]
