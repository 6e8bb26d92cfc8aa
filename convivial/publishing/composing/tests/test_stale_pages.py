"""An approver's page sends along which words it showed; what came after it is not said yes to by the way."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from convivial.content import approving, writing
from convivial.content.models import Media, Post
from convivial.demo.cast import Cast
from convivial.team.models import User

from .conftest import Press

pytestmark = pytest.mark.usefixtures("required")
As = Callable[[User], Client]


@pytest.fixture
def asked(cast: Cast, post: Post) -> Post:
    media = Media.objects.create(
        workspace=cast.harbour, sha256="a" * 64, mime="image/png", width=4, height=3, size=9, name="cups"
    )
    writing.add_picture(post, cast.ben, media)
    approving.ask(post, cast.ben)
    return post


def stood(browser: Client, post: Post) -> list[str]:
    page = browser.get(f"/w/harbour/posts/{post.code}/").content.decode()
    where = page[page.index('id="composer-where"') :].split("</div>")[0]
    return re.findall(r'name="stood" value="([0-9a-f]{64})"', where)


def cleared(post: Post) -> list[bool]:
    now = list(post.variants.values_list("edition", flat=True))
    return [pk in approving.cleared([pk for pk in now if pk]) for pk in now]


def test_alt_text_on_the_page_as_it_is_has_her_yes(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    seen = stood(as_(cast.cleo), asked)
    assert seen
    assert (
        press(cast.cleo, asked.pictures.get(), "describe", {"alt": "Forty cups.", "stood": seen}).status_code == 200
    )
    assert cleared(asked) == [True, True]


def test_alt_text_that_saves_itself_and_is_kept_has_her_yes(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    seen, picture = stood(as_(cast.cleo), asked), asked.pictures.get()
    address = f"/w/harbour/pictures/{picture.code}/describe/"
    for typed in ("Forty", "Forty cups."):
        as_(cast.cleo).post(address, {"alt": typed, "stood": seen}, headers={"Accept": "application/json"})
    press(cast.cleo, picture, "describe", {"alt": "Forty cups.", "stood": seen})
    assert cleared(asked) == [True, True]


@pytest.mark.parametrize("had_yes", [True, False])
def test_alt_text_on_an_old_page_says_no_yes_to_newer_words(
    cast: Cast, as_: As, press: Press, asked: Post, had_yes: bool
) -> None:
    seen = stood(as_(cast.cleo), asked)
    if had_yes:
        approving.approve(asked, cast.cleo)
    writing.write(asked, cast.ben, "Words that nobody saw.", asked.revision)
    answer = press(cast.cleo, asked.pictures.get(), "describe", {"alt": "Forty cups.", "stood": seen})
    assert answer.status_code == 200
    assert cleared(asked) == [False, False]
    assert approving.awaiting(cast.harbour).count() == 1
    assert 'name="stood"' not in answer.content.decode()
    press(cast.ben, asked, "publish")
    assert cleared(asked) == [False, False]


def test_words_on_another_tab_were_not_shown(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    variant = asked.variants.order_by("pk")[0]
    writing.write_variant(variant, cast.ben, "Only on this tab.", variant.revision)
    seen = stood(as_(cast.cleo), asked)
    assert len(seen) == 1
    press(cast.cleo, asked.pictures.get(), "describe", {"alt": "Forty cups.", "stood": seen})
    assert sorted(cleared(asked)) == [False, True]


def test_words_that_save_themselves_send_it_along(cast: Cast, as_: As, asked: Post) -> None:
    page = as_(cast.cleo).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    form = page[page.index('class="composer__form"') :].split("</form>")[0]
    assert 'name="stood"' in form
