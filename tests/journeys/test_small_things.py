"""What others do shows on a phone, a description outlives a reload, remarks are answered from the preview."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.house import House

from .conftest import Visit
from .test_composing import a_picture, add_practice, begin

pytestmark = pytest.mark.journey
SOON = 20_000
SAY = """() => {
  const words = document.querySelector("template[data-toast=failed]").content.cloneNode(true);
  document.getElementById("toasts").append(words);
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def shown(place: Locator) -> int:
    said = re.search(r"\d+", place.inner_text() or "")
    return int(said[0]) if said else 0


def test_phone_hears_by_itself_what_waits(harbour_house: House, visit: Visit) -> None:
    cleo, ben = visit(harbour_house, width=390, height=844, has_touch=True), visit(harbour_house)
    phone, page = cleo.sign_in("cleo"), ben.sign_in("ben")
    cleo.go("/w/harbour/notices/")
    everything = phone.get_by_role("button", name="Mark all as read")
    if everything.count():
        everything.click()
    cleo.go("/w/harbour/team/")
    waits, bell = phone.locator("#thumb-waits-approvals"), phone.locator("#bell-small")
    before = shown(waits)
    expect(bell.locator(".bell__new")).to_have_count(0)
    begin(page, "A lamp for the pier.")
    add_practice(page)
    page.get_by_role("button", name="Ask Cleo for a yes").click()
    expect(waits).to_contain_text(str(before + 1), timeout=SOON)
    expect(bell.locator(".bell__new")).to_be_visible(timeout=SOON)
    expect(bell).to_have_attribute("aria-label", re.compile("new notice"))
    assert cleo.complaints == ben.complaints == []


def test_description_outlives_a_reload(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house)
    page = ben.sign_in("ben")
    begin(page, "Forty white cups.")
    page.locator("input[type=file]").set_input_files([a_picture()])  # type: ignore[list-item]
    field, dialog = page.get_by_label("What does the picture show?"), page.locator("dialog[open]")
    page.get_by_role("button", name=re.compile("Alt text")).click()
    field.fill("Forty white cups")
    expect(dialog.locator(".saved")).to_have_text("Saved a moment ago")
    field.press_sequentially(" in a row.")
    page.reload()  # before it could be saved
    expect(page.locator(".pic__alt")).to_contain_text("✓")
    page.locator(".pic__alt").click()
    expect(field).to_have_value("Forty white cups in a row.")
    page.go_back()
    page.go_forward()
    page.locator(".pic__alt").click()
    expect(field).to_have_value("Forty white cups in a row.")
    assert ben.complaints == []


@pytest.mark.parametrize("width", [1440, 390])
def test_remark_is_answered_from_the_words_in_the_preview(harbour_house: House, visit: Visit, width: int) -> None:
    ben, cleo = visit(harbour_house, width=width), visit(harbour_house)
    page, approvals = ben.sign_in("ben"), cleo.sign_in("cleo")
    ben.go("/w/harbour/posts/new/")
    page.locator("textarea[name=text]").fill(f"Nadia tastes forty cups at {width}.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/posts/[a-z0-9]{12}/"))
    add_practice(page)
    page.get_by_role("button", name="Ask Cleo for a yes").click()
    expect(page.locator("#composer-foot")).to_contain_text("Waits for a yes")
    cleo.go("/w/harbour/approvals/")
    asked = approvals.locator("article.asked").filter(has_text=f"forty cups at {width}")
    asked.get_by_role("button", name="Comment on a place").click()
    mark = asked.locator("dialog[open] textarea.wording__mark")
    mark.evaluate("field => { field.focus(); field.setSelectionRange(13, 23) }")
    mark.dispatch_event("select")
    expect(asked.locator("dialog[open] q")).to_have_text("forty cups")
    asked.locator("dialog[open] textarea[name=comment]").fill("Is it not fifty?")
    asked.get_by_role("button", name="Note it").click()
    expect(asked.locator(".asked__noted")).to_contain_text("Is it not fifty?")
    asked.get_by_role("button", name="Not yet").click()
    asked.locator("dialog[open]").get_by_role("button", name="Give it back").click()
    expect(asked).to_have_count(0)

    if width == 390:
        page.locator(".composer__switch").get_by_text("As people see it").click()
    said = page.locator(".preview__words a.is-said")
    expect(said).to_have_text("forty cups", timeout=SOON)
    said.click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Is it not fifty?")
    dialog.locator("textarea[name=reply]").fill("Forty; I counted.")
    dialog.get_by_role("button", name="Keep it").click()
    expect(page.locator(".remark__reply")).to_contain_text("Forty; I counted.")
    assert ben.complaints == cleo.complaints == []


def test_message_on_a_phone_covers_no_button_at_the_foot(harbour_house: House, visit: Visit) -> None:
    ben = visit(harbour_house, width=390, height=844, has_touch=True)
    page = ben.sign_in("ben")
    ben.go("/w/harbour/posts/new/")
    page.locator("textarea[name=text]").fill("A lamp for the pier.")
    page.get_by_role("button", name="Go on").click()
    add_practice(page)
    page.evaluate(SAY)
    said, foot = page.locator(".toast").bounding_box(), page.locator("#composer-foot").bounding_box()
    assert said is not None
    assert foot is not None
    assert said["y"] + said["height"] <= foot["y"]


def test_role_that_nobody_has_is_given_in_three_steps(harbour_house: House, visit: Visit) -> None:
    ana = visit(harbour_house)
    page = ana.sign_in("ana")
    ana.go("/w/harbour/team/")
    page.locator("#people li", has_text="Ravi").get_by_role("link", name="Roles").click()
    page.get_by_role("checkbox", name="Analyst").uncheck()
    page.get_by_role("checkbox", name="Viewer").check()
    page.get_by_role("button", name="Save the roles").click()
    page.locator("#duties").get_by_role("button", name="Give somebody the role").click()
    page.locator(".menu__list:popover-open").get_by_text("Ravi").click()
    expect(page.get_by_role("checkbox", name="Analyst")).to_be_checked()
    page.get_by_role("button", name="Save the roles").click()
    expect(page.locator("#duties")).to_contain_text("Ravi does it")
    assert ana.complaints == []
