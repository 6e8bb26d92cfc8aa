"""Stories beside the straight way: somebody else runs it, a post is taken down, a visit ends while one writes, a
phone in the pocket, a house that speaks German."""

import re

import pytest
from playwright.sync_api import expect

from convivial.demo.cast import PASSWORD
from tests.house import House

from .conftest import Visit
from .test_composing import begin

pytestmark = pytest.mark.journey

GERMAN = "from convivial.team.models import User; User.objects.filter(email__in={people}).update(language='de')"


def test_whoever_installs_hands_over_and_sees_nothing_of_what_is_written(empty_house: House, visit: Visit) -> None:
    ivo = visit(empty_house)
    page = ivo.page
    page.goto(re.findall(r"http://\S+/welcome/\S+", empty_house.log)[0])
    page.get_by_label("Name").fill("Ivo")
    page.get_by_label("E-mail").fill("ivo@harbour.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the house").click()
    page.locator("input[name=door][value=other]").check()
    form = page.locator("form:has(input[name=who][value=other])")
    form.get_by_label("Name", exact=True).fill("Ana")
    form.get_by_label("E-mail").fill("ana@harbour.example")
    form.get_by_label("What is your organisation called?").fill("Harbour Coffee")
    form.get_by_role("button", name="Make the link for them").click()
    link = page.get_by_label("The link").input_value()

    ana = visit(empty_house)
    ana.page.goto(link)
    ana.page.get_by_label("Your name").fill("Ana")
    ana.page.get_by_label("Password").fill(PASSWORD)
    ana.page.locator("form button.button--action").click()
    begin(ana.page, "Nobody but us reads this.")
    address = ana.page.url

    for there in (address, address.split("posts/")[0], f"{address.split('posts/')[0]}journal/"):
        answer = page.goto(there)
        assert answer is not None
        assert answer.status == 404
        assert "Nobody but us" not in page.content()
    page.goto(f"{empty_house.address}/desk/")
    expect(page.locator("main")).not_to_contain_text("Nobody but us")
    assert ana.complaints == []


def test_a_published_post_is_taken_down(harbour_house: House, visit: Visit) -> None:
    omar = visit(harbour_house)
    page = omar.sign_in("omar")
    omar.go("/w/museum/")
    begin(page, "The lamp burns from five. Or from six?")
    page.get_by_role("button", name=re.compile("^Publish now to")).click()
    expect(page.get_by_text("Published", exact=True).first).to_be_visible(timeout=30_000)
    there = page.get_by_role("link", name="See it there").first.get_attribute("href") or ""
    page.get_by_role("button", name="Take it down", exact=True).click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("That cannot be undone.")
    asked.get_by_role("button", name=re.compile("^Take it down from")).click()
    expect(page.get_by_text("Taken down", exact=True).first).to_be_visible(timeout=30_000)
    page.goto(there if there.startswith("http") else harbour_house.address + there)
    expect(page.locator("main")).not_to_contain_text("The lamp burns from five.")
    assert omar.complaints == []


def test_a_visit_that_ends_while_one_writes_loses_nothing(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The ferry at six.")
    address = page.url
    other = ben.context.new_page()
    other.goto(f"{harbour_house.address}/account/")
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url(lambda url: "/account/sign-in" in url)
    page.locator("#words").fill("The ferry at six, and Nadia on it.")
    said = page.locator("#composer-saved")
    expect(said).to_contain_text("You were signed out")
    said.get_by_role("link").click()
    page.locator("input[name=login]").fill("ben@harbour.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=login]) button.button--action").click()
    page.wait_for_url(address)
    expect(page.locator("#words")).to_have_value("The ferry at six, and Nadia on it.")
    expect(said).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#words")).to_have_value("The ferry at six, and Nadia on it.")


def test_on_a_phone_from_the_words_to_the_yes_to_the_moment(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house, width=390, height=844, has_touch=True)
    page = ben.sign_in("ben")
    ben.go("/w/harbour/posts/new/")
    page.locator("textarea[name=text]").fill("Cups from a pocket.")
    page.get_by_role("button", name="Go on").tap()
    expect(page.locator("#words")).to_have_value("Cups from a pocket.")
    page.locator("#when").tap()
    page.locator("#plan-when").fill("2031-11-27 9:00")
    expect(page.locator("#plan-meant")).to_contain_text("Thu 27 Nov")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#when")).to_contain_text("27 November")
    page.locator("#main-act").tap()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")

    cleo = visit(harbour_house, width=390, height=844, has_touch=True)
    approvals = cleo.sign_in("cleo")
    cleo.go("/w/harbour/approvals/")
    asked = approvals.locator("article.asked").filter(has_text="Cups from a pocket.")
    asked.get_by_role("button", name="Yes", exact=True).tap()
    expect(asked).to_have_count(0)

    expect(page.locator("#composer-foot")).to_contain_text("Goes out Thu 27 Nov 2031", timeout=15_000)
    for one in (page, approvals):
        assert one.evaluate("document.documentElement.scrollWidth") <= 390
    assert ben.complaints == []
    assert cleo.complaints == []


def test_a_german_writes_and_a_german_says_yes(harbour_house: House, visit: Visit) -> None:
    people = ["ben@harbour.example", "cleo@harbour.example"]
    harbour_house.command("shell", "-c", GERMAN.format(people=people))
    ben, cleo = (visit(harbour_house, locale="de-DE") for _ in range(2))
    page = ben.go("/account/sign-in/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    ben.sign_in("ben")
    page.get_by_role("button", name="Schreiben").first.click()
    page.wait_for_url(re.compile(r"/posts/[a-z0-9]{12}/"))
    page.locator("#words").fill("Die Fähre um sechs bringt die ersten Gäste.")
    expect(page.locator("#composer-saved")).to_contain_text("gespeichert")
    page.get_by_role("button", name="Cleo um ein Ja bitten").click()
    expect(page.locator("#composer-foot")).to_contain_text("Wartet auf ein Ja")
    approvals = cleo.sign_in("cleo")
    cleo.go("/w/harbour/approvals/")
    asked = approvals.locator("article.asked").filter(has_text="Die Fähre um sechs")
    asked.get_by_role("button", name="Ja", exact=True).click()
    expect(asked).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("veröffentlichen", re.IGNORECASE)).first).to_be_visible(
        timeout=15_000
    )
    assert ben.complaints == []
    assert cleo.complaints == []
