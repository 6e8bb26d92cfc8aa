"""From Today to a scheduled practice post and its yes, without a mouse; the focus is never thrown away on the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit, Visitor

pytestmark = pytest.mark.journey
WORDS = "Written with the keys alone, before the first ferry."


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Presses Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in str(page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")):
            return
    raise AssertionError(f"No Tab leads to “{name}”")


def has_focus(page: Page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_focused()


def ask(ben: Visitor) -> None:
    page = ben.sign_in("ben")
    page.keyboard.press("c")
    page.wait_for_url("**/posts/**")
    has_focus(page, "#words")
    page.keyboard.type(WORDS)
    tab_to(page, "Choose a day and time")
    page.keyboard.press("Enter")
    has_focus(page, "#plan-when")
    page.keyboard.press("Escape")
    has_focus(page, "#when")
    page.keyboard.press("Enter")
    page.keyboard.type("tomorrow 9")
    page.keyboard.press("Enter")
    expect(page.locator("#when")).to_contain_text("09:00")
    has_focus(page, "#when")
    tab_to(page, "Ask Cleo for a yes")
    page.keyboard.press("Enter")
    expect(page.locator("#composer-foot")).to_contain_text("Take the question back")
    has_focus(page, "#composer-foot")


def answer(cleo: Visitor) -> None:
    page = cleo.sign_in("cleo")
    page.keyboard.press("Control+k")
    page.keyboard.type("approvals")
    expect(page.locator("#palette [role=option]:not([hidden])").first).to_contain_text("Approvals")
    page.keyboard.press("Enter")
    page.wait_for_url("**/approvals/")
    asked = page.locator(".asked", has_text=WORDS)
    for _ in range(9):
        page.keyboard.press("j")
        if asked.evaluate("element => element.contains(document.activeElement)"):
            break
    tab_to(page, "Not yet")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(asked).to_have_count(0)
    has_focus(page, "#approvals")


def test_keys_alone_lead_from_today_to_a_scheduled_post_and_its_yes(harbour_house: House, visit: Visit) -> None:
    ben, cleo = visit(harbour_house), visit(harbour_house)
    ask(ben)
    address = ben.page.url
    answer(cleo)
    page = ben.page
    page.goto(address)
    expect(page.locator("#composer-foot")).to_contain_text("Goes out")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    assert ben.complaints == cleo.complaints == []
