"""Posts that share their rarer words are one theme, in any language and in any order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as some

from convivial.mirror.themes import MOST, themes

ROAST = [
    "Our roaster smells of cherries this morning", "A new roast: cherries and cocoa",
    "Roasting day: cocoa, cherries, smoke", "Cocoa from the roaster, cherries from the hill",
]  # fmt: skip
FERRY = [
    "The ferry brings the first guests",
    "When the ferry is late, the guests are cold",
    "Guests and a ferry at six",
]
GERMAN = [
    "Die Fähre bringt die ersten Gäste", "Fähren und Gäste: beide kommen zu spät",
    "Eine Fähre, viele Gäste, kein Schirm",
]  # fmt: skip
OTHER = ["Happy new year", "Closed today"]


def found(texts: list[str], language: str = "en") -> list[tuple[int, ...]]:
    return [theme.posts for theme in themes(texts, [language] * len(texts))]


def test_posts_about_the_same_thing_stand_together_and_the_rest_stays_alone() -> None:
    assert found([*ROAST, *FERRY, *OTHER]) == [(0, 1, 2, 3), (4, 5, 6)]


def test_theme_is_called_by_the_words_that_its_posts_share_as_people_wrote_them() -> None:
    (roast, ferry) = themes([*ROAST, *FERRY, *OTHER], ["en"] * 9)
    assert set(roast.words) <= {"cherries", "cocoa", "roaster", "Roasting"}
    assert set(ferry.words) <= {"ferry", "guests", "late", "cold", "first"}


def test_german_words_are_one_in_all_their_endings() -> None:
    assert found([*GERMAN, *OTHER], "de") == [(0, 1, 2)]


def test_addresses_and_names_of_people_tell_nothing() -> None:
    texts = [f"{word} https://harbour.example/menu @ana@social.example" for word in ("One", "Wholly", "Otherwise")]
    assert found(texts) == []


def test_order_of_the_posts_changes_no_group() -> None:
    texts = [*ROAST, *FERRY, *OTHER]
    mixed = random.Random(3).sample(texts, len(texts))
    groups = {frozenset(mixed[place] for place in posts) for posts in found(mixed)}
    assert groups == {frozenset(ROAST), frozenset(FERRY)}


@settings(max_examples=60, deadline=None)
@given(some.lists(some.text(max_size=80), max_size=30), some.sampled_from(["", "en", "de", "xx", "zh"]))
def test_whatever_people_write_each_post_is_in_one_theme_at_most(texts: list[str], language: str) -> None:
    places = [place for posts in found(texts, language) for place in posts]
    assert len(places) == len(set(places))
    assert all(0 <= place < min(len(texts), MOST) for place in places)
