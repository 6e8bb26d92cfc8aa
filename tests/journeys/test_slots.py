"""In a real browser: a month is proposed, accepted, and a post written from one of its places."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def in_two_months() -> str:
    """A day in a month that is empty yet."""
    return f"{datetime.now(ZoneInfo('Europe/Berlin')) + timedelta(days=62):%Y-%m-15}"


def told(page: Page, pillar: str) -> str:
    """What the mix says about a pillar: "2 open"."""
    return page.locator(".mix li", has_text=pillar).locator("small").inner_text()


def test_month_is_proposed_accepted_and_a_post_written_from_it(harbour_house: House, visit: Visit) -> None:
    month = in_two_months()
    ana = visit(harbour_house)
    page = ana.sign_in("ana")
    ana.go(f"/w/harbour/calendar/?on={month}")
    page.get_by_role("link", name="Propose a month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A proposal for")
    places = page.locator("input[name=place]")
    count = places.count()
    assert count > 8
    places.first.uncheck()
    page.get_by_role("button", name="Accept what is ticked").click()
    expect(page.locator(".toast").first).to_contain_text(f"{count - 1} places stand in the calendar.")
    expect(page.locator("td .entry--open")).to_have_count(count - 1)

    ben = visit(harbour_house)
    desk = ben.sign_in("ben")
    ben.go(f"/w/harbour/calendar/?on={month}")
    desk.wait_for_load_state("networkidle")
    place = desk.locator("td .entry--open").nth(2)
    pillar = place.locator(".entry__words").inner_text().removeprefix("Open: ")
    day, hour = str(place.locator("xpath=ancestor::td").get_attribute("data-value")), place.locator("b").inner_text()
    before = told(desk, pillar)
    place.get_by_role("link").click()
    expect(desk.get_by_role("dialog")).to_contain_text(pillar)
    desk.get_by_role("dialog").get_by_role("button", name="Write").click()
    desk.wait_for_url(re.compile("/posts/"))
    expect(desk.locator("#when")).to_contain_text(hour)
    expect(desk.locator(".ties__pillar[aria-pressed=true]")).to_have_text(pillar)
    desk.locator("textarea[name=text]").fill("Nadia roasts at six.")
    expect(desk.locator("#composer-saved")).to_contain_text("Saved")

    ben.go(f"/w/harbour/calendar/?on={month}")
    desk.wait_for_load_state("networkidle")
    card = desk.locator(f"td[data-value='{day}'] .entry--draft")
    expect(card).to_contain_text("Nadia roasts at six.")
    assert card.locator("b").inner_text() == hour
    after = told(desk, pillar)
    assert "1 draft" in after
    assert _open(after) == _open(before) - 1
    assert [said for said in [*ana.complaints, *ben.complaints] if "422" not in said] == []


def _open(words: str) -> int:
    found = re.search(r"(\d+) open", words)
    return int(found[1]) if found else 0


def test_place_is_dragged_carried_with_the_arrows_and_thrown_away(harbour_house: House, visit: Visit) -> None:
    month = in_two_months()
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    ben.go(f"/w/harbour/calendar/?on={month}")
    page.wait_for_load_state("networkidle")
    card = page.locator("td .entry--open[data-address]").nth(4)
    address, hour = str(card.get_attribute("data-address")), card.locator("b").inner_text()
    there = str(page.locator("td.day:not(:has(.entry))").first.get_attribute("data-value"))
    card.drag_to(page.locator(f"td[data-value='{there}']"), target_position={"x": 60, "y": 40})
    moved = page.locator(f"td[data-value='{there}'] .entry[data-address='{address}']")
    expect(moved).to_be_visible()
    assert moved.locator("b").inner_text() == hour
    page.get_by_role("button", name="Undo").click()
    expect(moved).to_have_count(0)
    again = page.locator(f"td .entry[data-address='{address}']")
    home = page.locator("td.day").all_text_contents().index(again.locator("xpath=ancestor::td").text_content() or "")
    again.get_by_role("link").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    carried = page.locator("td.day").nth(home + 1).locator(f".entry[data-address='{address}']")
    expect(carried).to_be_visible()
    carried.get_by_role("link").click()
    page.get_by_role("dialog").get_by_role("button", name="Throw away").click()
    expect(page.locator(f"td .entry[data-address='{address}']")).to_have_count(0)
    page.locator(".toast", has_text="Thrown away").get_by_role("button", name="Undo").click()
    expect(page.locator(f"td .entry[data-address='{address}']")).to_have_count(1)
    assert ben.complaints == []


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing(harbour_house: House, visit: Visit, theme: str, width: int) -> None:
    ana = visit(harbour_house, width=width, color_scheme=theme)
    page = ana.sign_in("ana")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    ana.go(f"/w/harbour/calendar/list/?on={in_two_months()}")
    slot = str(page.locator("a[href*='/slots/']:not([href*=propose])").first.get_attribute("href"))
    for path in ("/w/harbour/slots/propose/", slot, f"/w/harbour/calendar/?on={in_two_months()}"):
        ana.go(path)
        page.add_script_tag(path=str(AXE))
        found = json.loads(str(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")))
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == [], path
