"""The strategy's pages and the approvals, in a browser: axe finds nothing, a phone begins at the chapter."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHAPTERS = (
    "people", "objectives", "content", "visibility", "followers", "kpis", "funnel", "networks", "situation",
)  # fmt: skip
READ = ("", *(f"{chapter}/" for chapter in CHAPTERS), "findings/", "versions/", "decisions/", "figures/", "complete/")
WRITTEN = ("draft/", "draft/chapters/content/", "draft/changes/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_strategy(harbour_house: House, visit: Visit, theme: str) -> None:
    ana = visit(harbour_house, color_scheme=theme)
    page = ana.sign_in("ana")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    for path in READ:
        ana.go(f"/w/harbour/strategy/{path}")
        assert violations(page) == [], path
    ana.go("/w/harbour/strategy/")
    prepare = page.locator("form[action$='/draft/prepare/'] button")
    if prepare.count():
        prepare.first.click()
        page.wait_for_url("**/draft/")
    for path in WRITTEN:
        ana.go(f"/w/harbour/strategy/{path}")
        assert violations(page) == [], path
        assert page.locator("main .button--action:visible").count() <= 1, path


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_approvals(harbour_house: House, visit: Visit, width: int) -> None:
    cleo = visit(harbour_house, width=width)
    page = cleo.sign_in("cleo")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    cleo.go("/w/harbour/approvals/")
    assert violations(page) == []


def test_yes_takes_along_what_was_typed_and_not_noted(harbour_house: House, visit: Visit) -> None:
    cleo = visit(harbour_house)
    page = cleo.sign_in("cleo")
    cleo.go("/w/harbour/approvals/")
    asked, count = page.locator("article.asked").first, page.locator("article.asked").count()
    asked.get_by_role("button", name="Not yet").click()
    asked.locator("dialog[open] textarea[name=comment]").fill("Nice, but check the day.")
    asked.locator("dialog[open]").get_by_role("button", name="Back", exact=True).click()
    asked.get_by_role("button", name=re.compile("^Yes, for")).first.click()
    expect(page.get_by_text("Your yes is given.")).to_be_visible()
    expect(page.locator("article.asked")).to_have_count(count - 1)
    ben = visit(harbour_house)
    written = ben.sign_in("ben")
    expect(written.locator("main")).to_contain_text("Nice, but check the day.")


def test_phone_begins_at_the_chapter_that_is_read(harbour_house: House, visit: Visit) -> None:
    ana = visit(harbour_house, width=390)
    page = ana.sign_in("ana")
    ana.go("/w/harbour/strategy/networks/")
    here = page.locator(".strategy__tabs [aria-current]").bounding_box()
    assert here is not None
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= 390


def violations(page: Page) -> list[tuple[str, list[str]]]:
    page.add_script_tag(path=str(AXE))
    found = json.loads(str(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))")))
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]
