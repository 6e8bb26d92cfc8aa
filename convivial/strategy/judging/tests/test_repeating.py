import random
import time
from itertools import combinations

import pytest

from convivial.strategy.judging.repeating import hashtags, likeness, normalised, repeats, tag_sets, trigrams

MORNING = "The ferry at six in the morning brings our first guests. They say nothing until the second cup."


def test_words_are_compared_by_their_trigrams() -> None:
    """Golden, as in the docstring."""
    assert trigrams(["cat"]) == {"  c", " ca", "cat", "at "}
    assert likeness(trigrams(["cat"]), trigrams(["cats"])) == 0.5
    assert normalised("Cat, CATS! https://cats.example/a_b 9") == ("cat", "cats", "9")


def test_the_same_again_with_a_word_changed_is_a_repetition() -> None:
    again = MORNING.replace("second", "third") + " https://harbour.example/"
    assert repeats([MORNING, "Rain menu: the second cocoa is on the house.", again, MORNING]) == {2: 0, 3: 0}


def test_the_same_news_in_other_words_is_none() -> None:
    other = "At six our first guests come from the ferry, and until the second cup they are silent."
    assert repeats([MORNING, other]) == {}


@pytest.mark.parametrize(
    "text", ["", "Good morning, harbour!", "https://harbour.example/a https://harbour.example/b"]
)
def test_a_greeting_repeats_nothing(text: str) -> None:
    assert repeats([text, text]) == {}


def test_looking_at_the_rarest_misses_nothing() -> None:
    chance = random.Random(5)
    words = [f"{one}{other}o" for one, other in combinations("abcdeflmnr", 2)]
    texts = []
    for _ in range(60):
        text = chance.choices(words, k=12)
        texts += [" ".join(text), " ".join([*text[: chance.randrange(8, 12)], *chance.choices(words, k=1)])]
    sets = [trigrams(normalised(text)) for text in texts]
    slowly = {
        place: min(earlier)
        for place, each in enumerate(sets)
        if (earlier := [before for before in range(place) if likeness(sets[before], each) >= 0.8])
    }
    assert repeats(texts) == slowly
    assert len(slowly) > 10


def test_hundreds_of_posts_are_quickly_compared() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghiklmnoprstu", k=6)) for _ in range(3000)]
    texts = [" ".join(chance.choices(words, k=40)) for _ in range(300)]
    began = time.perf_counter()
    assert repeats(texts + texts) == {place + 300: place for place in range(300)}
    assert time.perf_counter() - began < 5


def test_hashtags_are_read_as_people_write_them() -> None:
    assert hashtags("#Coffee, #harbour (#Kaffee_Hafen) #1 no#tag https://a.example/#part #coffee") == (
        "coffee", "harbour", "kaffee_hafen",
    )  # fmt: skip


def test_the_same_hashtags_more_than_weekly_are_found() -> None:
    always = "Good. #coffee #harbour #morning"
    assert tag_sets([always] * 5) == []
    assert tag_sets(["Good. #HarbourCoffee"] * 20) == []
    (found,) = tag_sets([*[always] * 3, "#morning #Harbour #COFFEE", *[always] * 2, "#coffee #harbour #tea"])
    assert (found.tags, found.places) == (("coffee", "harbour", "morning"), (0, 1, 2, 3, 4, 5))
