"""The palette finds posts by their words: in this workspace, what one may see, the best first."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convivial.content import writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.publishing.composing.searching import AT_MOST, search
from convivial.team.models import User

from .conftest import Press

As = Callable[[User], Client]


def found(cast: Cast, asked: str) -> list[str]:
    return [hit.words for hit in search(cast.harbour, asked)]


@pytest.fixture
def posts(cast: Cast) -> list[Post]:
    texts = [
        "We roast on Tuesdays.",
        "Tuesdays are for roasting",
        "Ölmühle und Kaffee",
        "100 % of it_all",
        "Cups, roast, beans",
    ]
    return [writing.start(cast.harbour, cast.ben, text) for text in texts]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("tuesdays", ["Tuesdays are for roasting", "We roast on Tuesdays."]),
        ("roast tues", ["Tuesdays are for roasting", "We roast on Tuesdays."]),
        ("ölm", ["Ölmühle und Kaffee"]),
        ("ÖLMÜHLE", ["Ölmühle und Kaffee"]),
        ("100 %", ["100 % of it_all"]),
        ("t_a", ["100 % of it_all"]),
        ("nowhere", []),
        ("r", []),
        ("   ", []),
    ],
)  # fmt: skip
def test_posts_are_found_by_their_words(cast: Cast, posts: list[Post], asked: str, words: list[str]) -> None:
    assert found(cast, asked) == words


def test_a_channels_own_words_are_found_too(cast: Cast, post: Post) -> None:
    writing.write_variant(post.variants.all()[0], cast.ben, "Only on this channel: sea fog.", 0)
    assert found(cast, "sea fog") == [post.text]


def test_deleted_posts_and_other_houses_are_not_found(cast: Cast, as_: As, posts: list[Post]) -> None:
    writing.start(cast.museum, cast.omar, "We roast nothing in the museum.")
    writing.delete(posts[0], cast.ben)
    assert "We roast on Tuesdays." not in found(cast, "roast")
    assert not any("museum" in words for words in found(cast, "roast"))
    assert as_(cast.omar).get("/w/harbour/posts/find/", {"q": "roast"}).status_code == 404


def test_state_and_date_stand_beside_each(cast: Cast, as_: As, press: Press, post: Post) -> None:
    def shown() -> str:
        return as_(cast.greta).get("/w/harbour/posts/find/", {"q": "nadia"}).content.decode()

    assert "Draft ·" in shown()
    press(cast.ben, post, "plan", {"when": "2030-11-26 09:00"})
    assert "Planned ·" in shown()
    press(cast.ben, post, "schedule")
    assert "Scheduled ·" in shown()
    assert f"/w/harbour/posts/{post.code}/" in shown()


def test_many_posts_take_few_questions_and_twenty_are_shown(cast: Cast, as_: As) -> None:
    for number in range(30):
        writing.start(cast.harbour, cast.ben, f"Number {number} roasts " + "and roasts " * 100)
    browser = as_(cast.ben)
    browser.get("/w/harbour/posts/find/")
    with CaptureQueriesContext(connection) as asked:
        shown = browser.get("/w/harbour/posts/find/", {"q": "roasts number"}).content.decode()
    assert shown.count('role="option"') == AT_MOST
    assert len(asked) <= 12


def test_what_is_found_late_in_a_text_is_shown_there(cast: Cast) -> None:
    writing.start(cast.harbour, cast.ben, "Long ago " * 30 + "the lighthouse burned all night.")
    assert found(cast, "lighthouse")[0].startswith("…")
    assert "lighthouse burned" in found(cast, "lighthouse")[0]


@pytest.mark.parametrize("asked", ["<script>", "%", "\\", "'; --", "\x00ab", "a" * 5_000, "🏳️‍🌈🏳️‍🌈", "[a-z]*" * 20])
def test_whatever_is_typed_is_only_looked_for(cast: Cast, as_: As, posts: list[Post], asked: str) -> None:
    response = as_(cast.ben).get("/w/harbour/posts/find/", {"q": asked})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
