"""What was talked about, found in the words alone.

Each post becomes the set of its rarer words: stems, without stop words of the languages spoken, addresses and names
of people, weighted by how few posts hold them (tf-idf). Posts are then joined, the most alike first, as long as two
groups are alike on average (average linkage of cosines). A group of at least three posts is a theme and is called by
the words that most of its posts share. Nothing is drawn by chance: the same posts give the same themes.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

import snowballstemmer
import stop_words

MOST = 400  # posts: the newest of them
ALIKE = 0.12  # two groups below this are about different things
LEAST = 3  # posts of a theme
COMMON, FEW = 0.5, 5  # words in more than half of the posts, if these are more than a few, tell nothing apart
NAMES = 3
LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch",
    "pt": "portuguese", "sv": "swedish", "da": "danish", "nb": "norwegian", "no": "norwegian", "fi": "finnish",
}  # fmt: skip

_LEFT_OUT = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S*@\S*|@\S+")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Theme:
    """``words`` as people wrote them, the most telling first; ``posts``: places in what was given."""

    words: tuple[str, ...]
    posts: tuple[int, ...]


def themes(texts: Sequence[str], languages: Sequence[str]) -> list[Theme]:
    """The themes of texts, the largest first. ``languages``: of each text, "" where it is not known."""
    spoken = _spoken(languages)
    written = [_words(text, language, spoken) for text, language in zip(texts[:MOST], languages, strict=False)]
    vectors = _weighted([Counter(words.values()) for words in map(_by_place, written)])
    groups = [group for group in _joined(vectors) if len(group) >= LEAST]
    found = [Theme(_called(group, written, vectors), tuple(group)) for group in groups]
    return sorted((theme for theme in found if theme.words), key=lambda theme: (-len(theme.posts), theme.posts))


def _spoken(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages that are named, and English, in which half the world mixes its words."""
    return tuple(sorted({each[:2].lower() for each in languages if each} & set(LANGUAGES) | {"en"}))


def _words(text: str, language: str, spoken: tuple[str, ...]) -> list[tuple[str, str]]:
    """(stem, as written), without what tells nothing."""
    stop, own = _stop(spoken), language[:2].lower() or next((each for each in spoken if each != "en"), "en")
    plain = _LEFT_OUT.sub(" ", text)
    return [
        (_stem(word.casefold(), own if own in LANGUAGES else "en"), word)
        for word in _WORD.findall(plain)
        if word.casefold().strip("’'-") not in stop
    ]


def _by_place(words: Sequence[tuple[str, str]]) -> dict[int, str]:
    return {place: stem for place, (stem, _) in enumerate(words)}


def _weighted(counts: Sequence[Counter[str]]) -> list[Vector]:
    """Unit vectors of tf-idf. A word of one post alone joins nothing, one of nearly all tells nothing apart."""
    among = Counter(word for count in counts for word in count)
    top = max(COMMON * len(counts), FEW)
    told = {word: math.log((len(counts) + 1) / posts) for word, posts in among.items() if 2 <= posts <= top}
    return [_unit({word: math.sqrt(n) * told[word] for word, n in count.items() if word in told}) for count in counts]


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


class _Group:
    """``total``: the sum of its members' vectors; ``turn``: how often it grew."""

    def __init__(self, place: int, vector: Vector) -> None:
        self.members, self.total, self.turn = [place], dict(vector), 0

    def take(self, other: "_Group") -> None:
        self.members += other.members
        self.turn += 1
        for word, weight in other.total.items():
            self.total[word] = self.total.get(word, 0.0) + weight

    def like(self, other: "_Group") -> float:
        """Of unit vectors, the mean cosine of two groups is the product of their sums over that of their sizes."""
        small, large = sorted((self.total, other.total), key=len)
        product = sum(weight * large.get(word, 0.0) for word, weight in small.items())
        return product / (len(self.members) * len(other.members))


def _joined(vectors: Sequence[Vector]) -> list[list[int]]:
    """The most alike first, while any are alike. What stands in the heap about a group that grew is passed over."""
    groups = {place: _Group(place, vector) for place, vector in enumerate(vectors) if vector}
    beside = _beside(vectors)
    heap = [
        (-groups[one].like(groups[other]), one, other, 0, 0) for one in beside for other in beside[one] if one < other
    ]
    heapify(heap)
    while heap:
        near, one, other, turn, their_turn = heappop(heap)
        if -near < ALIKE:
            break
        if one not in groups or other not in groups or (groups[one].turn, groups[other].turn) != (turn, their_turn):
            continue
        groups[one].take(groups.pop(other))
        beside[one] = (beside[one] | beside.pop(other)) - {one, other}
        for place in beside[one]:
            beside[place] = beside[place] - {other} | {one}
            first, second = sorted((one, place))
            like = groups[first].like(groups[second])
            heappush(heap, (-like, first, second, groups[first].turn, groups[second].turn))
    return [sorted(group.members) for group in groups.values()]


def _beside(vectors: Sequence[Vector]) -> dict[int, set[int]]:
    """For each text those that share a word with it."""
    with_word: dict[str, set[int]] = defaultdict(set)
    for place, vector in enumerate(vectors):
        for word in vector:
            with_word[word].add(place)
    beside = {
        place: set().union(*(with_word[word] for word in vector)) for place, vector in enumerate(vectors) if vector
    }
    return {place: near - {place} for place, near in beside.items()}


def _called(
    group: Sequence[int], written: Sequence[Sequence[tuple[str, str]]], vectors: Sequence[Vector]
) -> tuple[str, ...]:
    """The words that weigh most in it and stand in at least a third of its posts, as they are written most often."""
    weight: Counter[str] = Counter()
    among: Counter[str] = Counter()
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    for place in group:
        for word, much in vectors[place].items():
            weight[word] += much  # type: ignore[assignment]
            among[word] += 1
        for stem, word in written[place]:
            ways[stem][word] += 1
    shared = [word for word, _ in weight.most_common() if among[word] * 3 >= len(group)]
    return tuple(_usual(ways[word]) for word in shared[:NAMES])


def _usual(ways: Counter[str]) -> str:
    return min(ways, key=lambda way: (-ways[way], way))


@lru_cache(maxsize=8)
def _stop(spoken: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for each in spoken for word in stop_words.get_stop_words(LANGUAGES[each]))


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@lru_cache(maxsize=12)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(LANGUAGES[language])
