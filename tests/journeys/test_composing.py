"""From a thought to the world, in a real browser: writing, two people in one post, a yes, a phone."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WORDS = "Somebody painted a whale on our shutter. #HarbourCoffee"


def begin(page: Page, words: str = WORDS) -> None:
    """Presses Write, types, and waits until it is saved."""
    page.get_by_role("button", name="Write").first.click()
    page.wait_for_url(re.compile(r"/posts/[a-z0-9]{12}/"))
    page.locator("#words").fill(words)
    expect(page.locator("#composer-saved")).to_contain_text("Saved")


def add_practice(page: Page) -> None:
    """A post begins on the channels used last; here it is the practice channel, unless it is the very first one."""
    if page.locator(".composer__tabs a").count() == 2:
        return
    page.get_by_role("button", name="Channel", exact=True).click()
    practice = page.locator("use[href$='#mark-practice']")
    page.locator("#composer-channels .menu__item").filter(has=practice).first.click()
    expect(page.locator(".composer__tabs a")).to_have_count(2)


def a_picture() -> dict[str, object]:
    content = BytesIO()
    Image.new("RGB", (640, 480), "peru").save(content, "JPEG")
    return {"name": "cups.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_post_with_a_picture_is_approved_and_seen_on_the_practice_timeline(
    harbour_house: House, visit: Visit
) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page)
    add_practice(page)
    page.locator("input[type=file]").set_input_files([a_picture()])  # type: ignore[list-item]
    page.get_by_role("button", name=re.compile("Alt text")).click()
    page.get_by_label("What does the picture show?").fill("Nadia leans over forty white cups.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".pic__alt")).to_contain_text("✓")
    expect(page.locator(".preview__alt")).to_be_visible()

    page.get_by_role("button", name="Ask Cleo for a yes").click()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")

    cleo = visit(harbour_house)
    approvals = cleo.sign_in("cleo")
    cleo.go("/w/harbour/approvals/")
    asked = approvals.locator("article.asked").filter(has_text="Somebody painted a whale on our shutter")
    asked.get_by_role("button", name="Yes", exact=True).click()
    expect(asked).to_have_count(0)

    publish = page.get_by_role("button", name=re.compile("^Publish now to @"))
    expect(publish).to_be_visible(timeout=15_000)  # Cleo's yes arrives by itself
    publish.click()
    expect(page.locator(".went .word")).to_contain_text("Published", timeout=20_000)
    page.get_by_text("1 try", exact=True).click()
    expect(page.locator(".went__tries li")).to_contain_text("arrived")
    there = page.get_by_role("link", name="See it there").get_attribute("href")
    page.goto(there if there and there.startswith("http") else harbour_house.address + (there or ""))
    expect(page.locator("main")).to_contain_text("Somebody painted a whale on our shutter")
    assert ben.complaints == []
    assert cleo.complaints == []


def test_description_is_kept_however_one_leaves_it(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Forty white cups.")
    page.locator("input[type=file]").set_input_files([a_picture()])  # type: ignore[list-item]
    field = page.get_by_label("What does the picture show?")
    page.get_by_role("button", name=re.compile("Alt text")).click()
    field.fill("Forty white cups.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".pic__alt")).to_contain_text("✓")
    page.locator(".pic__alt").click()
    expect(field).to_have_value("Forty white cups.")
    page.keyboard.press("Escape")  # nothing was typed: nothing to keep
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert ben.complaints == []


def test_time_chosen_after_asking_stands_and_a_yes_schedules_it(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The roaster sings at nine.")
    add_practice(page)
    page.get_by_role("button", name="Ask Cleo for a yes").click()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    page.locator("#when").click()
    page.locator("#plan-when").fill("2031-11-27 9:00")
    page.keyboard.press("Control+Enter")  # nothing else on this page is to be pressed now
    expect(page.locator("#composer-foot")).to_contain_text("With a yes it goes out Thu 27 Nov 2031 09:00")

    cleo = visit(harbour_house)
    approvals = cleo.sign_in("cleo")
    cleo.go("/w/harbour/approvals/")
    asked = approvals.locator("article.asked").filter(has_text="The roaster sings at nine")
    asked.get_by_role("button", name="Yes", exact=True).click()
    expect(asked).to_have_count(0)

    expect(page.locator("#composer-foot")).to_contain_text("Goes out Thu 27 Nov 2031 09:00", timeout=15_000)
    expect(page.locator(".went .word")).to_contain_text("Scheduled")
    assert ben.complaints == []


def test_what_is_typed_survives_a_reload_and_a_time_in_words_is_understood(
    harbour_house: House, visit: Visit
) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The ferry at six.")
    page.reload()
    expect(page.locator("#words")).to_have_value("The ferry at six.")
    page.locator("#when").click()
    page.locator("#plan-when").fill("2031-11-27 9:00")
    expect(page.locator("#plan-meant")).to_contain_text("Thu 27 Nov")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#when")).to_contain_text("Thursday 27 November")
    assert ben.complaints == []


def test_two_people_in_one_post_see_each_other_and_lose_nothing(harbour_house: House, visit: Visit) -> None:
    ben, mina = visit(harbour_house), visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The ferry at six.")
    other = mina.sign_in("mina")
    other.goto(page.url)
    expect(page.locator("#composer-here")).to_contain_text("Mina is here", timeout=15_000)
    other.locator("#words").fill("The ferry at seven.")
    expect(other.locator("#composer-saved")).to_contain_text("Saved a moment ago")
    page.locator("#words").fill("The ferry at five.")
    box = page.locator(".overtaken")
    expect(box).to_be_visible()
    expect(box).to_contain_text("The ferry at seven.")
    expect(page.locator("#words")).to_have_value("The ferry at five.")
    page.get_by_role("button", name="Keep mine").click()
    expect(box).to_be_hidden()
    expect(page.locator("#composer-saved")).to_contain_text("Saved a moment ago")
    page.reload()
    expect(page.locator("#words")).to_have_value("The ferry at five.")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Earlier words").click()
    expect(page.locator("#composer-past")).to_contain_text("The ferry at seven.")


def test_counter_marks_and_preview_follow_the_typing(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Short.")
    add_practice(page)
    page.locator("#words").fill("Cups for @nadia #Coffee")
    expect(page.locator(".paper .is-tag")).to_have_text("#Coffee")
    expect(page.locator(".preview__words .is-mention")).to_have_text("@nadia")
    page.locator("#words").press("End")
    page.locator("#words").type(" and more")
    expect(page.locator(".preview__words")).to_contain_text("and more")
    assert ben.complaints == []


def test_phone_has_one_column_with_the_preview_as_a_tab(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house, width=390, height=844, has_touch=True)
    page = ben.sign_in("ben")
    ben.go("/w/harbour/posts/new/")
    page.locator("textarea[name=text]").fill("The ferry at six.")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#words")).to_have_value("The ferry at six.")
    add_practice(page)
    expect(page.locator(".preview")).to_be_hidden()
    page.locator(".composer__switch").get_by_text("As people see it").click()
    expect(page.locator(".preview")).to_be_visible()
    expect(page.locator("#words")).to_be_hidden()
    expect(page.locator("#main-act")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_phone_says_above_the_words_where_the_post_stands(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house, width=390, height=844, has_touch=True)
    page = ben.sign_in("ben")
    ben.go("/w/harbour/calendar/?view=list")
    page.goto(harbour_house.address + (page.locator("main a[href*='/posts/']").first.get_attribute("href") or ""))
    state, words = page.locator(".went").first, page.locator("#composer-words")
    expect(state).to_be_visible()
    above, below = state.bounding_box(), words.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(harbour_house: House, visit: Visit, theme: str) -> None:
    ben = visit(harbour_house, color_scheme=theme)
    page = ben.sign_in("ben")
    begin(page)
    add_practice(page)
    expect(page.locator(".preview")).to_be_visible()
    for path in (None, "/w/harbour/approvals/", "/w/harbour/posts/new/"):
        if path:
            ben.go(path)
        page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
        page.reload()
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)")
        serious = [
            (each["id"], [node["html"][:200] for node in each["nodes"]])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], path or "composer"


def test_pictures_can_be_pasted_and_the_keys_lead_through_the_page(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The ferry at six.")
    add_practice(page)
    page.locator("#words").focus()
    page.evaluate(PASTE)
    expect(page.locator(".pic > img")).to_have_count(1)
    page.locator("#tab-common").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".composer__own")).to_contain_text("takes the common words")
    assert page.evaluate("document.activeElement.id").startswith("tab-")
    page.locator("#tab-common").click()
    page.locator("#words").fill("The ferry at seven.")
    page.keyboard.press("Control+Enter")  # the last words go along with the main act
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    page.reload()
    expect(page.locator("#words")).to_have_value("The ferry at seven.")
    assert ben.complaints == []


def test_what_was_deleted_comes_back_with_one_press(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "The ferry at six.")
    address = page.url
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(address)
    expect(page.locator("#words")).to_have_value("The ferry at six.")


PASTE = """async () => {
  const canvas = new OffscreenCanvas(40, 30);
  canvas.getContext("2d").fillRect(0, 0, 40, 30);
  const file = new File([await canvas.convertToBlob()], "pasted.png", { type: "image/png" });
  const given = new DataTransfer();
  given.items.add(file);
  const event = new ClipboardEvent("paste", { clipboardData: given, bubbles: true });
  document.getElementById("words").dispatchEvent(event);
}"""
