"""Pictures of every component, from the gallery that exists in tests only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from convivial.ui.tests.serve import served

from .test_pictures import PICTURES, THEMES, WIDTHS

pytestmark = pytest.mark.look


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("gallery")) as address:
        yield address


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["components", "bare", "behaviour"])
def test_the_components_look_right(browser: Browser, gallery: str, name: str, theme: str) -> None:
    context = browser.new_context(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    PICTURES.mkdir(exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{gallery}/{name}/")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=PICTURES / f"{name}-{theme}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
