"""A real browser in a real house."""

from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from convivial.demo.cast import PASSWORD
from tests.house import House, opened
from tests.live.conftest import bluesky_network, mastodon_server  # noqa: F401 - fixtures

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that nobody has entered yet."""
    with opened(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def harbour_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with the fictional world in it."""
    with opened(tmp_path_factory.mktemp("house"), "demo") as house:
        yield house


class Visitor:
    """Somebody at a screen. ``complaints`` collects what the browser's console had to say."""

    def __init__(self, context: BrowserContext, house: House) -> None:
        self.house, self.context, self.page = house, context, context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "favicon" not in text:
            self.complaints.append(text)

    def go(self, path: str) -> Page:
        self.page.goto(self.house.address + path)
        return self.page

    def sign_in(self, name: str, password: str = PASSWORD) -> Page:
        self.go("/account/sign-in/")
        self.page.locator("input[name=login]").fill(f"{name}@harbour.example")
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("form:has(input[name=login]) button.button--action").click()
        self.page.wait_for_url(lambda url: "/account/sign-in" not in url)
        return self.page


class Visit(Protocol):
    def __call__(self, house: House, width: int = 1440, height: int = 900, **how: object) -> Visitor: ...


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a browser of its own for each person: ``visit(house, width=390)``."""
    contexts: list[BrowserContext] = []

    def open_for(house: House, width: int = 1440, height: int = 900, **how: object) -> Visitor:
        how.setdefault("locale", "en-GB")
        context = browser.new_context(viewport={"width": width, "height": height}, **how)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context, house)

    yield open_for
    for context in contexts:
        context.close()
