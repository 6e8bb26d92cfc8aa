"""The composer's page: what it shows to whom, and that it stays one quick page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convivial.content import offering, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.team.models import User

from .conftest import Press, a_picture, new_channel

As = Callable[[User], Client]
QUERIES = 12  # whatever stands on it; of which the frame asks five


def page(browser: Client, post: Post, on: str = "") -> str:
    response = browser.get(f"/w/harbour/posts/{post.code}/", {"on": on} if on else {})
    assert response.status_code == 200
    return response.content.decode()


def test_page_shows_words_tabs_preview_checks_and_the_next_step(cast: Cast, as_: As, post: Post) -> None:
    shown = page(as_(cast.ben), post)
    assert "Nadia tastes forty cups before lunch." in shown
    assert "preview--practice" in shown
    assert "Before it goes out" in shown
    assert "Publish now to 2 channels" in shown


def test_viewer_reads_and_is_offered_nothing_to_press(cast: Cast, as_: As, post: Post) -> None:
    shown = page(as_(cast.greta), post)
    assert "Nadia tastes forty cups before lunch." in shown
    assert "<textarea" not in shown
    assert "Publish now" not in shown


def test_stranger_and_other_workspace_find_nothing(cast: Cast, as_: As, post: Post) -> None:
    for part in ("", "words/", "beside/", "past/"):
        assert as_(cast.omar).get(f"/w/harbour/posts/{post.code}/{part}").status_code == 404
        assert as_(cast.omar).get(f"/w/museum/posts/{post.code}/{part}").status_code == 404


def test_what_is_written_stays_text(cast: Cast, as_: As, post: Post) -> None:
    writing.write(post, cast.ben, '<script>alert(1)</script></textarea>"><img src=x onerror=alert(1)>{{ 7 }}', 0)
    shown = page(as_(cast.ben), post)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "{{ 7 }}" in shown


def test_tab_of_a_channel_shows_its_own_words(cast: Cast, as_: As, post: Post) -> None:
    variant = post.variants.last()
    writing.write_variant(variant, cast.ben, "Forty cups, friends.", 0)
    assert "Forty cups, friends." in page(as_(cast.ben), post, variant.code)
    assert "Words for Harbour Coffee alone." in page(as_(cast.ben), post, variant.code)


def test_page_asks_the_database_few_questions(cast: Cast, as_: As, post: Post) -> None:
    browser = as_(cast.ben)
    page(browser, post)
    with CaptureQueriesContext(connection) as asked:
        page(browser, post)
    assert len(asked) <= QUERIES


def test_ten_channels_in_two_languages_take_no_more_questions(cast: Cast, as_: As, post: Post) -> None:
    for number in range(8):
        channel = new_channel(cast.harbour, "practice", remote_id=f"p{number}", handle=f"@cup{number}")
        writing.add_channel(post, cast.ben, channel)
    for variant in list(post.variants.select_related("channel")):
        writing.add_channel(post, cast.ben, variant.channel, "de")
    browser = as_(cast.ben)
    page(browser, post)
    with CaptureQueriesContext(connection) as asked:
        shown = page(browser, post)
    assert shown.count('aria-current="page"') == 2
    assert len(asked) <= QUERIES


def test_reading_writes_nothing(cast: Cast, as_: As, post: Post, acts: Callable[[], list[str]]) -> None:
    before = acts()
    browser = as_(cast.ben)
    for part in ("", "words/", "beside/", "channels/", "past/"):
        assert browser.get(f"/w/harbour/posts/{post.code}/{part}").status_code == 200
    assert browser.get("/w/harbour/posts/new/").status_code == 200
    assert acts() == before
    assert Post.objects.count() == 1


def test_unfinished_drafts_can_be_taken_up_again(cast: Cast, as_: As, post: Post) -> None:
    assert "Nadia tastes forty cups" in as_(cast.ben).get("/w/harbour/posts/new/").content.decode()


def test_channels_that_can_be_added_are_those_not_in_it(cast: Cast, as_: As, post: Post, harbour: Any) -> None:
    new_channel(harbour, "practice", remote_id="p2", name="Second stage")
    new_channel(harbour, "practice", remote_id="p3", name="Gone", access=Channel.Access.REMOVED)
    shown = as_(cast.ben).get(f"/w/harbour/posts/{post.code}/channels/").content.decode()
    assert "Second stage" in shown
    assert "Gone" not in shown
    assert "Harbour Coffee" not in shown


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("2030-11-26 09:00", "Tue 26 Nov 2030 09:00 Berlin time"),
        ("soon", "Not sure"),
        ("2020-01-01 9:00", "passed already"),
    ],
)
def test_what_a_phrase_means_is_said_while_it_is_typed(cast: Cast, as_: As, phrase: str, said: str) -> None:
    response = as_(cast.ben).get("/w/harbour/posts/understood/", {"when": phrase})
    assert said in response.content.decode()


HOSTILE = {
    "turned": "a\u202egnp.exe\u202c b",
    "invisible": "\u200b\u2060\ufeff",
    "stacked": "e" + "\u0301" * 10_000,
    "one word": "w" * 39_000,
    "many lines": "\n" * 39_000,
    "families": "👩‍👩‍👧‍👦🏳️‍🌈" * 500,
    "separators": "a\u2028b\u2029c",
    "templates": "{{ 7 }}{% load %}${7}%(x)s<!--",
    "many links": " ".join(f"https://harbour.example/{n}" for n in range(1_000)),
    "many tags": " ".join(f"#tag{n}" for n in range(300)),
    "rtl": "قهوة الميناء #قهوة",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_page_holds_whatever_is_typed(cast: Cast, as_: As, post: Post, kind: str) -> None:
    writing.write(post, cast.ben, HOSTILE[kind], 0)
    shown = page(as_(cast.ben), post)
    assert "Before it goes out" in shown
    assert "<textarea" in shown


def test_too_much_at_once_is_refused_and_stays_in_the_field(cast: Cast, as_: As, post: Post) -> None:
    data = {"text": "w" * 50_000, "revision": "0", "on": ""}
    address = f"/w/harbour/posts/{post.code}/write/"
    response = as_(cast.ben).post(address, data, headers={"Accept": "application/json"})
    assert response.status_code == 422
    post.refresh_from_db()
    assert post.text == "Nadia tastes forty cups before lunch."


def test_a_contributor_is_not_told_to_mend_what_a_creator_does(cast: Cast, as_: As) -> None:
    draft = writing.start(cast.harbour, cast.theo, "An idea from the counter.")
    page = f"/w/harbour/posts/{draft.code}/"
    assert "a creator takes it on first" not in as_(cast.theo).get(page).content.decode()
    offering.offer(draft, cast.theo)
    assert "a creator takes it on first" in as_(cast.ben).get(page).content.decode()


def test_a_note_goes_along_with_the_question_and_is_read_here_too(
    cast: Cast, as_: As, post: Post, press: Press, required: None
) -> None:
    assert 'name="note"' in page(as_(cast.ben), post)
    press(cast.ben, post, "submit", {"note": "Is <Paul> fine with it?"})
    for person in (cast.ben, cast.cleo):
        assert "Is &lt;Paul&gt; fine with it?" in page(as_(person), post)
    assert "Ben asks for a yes, with a note" in page(as_(cast.cleo), post)


def test_a_picture_without_words_is_said_in_one_way(cast: Cast, as_: As, post: Post, press: Press) -> None:
    assert "nothing to fix" in page(as_(cast.ben), post)
    press(cast.ben, post, "add-picture", {"picture": a_picture()})
    shown = page(as_(cast.ben), post)
    assert "Alt text?" in shown
    assert "1 could be better" in shown
    assert "nothing to fix" not in shown
