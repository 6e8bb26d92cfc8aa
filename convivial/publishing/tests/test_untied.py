"""What posts are for, on the pages: a tap in the composer, a stripe in the calendar, many on one page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from convivial.content import tying, writing
from convivial.content.models import Post, Tie
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.strategy.guiding import Guide, guide
from convivial.strategy.tests.conftest import version  # noqa: F401 - a fixture
from convivial.team.models import User

As = Callable[[User], Client]


@pytest.fixture
def known(cast: Cast, version: Any) -> Guide:  # noqa: F811
    return guide(cast.harbour)


@pytest.fixture
def post(cast: Cast) -> Post:
    return writing.start(cast.harbour, cast.ben, "Nadia tastes forty cups before lunch.")


def test_one_tap_ties_a_post_and_the_strategy_speaks_beside_it(cast: Cast, as_: As, known: Guide, post: Post) -> None:
    aim, browser, at = known.pillars[0], as_(cast.ben), f"/w/harbour/posts/{post.code}/"
    assert aim.name in browser.get(at).content.decode()
    said = browser.post(f"{at}tie/", {"pillar": aim.code}, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="true"' in said
    assert aim.says.split(".")[0][:30] in said
    assert browser.post(f"{at}tie/", {"pillar": aim.code}).status_code == 302
    assert browser.get(f"{at}tie/").status_code == 405
    assert Line.objects.filter(act="post.tie").count() == 1


def test_who_may_not_write_sees_the_pillar_and_cannot_change_it(
    cast: Cast, as_: As, known: Guide, post: Post
) -> None:
    tying.tie(post, cast.ben, tying.with_pillar(known, known.pillars[0].code))
    at = f"/w/harbour/posts/{post.code}/"
    page = as_(cast.greta).get(at).content.decode()
    assert known.pillars[0].name in page
    assert "/tie/" not in page
    for person, status in ((cast.greta, 403), (cast.zoe, 404), (cast.omar, 404)):
        for address in (f"{at}tie/", "/w/harbour/posts/tie-all/", "/w/harbour/posts/untie-all/"):
            assert as_(person).post(address, {"pillar": known.pillars[1].code}).status_code == status
    assert Tie.objects.get().pillar == known.pillars[0].code


def test_the_rest_is_said_for_itself(cast: Cast, as_: As, known: Guide, post: Post) -> None:
    persona = known.of("persona")[1].code
    given = {"pillar": known.pillars[0].code, "persona": persona, "objective": "", "stage": "", "more": "1"}
    as_(cast.ben).post(f"/w/harbour/posts/{post.code}/tie/", given)
    assert (Tie.objects.get().persona, Tie.objects.get().objective) == (persona, "")


def test_many_are_tied_on_one_page_and_untied_again(cast: Cast, as_: As, known: Guide, post: Post) -> None:
    browser, at = as_(cast.ben), "/w/harbour/posts/untied/"
    assert "1 post is not tied to the strategy" in browser.get(at).content.decode()
    browser.post("/w/harbour/posts/tie-all/", {f"pillar-{post.code}": known.pillars[0].code})
    page = browser.get(at).content.decode()
    assert "Every post is tied" in page
    assert "untie-all" in page
    browser.post("/w/harbour/posts/untie-all/", {"batch": Tie.objects.get().batch})
    assert not Tie.objects.exists()


def test_the_calendar_shows_the_pillar_and_filters_by_it(cast: Cast, as_: As, known: Guide, post: Post) -> None:
    browser, at = as_(cast.ben), "/w/harbour/calendar/"
    browser.post(f"/w/harbour/posts/{post.code}/plan/", {"when": "in 2 hours"})
    tying.tie(post, cast.ben, tying.with_pillar(known, known.pillars[1].code))
    drawn = browser.get(at).content.decode()
    assert re.search(rf'class="entry entry--draft [\w -]*pillar-{known.pillars[1].hue}"', drawn)
    seen = {
        pillar: "Nadia" in browser.get(at, {"pillar": pillar}).content.decode()
        for pillar in (known.pillars[1].code, known.pillars[0].code, "none")
    }
    assert list(seen.values()) == [True, False, False]


def test_the_page_of_untied_posts_asks_few_questions(
    cast: Cast, as_: As, known: Guide, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        writing.start(cast.harbour, cast.ben, f"Cup {number}")
    browser = as_(cast.ben)
    browser.get("/w/harbour/posts/untied/")
    with django_assert_max_num_queries(9):
        browser.get("/w/harbour/posts/untied/")
