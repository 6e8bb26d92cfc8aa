"""Every behaviour of the page in a real browser, under the real policy, with a console that has nothing to say."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from convivial.ui.tests.serve import served

pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


class Screen:
    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address, self.page = context, address, context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.mood()

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def mood(self, **how: object) -> None:
        """Says how the house answers from now on."""
        self.context.request.post(f"{self.address}/mood/", data=json.dumps(how))

    def saved(self) -> list[list[str]]:
        answer: list[list[str]] = self.context.request.get(f"{self.address}/mood/").json()["saved"]
        return answer

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 422" not in text:
            self.complaints.append(text)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("gallery")) as address:
        yield address


@pytest.fixture
def screen(browser: Browser, gallery: str) -> Iterator[Screen]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(5000)
    yield Screen(context, gallery)
    context.close()


@pytest.fixture
def page(screen: Screen) -> Page:
    return screen.go("/behaviour/")


def test_the_policy_has_nothing_to_complain_about(screen: Screen) -> None:
    for path in ("/components/", "/bare/", "/behaviour/"):
        screen.go(path)
    screen.page.locator("#wrong button").click()
    expect(screen.page.locator("#wrong svg.icon")).to_be_visible()
    assert screen.complaints == []


def test_a_swapped_part_keeps_what_is_ours_and_loses_what_runs(page: Page) -> None:
    page.locator("#swap").click()
    part = page.locator("#into")
    expect(part.locator("#fetched")).to_have_attribute("data-words", "kept")
    assert page.title() == "Behaviour · Convivial"
    html = part.inner_html()
    assert [
        word
        for word in ("<script", "onclick", "onerror", "style=", "javascript:", "hx-on", "elsewhere")
        if word in html
    ] == []
    expect(part.locator("svg.icon use")).to_have_attribute("href", "/assets/sprite.svg#icon-sun")
    expect(part.locator("input")).to_have_attribute("name", "title")
    assert part.locator("textarea").input_value().startswith("\n")
    part.locator("#again").click()
    expect(part.locator("#again")).to_have_attribute("hx-get", "/part/")


def test_foreign_html_cannot_get_past_the_policy(page: Page) -> None:
    made = page.evaluate("""() => {
        const box = document.createElement("div");
        box.innerHTML = "<img src=x onerror=alert(1)><b>b</b>";
        return box.innerHTML;
    }""")
    assert "onerror" not in made
    refused = page.evaluate(
        """() => { try { document.createElement("script").text = "1" } catch (error) { return error.name } }"""
    )
    assert refused == "TypeError"


def test_words_are_saved_as_one_types(screen: Screen, page: Page) -> None:
    with page.expect_response(lambda answer: "tastes" in (answer.request.post_data or "")):
        page.locator("#text").press_sequentially("Nadia tastes")
    expect(page.locator("#said")).to_have_text("Saved a moment ago")
    saved = screen.saved()
    assert saved[-1][1] == "Nadia tastes"
    expect(page.locator("#draft [name=revision]")).to_have_value(str(len(saved) + 1))


def test_two_writers_see_each_other_and_nobody_is_overwritten(screen: Screen, page: Page) -> None:
    screen.mood(save=409)
    page.locator("#text").fill("Ana’s words")
    expect(page.locator("#theirs")).to_have_text("Ben’s words")
    expect(page.locator("#text")).to_have_value("Ana’s words")
    page.locator("#mine").click()
    expect(page.locator("#other")).to_be_hidden()
    expect(page.locator("#said")).to_have_text("Saved a moment ago")
    assert screen.saved() == [["7", "Ana’s words"]]


def test_an_ended_session_gives_the_text_back(screen: Screen, page: Page) -> None:
    screen.mood(save=302)
    page.locator("#text").fill("Not lost")
    expect(page.locator("#said")).to_contain_text("Kept here.")
    expect(page.locator("#said a")).to_have_attribute("href", "/accounts/login/?next=%2Fbehaviour%2F")
    screen.mood()
    screen.go("/behaviour/")
    expect(page.locator("#text")).to_have_value("Not lost")
    expect(page.locator("#said")).to_have_text("Saved a moment ago")
    screen.go("/behaviour/")
    expect(page.locator("#text")).to_have_value("")


def test_away_from_the_network_words_stay_on_the_device(screen: Screen, page: Page) -> None:
    screen.context.set_offline(True)
    page.locator("#text").fill("On a train")
    expect(page.locator("#said")).to_have_text("Kept on this device")
    screen.context.set_offline(False)
    expect(page.locator("#said")).to_have_text("Saved a moment ago", timeout=9000)


def test_what_others_do_appears_by_itself(screen: Screen, page: Page) -> None:
    expect(page.locator("#part")).to_have_text("before")
    screen.mood(seq=2, things=["post:abc"])
    expect(page.locator("#part")).to_have_text("after")


def test_an_item_is_moved_with_the_keys_and_it_is_said(page: Page) -> None:
    page.locator("#ferry").focus()
    page.keyboard.press("Space")
    expect(page.locator("#dragsaid")).to_have_text("The ferry taken")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#dragsaid")).to_have_text("The ferry over Wednesday")
    page.keyboard.press("Enter")
    expect(page.locator("#moved")).to_have_text("k3, Wednesday")


def test_an_item_is_moved_with_the_pointer(page: Page) -> None:
    page.locator("#ferry").drag_to(page.locator("[data-value=Tuesday]"))
    expect(page.locator("#moved")).to_have_text("k3, Tuesday")
    assert "#ferry" not in page.url


def test_marks_lie_under_their_words_and_leave_when_the_words_change(page: Page) -> None:
    field, mark = page.locator("#mirror textarea"), page.locator("#mirror .is-watch")
    expect(mark).to_have_text("leverage")
    expect(page.locator("#mirror .is-tag")).to_have_text("#HarbourCoffee")
    field.press("End")
    field.press_sequentially(" Now")
    expect(mark).to_have_text("leverage")
    field.press("Home")
    field.press_sequentially("Yes. ")
    expect(mark).to_have_count(0)


def test_the_layer_is_as_large_as_the_field(page: Page) -> None:
    page.locator("#mirror textarea").fill("Nadia tastes forty cups before lunch. " * 12)
    layer, field = (
        page.locator(f"#mirror {one}").bounding_box() for one in ("[data-mirror-target=layer]", "textarea")
    )
    assert layer is not None
    assert field is not None
    assert abs(layer["height"] - field["height"]) <= 1
    assert abs(layer["width"] - field["width"]) <= 1


def test_letters_are_counted_by_the_networks_rule(page: Page) -> None:
    page.locator("#text").fill("See https://harbour.example/a/very/long/address/that/counts/as/less")
    expect(page.locator("#counted")).to_have_text("27")
    expect(page.locator("#over")).to_be_hidden()
    page.locator("#text").press_sequentially(" today")
    expect(page.locator("#over")).to_be_visible()


def test_a_refused_form_comes_back(page: Page) -> None:
    page.locator("#wrong button").click()
    expect(page.locator("#wrong")).to_contain_text("Please give it a name")


def test_small_things_do_what_they_say(page: Page) -> None:
    page.locator("#t1").press("ArrowRight")
    expect(page.locator("#p2")).to_be_visible()
    expect(page.locator("#p1")).to_be_hidden()
    page.locator("#open").click()
    expect(page.locator("#shut")).to_be_visible()
    page.locator("#shut").click()
    expect(page.locator("#shut")).to_be_hidden()
    page.locator("#later-one").click()
    expect(page.locator("#sorted li").first).to_contain_text("two")
    page.locator("[name=picture]").set_input_files({"name": "ferry.png", "mimeType": "image/png", "buffer": b"x"})
    expect(page.locator("#taken")).to_contain_text("ferry.png")


def test_the_palette_finds_and_the_keys_are_listed(screen: Screen) -> None:
    page = screen.go("/components/")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("[data-keys-list] a").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-keys-list] a").nth(1)).to_be_focused()


@pytest.mark.parametrize("opener", [".rail__me", ".term"])
def test_what_opens_stands_beside_what_opened_it(screen: Screen, opener: str) -> None:
    page = screen.go("/components/")
    button = page.locator(opener).first
    button.click()
    opened = page.locator(":popover-open")
    expect(opened).to_be_visible()
    beside, at = opened.bounding_box(), button.bounding_box()
    assert beside is not None
    assert at is not None
    gap = min(abs(beside["y"] - at["y"] - at["height"]), abs(at["y"] - beside["y"] - beside["height"]))
    assert gap <= 8
    assert abs(beside["x"] - at["x"]) <= 8


def test_the_chosen_theme_stays(screen: Screen) -> None:
    page = screen.go("/components/")
    page.locator(".rail__me").click()
    page.get_by_text("Dark", exact=True).click()
    screen.go("/components/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone_the_menu_opens_and_nothing_sticks_out(screen: Screen) -> None:
    screen.page.set_viewport_size({"width": 390, "height": 844})
    page = screen.go("/components/")
    expect(page.locator("#rail")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#rail")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/components/", "/bare/", "/behaviour/"])
def test_axe_finds_nothing(screen: Screen, path: str, theme: str) -> None:
    screen.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page = screen.go(path)
    screen.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    screen.go(path)
    page.add_script_tag(content=AXE.read_text())
    found = json.loads(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))"))
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def test_nothing_moves_while_the_fonts_arrive(screen: Screen) -> None:
    screen.page.add_init_script(
        "window.moved = 0; const add = (seen) => { for (const one of seen.getEntries()) window.moved += one.value };"
        "new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })"
    )
    page = screen.go("/bare/")
    assert page.evaluate("window.moved") < 0.02
