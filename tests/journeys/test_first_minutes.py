"""The first minutes of somebody who has never seen the house: from its first page to a post on a timeline."""

import re

import pytest
from playwright.sync_api import expect

from convivial.demo.cast import PASSWORD
from tests.house import House

from .conftest import Visit, Visitor

pytestmark = pytest.mark.journey

CLICKS = 10


class Counting:
    """Clicks as a person does, and counts."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.clicks = visitor, 0

    def click(self, name: str | re.Pattern[str], role: str = "button") -> None:
        self.visitor.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.clicks += 1


def enter(hand: Counting, house: House) -> None:
    """From the address on the console to the first page of a workspace."""
    page = hand.visitor.page
    page.goto(re.findall(r"http://\S+/welcome/\S+", house.log)[0])
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("E-mail").fill("ana@harbour.example")
    page.get_by_label("Password").fill(PASSWORD)
    hand.click("Open the house")
    page.get_by_role("textbox", name="What is your organisation called?").fill("Harbour Coffee")
    hand.click("Begin")


def test_from_the_first_page_to_the_practice_timeline_in_under_ten_clicks(empty_house: House, visit: Visit) -> None:
    visitor = visit(empty_house)
    hand, page = Counting(visitor), visitor.page
    enter(hand, empty_house)
    hand.click("Write")
    page.get_by_role("textbox").first.fill("The ferry at six brings our first guests. #HarbourCoffee")
    hand.click(re.compile("^Publish now to"))
    expect(page.get_by_text("Published", exact=True).first).to_be_visible()
    with page.context.expect_page() as opened:
        hand.click("See it there", role="link")
    expect(opened.value.get_by_text("The ferry at six brings our first guests.")).to_be_visible()
    assert hand.clicks < CLICKS
    assert visitor.complaints == []


def test_the_first_page_is_gone_once_somebody_lives_there(empty_house: House, visit: Visit) -> None:
    answer = visit(empty_house).page.goto(f"{empty_house.address}/welcome/")
    assert answer is not None
    assert answer.status == 404
