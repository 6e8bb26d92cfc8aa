"""The calendar's pages: who sees them, what stands on them, and how little they ask the database."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.demo.volume import Volume, fill
from convivial.networks.models import Channel
from convivial.publishing.models import Plan, Publication
from convivial.team.models import User, Workspace

As = Callable[[User], Client]
PAGES = [
    "calendar",
    "calendar_week",
    "calendar_list",
    "calendar_grid",
    "calendar_day",
    "calendar_more",
    "calendar_drafts",
]


def at(name: str, *more: str) -> str:
    return reverse(f"publishing:{name}", args=["harbour", *more])


def channels(workspace: Workspace, count: int = 5) -> list[Channel]:
    networks = ["practice", "mastodon", "bluesky", "practice", "mastodon"]
    return [
        Channel.objects.create(
            workspace=workspace, network=networks[n], remote_id=f"{n}", handle=f"h{n}", name=f"D{n}"
        )
        for n in range(count)
    ]


def test_every_member_sees_the_calendar(cast: Cast, as_: As) -> None:
    viewer = as_(cast.greta)
    assert {page: viewer.get(at(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_stranger_finds_no_calendar(cast: Cast, as_: As) -> None:
    for stranger in (as_(cast.zoe), as_(cast.omar)):
        assert {page: stranger.get(at(page)).status_code for page in PAGES} == dict.fromkeys(PAGES, 404)


@pytest.mark.parametrize("words", ["soon", "9999-12-31", "0001-01-01", "x" * 5000, "2026-11-01' OR 1=1--", "1e99_1"])
def test_any_day_in_the_address_is_bounded(cast: Cast, as_: As, words: str) -> None:
    browser, asked = as_(cast.ben), {"on": words, "after": words, "channel": words, "state": words, "author": words}
    assert {page: browser.get(at(page), asked).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_month_of_a_thousand_posts_is_one_light_page(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast.harbour, cast.ben, channels(cast.harbour), Volume(posts=1000))
    browser = as_(cast.ben)
    browser.get(at("calendar_drafts"))  # the session remembers the workspace
    with django_assert_max_num_queries(12):
        page = browser.get(at("calendar"))
    assert len(page.content) < 250_000
    assert Publication.objects.count() == 3000


def test_draft_with_a_day_stands_on_it_for_no_question_more(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast.harbour, cast.ben, channels(cast.harbour), Volume(posts=20))
    post = Post.objects.create(workspace=cast.harbour, author=cast.ben, text="Perhaps on a Thursday")
    Plan.objects.create(post=post, wall_time="2026-11-26T09:00", zone="Europe/Berlin", by=cast.ben)
    browser = as_(cast.ben)
    browser.get(at("calendar_drafts"))
    with django_assert_max_num_queries(12):
        page = browser.get(at("calendar"), {"on": "2026-11-26"}).content.decode()
    assert page.count("Perhaps on a Thursday") >= 2  # in its day, and beside the days
    assert "entry--draft entry--planned" in page
    assert f"/posts/{post.code}/" in page


def test_drafts_without_a_time_wait_beside_the_month(cast: Cast, as_: As) -> None:
    Post.objects.create(workspace=cast.harbour, author=cast.ben, text="Not yet said")
    assert b"Not yet said" in as_(cast.ben).get(at("calendar_drafts")).content


def test_card_that_waits_can_be_dragged_and_one_that_went_out_cannot(cast: Cast, as_: As) -> None:
    fill(cast.harbour, cast.ben, channels(cast.harbour), Volume(posts=60))
    page = as_(cast.ben).get(at("calendar")).content.decode()
    waiting, gone = _codes("scheduled"), _codes("published")
    assert any(f"/publications/{code}/move/" in page for code in waiting)
    assert not any(f"/publications/{code}/move/" in page for code in gone)


def test_viewer_can_drag_nothing(cast: Cast, as_: As) -> None:
    fill(cast.harbour, cast.ben, channels(cast.harbour), Volume(posts=20))
    assert b"/move/" not in as_(cast.greta).get(at("calendar")).content


def test_list_goes_on_where_it_ended_and_tells_every_card_once(cast: Cast, as_: As) -> None:
    fill(cast.harbour, cast.ben, channels(cast.harbour), Volume(posts=200, days_behind=0))
    browser, address, told = as_(cast.ben), at("calendar_list"), []
    for _ in range(20):
        page = browser.get(address).content.decode()
        told += re.findall(r'/posts/(\w{12})/" data-keys-open', page)
        more = re.search(r'hx-get="([^"]*/calendar/more/[^"]*)"', page)
        if not more:
            break
        address = more[1].replace("&amp;", "&")
    assert sorted(told) == sorted(set(told))
    assert len(told) == 200


def _codes(state: str) -> list[str]:
    return list(Publication.objects.filter(state=state).values_list("code", flat=True))
