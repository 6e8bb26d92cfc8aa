"""In a real browser: somebody is away, what waits for them comes to a colleague, and goes back by itself."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
YES = re.compile("^Yes, for")
THEN = (  # time cannot be turned on in a house that runs; the cover is laid into the past instead
    "from datetime import timedelta; from django.db.models import F; from convivial.team.models import Cover;"
    "Cover.objects.filter(note='The quay is closed on Thursday.').update("
    "begins_at=F('begins_at') - timedelta(days=30), ends_at=F('ends_at') - timedelta(days=30))"
)


def test_approvals_come_to_the_colleague_and_go_back_by_themselves(harbour_house: House, visit: Visit) -> None:
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    mina = visit(harbour_house)
    colleague = mina.sign_in("mina")
    mina.go("/w/harbour/approvals/")
    expect(colleague.locator("article.asked").first).to_be_visible()
    expect(colleague.get_by_role("button", name=YES)).to_have_count(0)

    cleo = visit(harbour_house, width=390)
    page = cleo.sign_in("cleo")
    cleo.go("/w/harbour/team/away/")
    page.get_by_label("First day away").fill(today.isoformat())
    page.get_by_label("Last day away").fill((today + timedelta(days=2)).isoformat())
    page.get_by_label("Who covers?").select_option(label="Mina (Community manager)")
    page.get_by_label("Whoever covers may say yes in this time").check()
    page.get_by_label("What should they know?").fill("The quay is closed on Thursday.")
    page.get_by_role("button", name="I am away then").click()
    expect(page.locator("main")).to_contain_text("Mina covers")

    mina.go("/w/harbour/")
    expect(colleague.locator(".covering")).to_contain_text("You cover for Cleo until")
    expect(colleague.locator(".covering")).to_contain_text("The quay is closed on Thursday.")
    colleague.locator(".covering").get_by_role("link", name="The brief").click()
    expect(colleague.locator("main")).to_contain_text("The quay is closed on Thursday.")
    mina.go("/w/harbour/approvals/")
    count = colleague.locator("article.asked").count()
    colleague.locator("article.asked").first.get_by_role("button", name=YES).first.click()
    expect(colleague.get_by_text("Your yes is given.")).to_be_visible()
    expect(colleague.locator("article.asked")).to_have_count(count - 1)
    mina.go("/w/harbour/journal/")
    expect(colleague.locator("main")).to_contain_text("in the place of Cleo")

    harbour_house.command("shell", "-c", THEN)
    mina.go("/w/harbour/")
    expect(colleague.locator(".covering")).to_have_count(0)
    mina.go("/w/harbour/approvals/")
    expect(colleague.get_by_role("button", name=YES)).to_have_count(0)
    cleo.go("/w/harbour/approvals/")
    expect(page.get_by_role("button", name=YES).first).to_be_visible()
    assert mina.complaints == cleo.complaints == []
