"""What was said before: words that are nearly the same, and the same hashtags over and over (E1.fatigue, E3.hashtag).

Two texts are nearly the same when the sets of their trigrams overlap by .8 (Jaccard, B.3). Trigrams are taken word by
word, padded by two blanks before and one behind, after small letters and without links and signs. Only texts that
share one of their rarest trigrams are compared at all: sets that overlap by t share one among the first n - ceil(t n)
+ 1 in any one order, so nothing is missed, and thousands of posts take no longer than they should.

Golden: "cat" and "cats" have four and five trigrams, three of them in common: 3 / 6 = .5.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 0.8
FEWEST_WORDS = 4  # "Good morning!" is a greeting, not a repetition (ours)
MOST_REPEATED = 0.1  # of the posts: below, it is told and nobody has to mind it (ours)
FEWEST_TAGS = 3  # one or two are a name that belongs under everything (ours)
MOST_TAGS = 5  # times in 30 days: more than once a week, the same few people find all of it (ours)

_LINK = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")


@dataclass(frozen=True)
class TagSet:
    """Hashtags in small letters, in the order of the alphabet, and the places of the posts that have just these."""

    tags: tuple[str, ...]
    places: tuple[int, ...]


def normalised(text: str) -> tuple[str, ...]:
    """The words as they are compared."""
    return tuple(_WORD.findall(_LINK.sub(" ", unicodedata.normalize("NFKC", text)).casefold()))


def trigrams(words: Iterable[str]) -> frozenset[str]:
    padded = [f"  {word} " for word in words]
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: what they have in common of all that they have."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if one or other else 0.0


def repeats(texts: Sequence[str], alike: float = ALIKE) -> dict[int, int]:
    """By the place of a text that repeats an earlier one: the place of the first that it repeats."""
    sets = [trigrams(words) if len(words) >= FEWEST_WORDS else frozenset() for words in map(normalised, texts)]
    firsts: dict[frozenset[str], int] = {}
    for place, each in enumerate(sets):
        firsts.setdefault(each, place)
    near = _near(firsts, alike)
    found = {place: near.get(firsts[each], firsts[each]) for place, each in enumerate(sets) if each}
    return {place: first for place, first in found.items() if first != place}


def _near(firsts: dict[frozenset[str], int], alike: float) -> dict[int, int]:
    """Among texts that are not quite the same: each with the first one that it is nearly like."""
    often = Counter(gram for each in firsts for gram in each)
    known: dict[str, list[frozenset[str]]] = defaultdict(list)
    near: dict[int, int] = {}
    for each, place in firsts.items():
        rarest = sorted(each, key=lambda gram: (often[gram], gram))
        rarest = rarest[: len(each) - math.ceil(alike * len(each)) + 1]
        others = {other for gram in rarest for other in known[gram]}
        alikes = [firsts[other] for other in others if _may_be(each, other, alike) and likeness(each, other) >= alike]
        if alikes:
            near[place] = min(alikes)
        for gram in rarest:
            known[gram].append(each)
    return near


def _may_be(one: frozenset[str], other: frozenset[str], alike: float) -> bool:
    """By their sizes alone."""
    return min(len(one), len(other)) >= alike * max(len(one), len(other))


def hashtags(text: str) -> tuple[str, ...]:
    return tuple(sorted({tag.casefold() for tag in _TAG.findall(text)}))


def tag_sets(texts: Iterable[str]) -> list[TagSet]:
    """Sets of three hashtags or more that stand under more than five of these texts, the most used first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[hashtags(text)].append(place)
    sets = [TagSet(tags, tuple(some)) for tags, some in places.items() if len(tags) >= FEWEST_TAGS]
    return sorted((each for each in sets if len(each.places) > MOST_TAGS), key=lambda each: -len(each.places))
