"""Answers that come late, or after a later one: what was pressed is done, and what was done stays on the page."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.house import House

from .conftest import Visit
from .test_composing import begin

pytestmark = pytest.mark.journey


class HeldBack:
    """The next answer of an address: fetched, and kept until it is let go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.kept: list[tuple[Route, object]] = []
        page.route(re.compile(address), lambda route: self.kept.append((route, route.fetch())), times=1)

    def wait(self) -> None:
        while not self.kept:
            self.page.wait_for_timeout(20)

    def let_go(self) -> None:
        route, answer = self.kept.pop()
        route.fulfill(response=answer)  # type: ignore[arg-type]


def test_question_pressed_while_the_last_words_are_saved_takes_them_along(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Six o'clock, and the ferry brings the first guests.")
    ask = page.get_by_role("button", name="Ask Cleo for a yes")
    expect(ask).to_be_visible()
    saving = HeldBack(page, r"/posts/\w{12}/write/$")
    page.locator("#words").fill("Seven o'clock, and the ferry brings the first guests.")
    saving.wait()
    page.locator("#words").press_sequentially(" They are")
    ask.click()
    saving.let_go()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    page.reload()
    expect(page.locator("main")).to_contain_text("first guests. They are")
    assert ben.complaints == []


def test_page_asked_for_before_an_act_does_not_bring_back_what_was(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Nobody leaves the harbour without a cup.")
    ask = page.get_by_role("button", name="Ask Cleo for a yes")
    expect(ask).to_be_visible()
    beside = HeldBack(page, r"/posts/\w{12}/beside/")
    page.locator("#words").fill("Nobody leaves the harbour without two cups.")
    beside.wait()
    ask.click()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    with page.expect_response(re.compile(r"/beside/"), timeout=10_000):
        beside.let_go()
    page.wait_for_timeout(300)
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    assert ben.complaints == []


def test_button_held_down_is_not_exchanged(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Two cups, one table.")
    ask = page.get_by_role("button", name="Ask Cleo for a yes")
    expect(ask).to_be_visible()
    beside = HeldBack(page, r"/posts/\w{12}/beside/")
    page.locator("#words").fill("Three cups, one table.")
    beside.wait()
    ask.hover()
    page.mouse.down()
    with page.expect_response(re.compile(r"/beside/")):
        beside.let_go()
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    assert ben.complaints == []
