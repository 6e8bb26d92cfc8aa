import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.content import editions, writing
from convivial.content.models import Edition, Media, Post
from convivial.content.words_in import is_empty, taken
from convivial.demo.cast import Cast

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PICTURES = st.lists(st.fixed_dictionaries({"media": st.integers(), "sha256": TEXT, "alt": TEXT}), max_size=3)
CONTENT = st.tuples(TEXT, st.sampled_from(["en", "de"]), PICTURES, st.lists(TEXT, max_size=3))


@pytest.fixture
def told(db: None) -> Iterator[list[Post]]:
    """The posts of which ``changed`` was sent."""
    heard: list[Post] = []

    def listen(post: Post, **_: Any) -> None:
        heard.append(post)

    editions.changed.connect(listen)
    yield heard
    editions.changed.disconnect(listen)


def pictured(cast: Cast, letter: str = "a") -> Media:
    return Media.objects.create(
        workspace=cast.harbour, sha256=letter * 64, mime="image/png", width=4, height=3, size=9, name="x"
    )


def test_freezing_twice_changes_nothing(post: Post, told: list[Post]) -> None:
    assert editions.freeze(post) == editions.freeze(post)
    assert told == [post]
    assert Edition.objects.count() == 2


def test_every_change_of_what_is_seen_is_another_edition(cast: Cast, post: Post, told: list[Post]) -> None:
    names = [editions.freeze(post)[0].fingerprint]
    picture = writing.add_picture(post, cast.ben, pictured(cast))
    other = writing.add_picture(post, cast.ben, pictured(cast, "b"))
    names.append(editions.freeze(post)[0].fingerprint)
    writing.describe(picture, cast.ben, "Sacks.")
    names.append(editions.freeze(post)[0].fingerprint)
    writing.move_picture(other, cast.ben, 0)
    names.append(editions.freeze(post)[0].fingerprint)
    writing.set_language(post, cast.ben, "de")
    names.append(editions.freeze(post)[0].fingerprint)
    writing.write(post, cast.ben, "See https://a.example", 0)
    names.append(editions.freeze(post)[0].fingerprint)
    writing.drop_picture(other, cast.ben)
    names.append(editions.freeze(post)[0].fingerprint)
    assert len(set(names)) == len(names)
    assert len(told) == 8


def test_a_draft_that_nobody_relies_on_makes_no_editions(cast: Cast, post: Post, told: list[Post]) -> None:
    writing.write(post, cast.ben, "Something else.", 0)
    assert not Edition.objects.exists()
    assert told == []


def test_an_edition_holds_the_words_as_they_were(cast: Cast, post: Post) -> None:
    first = editions.freeze(post)[0]
    writing.write(post, cast.ben, "Something else.", 0)
    first.refresh_from_db()
    assert first.text == "Nadia tastes forty cups before lunch."


def test_freezing_reads_the_words_of_the_database(cast: Cast, post: Post) -> None:
    """Whoever holds an old object of the post freezes what stands there now."""
    old = Post.objects.get(pk=post.pk)
    writing.write(post, cast.ben, "Something else.", 0)
    assert {edition.text for edition in editions.freeze(old)} == {"Something else."}


def test_the_post_of_a_year_ago_is_a_post_of_its_own(cast: Cast, post: Post) -> None:
    before = editions.freeze(post)
    again = writing.start(cast.harbour, cast.ben, post.text)
    for variant in post.variants.select_related("channel"):
        writing.add_channel(again, cast.ben, variant.channel)
    after = editions.freeze(again)
    assert [e.fingerprint for e in before] == [e.fingerprint for e in after]
    assert {e.pk for e in before}.isdisjoint(e.pk for e in after)


@given(CONTENT, CONTENT)
def test_a_fingerprint_names_one_content(one: Any, two: Any) -> None:
    def seen(content: Any) -> Any:
        text, language, pictures, links = content
        return text, language, [(p["sha256"], p["alt"]) for p in pictures], links

    same = editions.fingerprint(*one) == editions.fingerprint(*two)
    assert same == (seen(one) == seen(two))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_words_taken_in_once_stay_as_they_are(text: str) -> None:
    once = taken(text)
    assert taken(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert is_empty(once) == is_empty(text)
