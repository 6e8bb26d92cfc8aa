"""In a real browser: a Monday from its gaps to its close, and a review from its first part to the next version."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
EMPTY_WEEKS = (
    "from convivial.publishing.models import Publication;"
    "Publication.objects.filter(state='scheduled').update(state='cancelled')"
)
WORDS = "We said three, and everybody knew which."


def test_monday_leads_from_its_gaps_to_places_and_is_kept_as_it_stood(harbour_house: House, visit: Visit) -> None:
    harbour_house.command("shell", "-c", EMPTY_WEEKS)
    ana = visit(harbour_house)
    page = ana.sign_in("ana")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    ana.go("/w/harbour/monday/")
    expect(page.locator("main")).to_contain_text(re.compile("Mastodon: .*planned for two weeks"))
    expect(page.locator("main")).to_contain_text("Cleo is away")
    assert violations(page) == []
    page.get_by_role("link", name="Propose places").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A proposal for")
    page.get_by_role("button", name="Accept what is ticked").click()
    expect(page.locator(".toast").first).to_contain_text("in the calendar")
    ana.go("/w/harbour/monday/")
    page.get_by_role("link", name="Fill a place").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open")

    ana.go("/w/harbour/monday/")
    page.get_by_text("Write a decision down").click()
    page.get_by_label("What was the question?").fill("Who takes the Sunday?")
    page.get_by_label("What did you decide?").fill("Ben, once a month.")
    page.get_by_label("Why?").fill("He is there anyway.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("main")).to_contain_text("Ben, once a month.")
    page.get_by_role("link", name="Close the meeting").click()
    page.get_by_label("Ben", exact=True).check()
    page.get_by_role("button", name="Close the meeting").click()
    expect(page.locator("main")).to_contain_text("There were:")
    greta = visit(harbour_house, width=390)
    read = greta.sign_in("greta")
    greta.go("/w/harbour/monday/")
    expect(read.locator("main")).to_contain_text("Ben, once a month.")
    expect(read.get_by_text("Write a decision down")).to_have_count(0)
    expect(read.get_by_role("link", name="Fill a place")).to_have_count(0)
    assert read.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert ana.complaints == greta.complaints == []


def test_review_is_led_part_by_part_and_opens_the_next_version(harbour_house: House, visit: Visit) -> None:
    ana = visit(harbour_house)
    page = ana.sign_in("ana")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    ana.go("/w/harbour/review/")
    page.get_by_role("button", name="Begin the review").click()
    page.locator("#group-words").fill(WORDS)
    expect(page.locator(".saved").first).to_contain_text("Saved")
    page.locator("h1").click()
    seen = []
    for _part in range(6):
        seen.append(page.locator("h1").inner_text())
        assert violations(page) == [], seen[-1]
        page.evaluate("document.activeElement.blur()")
        if len(seen) < 6:
            here = page.url
            page.keyboard.press("n")
            page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    assert len(set(seen)) == 6

    page.keyboard.press("5")
    page.wait_for_url(re.compile("/decisions/$"))
    page.get_by_text("Write a decision down").click()
    page.get_by_label("What was the question?").fill("Do we keep Threads?")
    page.get_by_label("What did you decide?").fill("Until spring.")
    page.get_by_label("Why?").fill("It costs an hour a week.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("main")).to_contain_text("Until spring.")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("6")
    page.wait_for_url(re.compile("/next/$"))
    page.get_by_role("button", name="Open the next version").click()
    page.wait_for_load_state()
    ana.go("/w/harbour/strategy/draft/")
    expect(page.locator("main")).to_contain_text("Until spring.")

    ana.go("/w/harbour/review/")
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("link", name="Close the review").first.click()
    page.get_by_label("Mina", exact=True).check()
    page.get_by_role("button", name="Close the review").click()
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).to_contain_text("Mina")
    expect(page.locator("textarea")).to_have_count(0)
    assert violations(page) == []
    assert ana.complaints == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    page.add_script_tag(path=str(AXE))
    found = json.loads(str(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")))
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]
