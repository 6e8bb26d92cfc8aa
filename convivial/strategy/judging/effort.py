"""Where the hours go, estimated from standard minutes a content type (J.4); never measured on a person.

Checks E2.effort_vs_tier and E2.inversion. Because it is an estimate, it never asks for more than to be watched.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from convivial.strategy.judging.certainty import LEAST, Certainty, of_posts
from convivial.strategy.judging.mix import Verdict
from convivial.strategy.judging.scoring import Tier

# Minutes from the idea to the scheduled post: values to start from (ours), which a strategist changes.
STANDARD: dict[str, int] = {
    "text": 25, "link": 30, "single_image": 45, "gif": 30, "poll": 25, "thread": 75, "carousel": 120, "document": 150,
    "short_video": 180, "long_video": 480, "live": 240, "story": 20, "article": 240, "audio": 240, "event": 60,
    "ugc_repost": 20,
}  # fmt: skip
UNKNOWN = 40  # minutes for a type that nobody has named
TIERS: tuple[Tier, ...] = ("primary", "secondary", "presence", "parked")
MARGIN = 0.05  # a tier takes more than a higher one when it takes five points more: the minutes are estimates


@dataclass(frozen=True)
class Choice:
    """``share``: of the effort, planned, 0-1; None when nobody planned one."""

    network: str
    tier: Tier
    share: float | None = None


@dataclass(frozen=True)
class Effort:
    network: str
    tier: Tier
    minutes: int
    share: float
    planned: float | None

    @property
    def over(self) -> float | None:
        """Points of share above the plan; below zero: less than planned."""
        return None if self.planned is None else self.share - self.planned


@dataclass(frozen=True)
class Inversion:
    """A network of a lower tier that takes more effort than one of a higher."""

    lower: Effort
    higher: Effort


@dataclass(frozen=True)
class Spending:
    posts: int
    minutes: int
    efforts: tuple[Effort, ...]
    inversions: tuple[Inversion, ...]
    distance: float | None
    verdict: Verdict
    certainty: Certainty


def minutes(posts: Iterable[tuple[str, str]], standard: Mapping[str, int] = STANDARD) -> dict[str, int]:
    """Minutes by network, from (network, content type) a post."""
    spent: Counter[str] = Counter()
    for network, kind in posts:
        spent[network] += standard.get(kind, STANDARD.get(kind, UNKNOWN))
    return dict(spent)


def judge(
    posts: Iterable[tuple[str, str]], choices: Iterable[Choice], tolerance: float = 0.10,
    standard: Mapping[str, int] = STANDARD,
) -> Spending:  # fmt: skip
    """Posts on networks of which the strategy says nothing count as parked. ``distance``: total variation between
    the planned and the estimated shares, None where a share is not planned."""
    given = list(posts)
    spent, chosen = minutes(given, standard), {each.network: each for each in choices}
    for network in spent:
        chosen.setdefault(network, Choice(network, "parked"))
    whole = sum(spent.values())
    efforts = tuple(_effort(each, spent.get(each.network, 0), whole) for each in chosen.values())
    turned, away = _inversions(efforts), _distance(efforts)
    is_off = bool(turned) or (away is not None and away > tolerance)
    verdict: Verdict = "too_early" if len(given) < LEAST["posts"] else "watch" if is_off else "fine"
    return Spending(len(given), whole, efforts, turned, away, verdict, of_posts(len(given)))


def _effort(choice: Choice, spent: int, whole: int) -> Effort:
    return Effort(choice.network, choice.tier, spent, spent / whole if whole else 0.0, choice.share)


def _inversions(efforts: tuple[Effort, ...]) -> tuple[Inversion, ...]:
    pairs = [
        Inversion(lower, higher)
        for lower in efforts
        for higher in efforts
        if TIERS.index(lower.tier) > TIERS.index(higher.tier) and lower.share > higher.share + MARGIN
    ]
    return tuple(sorted(pairs, key=lambda pair: pair.higher.share - pair.lower.share))


def _distance(efforts: tuple[Effort, ...]) -> float | None:
    over = [effort.over for effort in efforts if effort.tier != "parked" or effort.planned is not None]
    if not over or any(each is None for each in over):
        return None
    parked = sum(effort.share for effort in efforts if effort.planned is None)
    return sum(max(0.0, each or 0.0) for each in over) + parked
