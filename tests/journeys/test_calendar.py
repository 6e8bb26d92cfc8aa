"""In a real browser: a card is dragged to another day, moved by words, and brought back."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


LEFT = timedelta(days=6)  # so much of the shown month lies ahead, whatever day it is


@pytest.fixture
def month(harbour_house: House, visit: Visit) -> Iterator[Page]:
    ben = visit(harbour_house)
    ben.sign_in("ben")
    page = ben.go(f"/w/harbour/calendar/?on={datetime.now(ZoneInfo('Europe/Berlin')) + LEFT:%Y-%m-%d}")
    page.wait_for_load_state("networkidle")
    yield page
    # A form that comes back with a reason is a 422, which the browser's console calls an error.
    assert [said for said in ben.complaints if "422" not in said] == []


def day_of(page: Page, card: Locator) -> str:
    return str(card.locator("xpath=ancestor::td").get_attribute("data-value"))


def waiting(page: Page) -> tuple[Locator, str]:
    """A card that may move and stands in the middle, and the address by which it is found again."""
    cards = page.locator("td .entry[data-address*='/publications/']")
    card = cards.nth(cards.count() // 2)
    return card, str(card.get_attribute("data-address"))


def a_later_day(page: Page) -> Locator:
    return page.locator("td.day:not(.day--past)").last


def test_card_is_dragged_to_another_day_and_brought_back(month: Page) -> None:
    card, address = waiting(month)
    home, time = day_of(month, card), card.locator("b").inner_text()
    place = a_later_day(month)
    there = place.get_attribute("data-value")
    assert there != home
    card.drag_to(place, target_position={"x": 60, "y": 20})
    moved = month.locator(f"td[data-value='{there}'] .entry[data-address='{address}']")
    expect(moved).to_be_visible()
    assert moved.locator("b").inner_text() == time
    expect(month.locator(".toast")).to_contain_text(time)
    month.get_by_role("button", name="Undo").click()
    expect(month.locator(f"td[data-value='{home}'] .entry[data-address='{address}']")).to_be_visible()


def test_card_is_carried_with_the_arrows(month: Page) -> None:
    card, address = waiting(month)
    home = month.locator("td.day").all_text_contents().index(card.locator("xpath=ancestor::td").text_content() or "")
    card.get_by_role("link").focus()
    month.keyboard.press("Space")
    month.keyboard.press("ArrowLeft")
    expect(month.locator("[data-drag-target=said]")).not_to_be_empty()
    month.keyboard.press("Enter")
    there = month.locator("td.day").nth(home - 1)
    expect(there.locator(f".entry[data-address='{address}']")).to_be_visible()


def test_card_is_moved_with_words_and_the_keyboard(month: Page) -> None:
    card, address = waiting(month)
    button = card.get_by_role("button")
    button.focus()
    month.keyboard.press("Enter")
    expect(month.locator("input[name=when]")).to_be_focused()
    month.keyboard.type(f"{a_later_day(month).get_attribute('data-value')} 6:15", delay=30)
    expect(month.locator("#understood")).to_contain_text("06:15 Berlin time")
    month.keyboard.press("Enter")
    expect(month.get_by_role("dialog")).to_have_count(0)
    expect(month.locator(f"td .entry[data-address='{address}'] b")).to_have_text("06:15")


def test_words_that_mean_nothing_stay_and_are_answered(month: Page) -> None:
    card, _ = waiting(month)
    card.get_by_role("button").focus()
    month.keyboard.press("Enter")
    expect(month.locator("input[name=when]")).to_be_focused()
    month.keyboard.type("one fine day")
    month.keyboard.press("Enter")
    expect(month.get_by_role("alert")).to_be_visible()
    expect(month.locator("input[name=when]")).to_have_value("one fine day")
    month.keyboard.press("Escape")
    expect(month.locator("dialog[open]")).to_have_count(0)


def test_draft_is_dragged_onto_a_day(month: Page) -> None:
    draft = month.locator("#tray .entry").first
    words = draft.locator(".entry__words").inner_text()[:20]
    place = a_later_day(month)
    there = place.get_attribute("data-value")
    draft.drag_to(place, target_position={"x": 60, "y": 20})
    expect(month.locator(f"td[data-value='{there}'] .entry--draft")).to_contain_text(words)


def test_filters_stand_in_the_address(month: Page) -> None:
    month.goto(re.sub(r"\?.*", f"?on={datetime.now(ZoneInfo('Europe/Berlin')) - LEFT:%Y-%m-%d}", month.url))
    month.get_by_role("button", name="All posts").click()
    month.locator("#choosing select[name=state]").select_option("published")
    month.locator("#choosing").get_by_role("button", name="Show").click()
    expect(month).to_have_url(re.compile("state=published"))
    assert month.locator("td .entry").count() == month.locator("td .entry--published").count() > 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(harbour_house: House, visit: Visit, theme: str) -> None:
    ana = visit(harbour_house, color_scheme=theme)
    page = ana.sign_in("ana")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    for path in ("", "calendar/", "calendar/week/", "calendar/list/", "notices/", "notices/wishes/", "house/"):
        ana.go(f"/w/harbour/{path}")
        page.add_script_tag(path=str(AXE))
        found = json.loads(str(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")))
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]
        assert told == [], path
