"""A figure that somebody types moves the course of an objective: on its chapter, in the drawing, and on Today."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit, Visitor
from .test_strategy import violations

pytestmark = pytest.mark.journey
OBJECTIVES, FOLLOWERS, FIGURES = (f"/w/harbour/strategy/{page}/" for page in ("objectives", "followers", "figures"))


def type_figure(visitor: Visitor, what: str, value: str) -> None:
    visitor.go(FIGURES)
    page = visitor.page
    page.locator("select[name=what]").select_option(label=what)
    page.locator("input[name=value]").fill(value)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("It is written down.")).to_be_visible()


def line_of(page: Page, name: str) -> str:
    """What stands under an objective or a follower plan about how it goes."""
    return page.locator("main li", has=page.get_by_text(name, exact=True)).locator(".course__pace").first.inner_text()


def test_a_typed_figure_moves_the_pace_of_an_objective(harbour_house: House, visit: Visit) -> None:
    ravi = visit(harbour_house)
    page = ravi.sign_in("ravi")
    ravi.go(OBJECTIVES)
    before = line_of(page, "More new faces in the quiet hours")
    assert "slower than planned" in before
    type_figure(ravi, "More new faces in the quiet hours", "29")
    ravi.go(OBJECTIVES)
    after = line_of(page, "More new faces in the quiet hours")
    assert after.startswith("29, ahead of plan: 25 by now")
    assert "on its way" in after
    page.get_by_role("link", name=re.compile("^how it goes ?: More new faces")).click()
    expect(page.locator(".course__chart .course__word--here")).to_have_text("29")
    expect(page.locator("#figures tbody tr").first).to_contain_text("Typed by Ravi")
    page.get_by_text("The same as a table").click()
    expect(page.locator(".course__table").first.get_by_role("row").filter(has_text="29").first).to_be_visible()
    ravi.go("/w/harbour/")
    expect(page.locator(".today__course")).to_contain_text("29 of 30")
    assert ravi.complaints == []


def test_a_typed_follower_count_begins_a_course_and_few_figures_are_said(harbour_house: House, visit: Visit) -> None:
    ravi = visit(harbour_house)
    page = ravi.sign_in("ravi")
    ravi.go(FOLLOWERS)
    assert "no figure yet" in line_of(page, "Instagram")
    type_figure(ravi, "Followers on Instagram", "860")
    ravi.go(FOLLOWERS)
    assert "no figure yet" not in line_of(page, "Instagram")
    page.get_by_role("link", name=re.compile("^how it goes ?: Instagram")).click()
    expect(page.locator("#course > p")).to_contain_text("Not enough figures yet")
    expect(page.locator(".course__fan")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_course_is_read_on_a_phone(harbour_house: House, visit: Visit, theme: str) -> None:
    greta = visit(harbour_house, width=390, color_scheme=theme)
    page = greta.sign_in("greta")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    greta.go(FOLLOWERS)
    page.get_by_role("link", name=re.compile("^how it goes ?: Mastodon")).click()
    chart = page.locator("svg.course__chart")
    expect(chart).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    words = json.loads(
        str(
            page.evaluate("""JSON.stringify([...document.querySelectorAll('svg.course__chart text')].map((word) => {
            const box = word.getBoundingClientRect()
            return [box.left, box.right, parseFloat(getComputedStyle(word).fontSize)]
        }))""")
        )
    )
    assert words
    assert all(left >= 0 and right <= 390 and size >= 12 for left, right, size in words)
    for reveal in page.locator("#course summary").all():
        reveal.click()
    assert violations(page) == []
