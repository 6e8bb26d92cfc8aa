import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.content import approving, writing
from convivial.content.comparing import words
from convivial.content.models import Media, Post
from convivial.demo.cast import Cast

TEXT = st.lists(st.sampled_from(["Nadia", "forty", "cups", " ", "\n", ",", "don't", "Küche", "🇩🇪", "."])).map("".join)


@given(TEXT, TEXT)
def test_a_comparison_holds_both_texts(before: str, after: str) -> None:
    changes = words(before, after)
    assert "".join(change.text for change in changes if change.kind != "removed") == after
    assert "".join(change.text for change in changes if change.kind != "added") == before


def test_whole_words_are_compared() -> None:
    assert words("forty cups", "fourteen cups") == (
        ("removed", "forty"),
        ("added", "fourteen"),
        ("same", " cups"),
    )


@pytest.mark.parametrize("part", ["a ", "a b\n", "x", ". ", "\n", "a b c d e "])
def test_no_comparison_takes_long(part: str) -> None:
    long = (part * 40_000)[:40_000]
    began = time.process_time()
    for text in (long, long[:2_000], long[:900]):
        words(text, f"new {text[:300]} other {text[300:]} last")
        words(f"a {text} b", text[::-1])
    assert time.process_time() - began < 4


def test_the_difference_shows_pictures_too(cast: Cast, post: Post) -> None:
    rows = [
        Media.objects.create(
            workspace=cast.harbour, sha256=letter * 64, mime="image/png", width=4, height=3, size=9, name="x"
        )
        for letter in "abc"
    ]
    first, second = (writing.add_picture(post, cast.ben, media) for media in rows[:2])
    approving.ask(post, cast.ben)
    approving.approve(post, cast.cleo)
    writing.drop_picture(first, cast.ben)
    writing.describe(second, cast.ben, "Cups.")
    writing.add_picture(post, cast.ben, rows[2])
    approving.ask(post, cast.ben)
    shown = approving.difference(post)[0]
    assert [(change.kind, change.media) for change in shown.pictures] == [
        ("removed", rows[0].pk),
        ("added", rows[2].pk),
        ("described", rows[1].pk),
    ]
    assert not shown.is_new
    assert not shown.is_empty


def test_a_post_that_nobody_answered_yet_is_new(cast: Cast, post: Post) -> None:
    approving.ask(post, cast.ben)
    assert [shown.is_new for shown in approving.difference(post)] == [True, True]
