"""What the posts of some weeks show: rhythm, silence, formats, times, themes, what was answered, what did best.

Pure: posts in, plain data out. A post is held against what is usual on its own channel, never against another one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from .themes import themes

ENOUGH = 10  # counted posts of a channel, before anything is said about what did better there
SHOWN_THEMES, SHOWN_BEST, SHOWN_TIMES, EXAMPLES = 8, 5, 3, 2
REACTIONS = ("likes", "shares", "replies", "quotes", "saves")


@dataclass(frozen=True)
class Past:
    """``key``: how the caller knows it; ``at``: the wall clock of the workspace; ``channel``: a key of ``called``."""

    key: int
    channel: str
    at: datetime
    text: str = ""
    language: str = ""
    kind: str = "post"
    shape: str = "words"
    figures: Mapping[str, int] = field(default_factory=dict)

    @property
    def reactions(self) -> int | None:
        told = [self.figures[name] for name in REACTIONS if name in self.figures]
        return sum(told) if told else None


def reflect(past: Sequence[Past], first: date, last: date) -> dict[str, Any]:
    """From the first day to the last, both included. Answers to others and what was shared are counted apart."""
    posts = [each for each in past if each.kind == "post"]
    own = [each for each in past if each.kind in ("post", "thread")]
    by_channel: dict[str, list[Past]] = {}
    for each in sorted(past, key=lambda each: each.at):
        by_channel.setdefault(each.channel, []).append(each)
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "posts": len(posts),
        "channels": [_channel(name, said, first, last) for name, said in _busiest(by_channel)],
        "themes": _themes(posts),
        "answered": _answered(past),
        "best": _best(own),
    }


def _busiest(by_channel: Mapping[str, list[Past]]) -> list[tuple[str, list[Past]]]:
    return sorted(by_channel.items(), key=lambda each: (-sum(post.kind == "post" for post in each[1]), each[0]))


def _channel(name: str, said: Sequence[Past], first: date, last: date) -> dict[str, Any]:
    posts = [each for each in said if each.kind == "post"]
    kinds = Counter(each.kind for each in said)
    return {
        "channel": name,
        "posts": len(posts),
        "replies": kinds["reply"],
        "shares": kinds["share"],
        "weeks": weeks([each.at.date() for each in posts], first, last),
        "silence": silence([each.at.date() for each in posts], first, last),
        "shapes": dict(Counter(each.shape for each in posts).most_common()),
        "times": _times(posts),
        "usual": _usual(said),
    }


def weeks(days: Iterable[date], first: date, last: date) -> list[int]:
    """Posts in each whole week counted back from the last day, the oldest first; days before the first whole week are
    left out."""
    count = ((last - first).days + 1) // 7
    found = [0] * count
    for day in days:
        back = (last - day).days // 7
        if 0 <= back < count:
            found[count - 1 - back] += 1
    return found


def silence(days: Iterable[date], first: date, last: date) -> int:
    """The most days in a row on which nothing went out."""
    known = sorted({day for day in days if first <= day <= last})
    edges = [first - timedelta(days=1), *known, last + timedelta(days=1)]
    return max((after - before).days - 1 for before, after in pairwise(edges))


def _times(posts: Sequence[Past]) -> list[list[int]]:
    """[weekday, hour, posts] of the hours used most, if they were used more than once."""
    used = Counter((each.at.weekday(), each.at.hour) for each in posts)
    ranked = sorted(used.items(), key=lambda each: (-each[1], each[0]))
    return [[day, hour, count] for (day, hour), count in ranked[:SHOWN_TIMES] if count > 1]


def _usual(said: Sequence[Past]) -> float | None:
    """The middle number of reactions of its posts; None from fewer than ten that were counted."""
    counted = [each.reactions for each in said if each.kind != "share" and each.reactions is not None]
    return median(counted) if len(counted) >= ENOUGH else None


def _themes(posts: Sequence[Past]) -> list[dict[str, Any]]:
    newest = sorted(posts, key=lambda each: each.at, reverse=True)
    once = list(
        {" ".join(each.text.split()).casefold(): each for each in reversed(newest) if each.text.strip()}.values()
    )
    once.sort(key=lambda each: each.at, reverse=True)
    found = themes([each.text for each in once], [each.language for each in once])
    return [
        {
            "words": list(theme.words),
            "posts": len(theme.posts),
            "of": len(once),
            "examples": [once[place].key for place in theme.posts[:EXAMPLES]],
        }
        for theme in found[:SHOWN_THEMES]
    ]


def _answered(past: Sequence[Past]) -> dict[str, int]:
    """``of``: posts for which the network told whether somebody answered; ``got``: those that somebody answered."""
    told = [each.figures["replies"] for each in past if each.kind == "post" and "replies" in each.figures]
    return {"of": len(told), "got": sum(count > 0 for count in told), "wrote": sum(p.kind == "reply" for p in past)}


def _best(own: Sequence[Past]) -> list[dict[str, Any]]:
    """Those that moved more people than their channel usually does, the most above it first."""
    by_channel: dict[str, list[Past]] = {}
    for each in own:
        by_channel.setdefault(each.channel, []).append(each)
    usual = {name: _usual(said) for name, said in by_channel.items()}
    above = [
        (each.reactions / max(middle, 1.0), each.at, each, middle)
        for each in own
        if (middle := usual[each.channel]) is not None and each.reactions is not None and each.reactions > middle
    ]
    above.sort(key=lambda row: (-row[0], row[1]))
    return [
        {"key": each.key, "reactions": each.reactions, "usual": middle} for _, _, each, middle in above[:SHOWN_BEST]
    ]
