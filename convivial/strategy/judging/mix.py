"""Is the content what was planned? Counts against planned shares (I.6, checks E1.mix, E1.type, E1.intent, E1.origin).

A mix is a decision, not a sample: the plain gap comes first ("4 posts short on B"), then the distance, and only then
the question whether it could be chance. Distance is total variation, half the sum of the differences of the shares.

Golden (I.6): 30 posts planned 40/30/20/10, done 18/5/5/2: distance .200, adherence .80, chance .12: leaning, not off.
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from convivial.strategy.judging.certainty import LEAST, Certainty, of_posts
from convivial.strategy.judging.chances import share_interval
from convivial.strategy.judging.quotas import Shares, exact, quotas

Verdict = Literal["act", "watch", "fine", "too_early"]
UNLIKELY = 0.05
EXACT_UP_TO, DRAWS = 20_000, 4_000
AT_ONCE = 400  # more posts than that are drawn part by part
FARTHEST = 60  # posts ahead: what needs more is no matter of the next posts


@dataclass(frozen=True)
class Gap:
    """``planned`` and ``share`` are 0-1; ``due``: whole posts of the plan; ``low``, ``high``: where the share may lie
    (90 %)."""

    key: str
    planned: float
    share: float
    count: int
    due: int
    low: float
    high: float

    @property
    def short(self) -> int:
        """Posts short of the plan; below zero: posts too many."""
        return self.due - self.count


@dataclass(frozen=True)
class Mix:
    """``gaps``: the most missing first. ``chance``: how often the plan itself, posted at random, would be as far off.
    ``balance``: the next posts, in order, that bring the distance within the tolerance; None when 60 would not do."""

    total: int
    gaps: tuple[Gap, ...]
    distance: float
    tolerance: float
    chance: float
    verdict: Verdict
    certainty: Certainty
    balance: tuple[str, ...] | None

    @property
    def adherence(self) -> float:
        return 1 - self.distance

    @property
    def most_missing(self) -> Gap:
        return self.gaps[0]

    @property
    def most_overdone(self) -> Gap:
        return min(self.gaps, key=lambda gap: gap.short)


def judge(counts: Mapping[str, int], plan: Shares, tolerance: float = 0.10) -> Mix:
    """``plan``: shares in any unit; ``tolerance``: a distance, 0-1. What is done and stands in no plan has share 0.
    Posts without any label are not part of a mix: they are counted on their own."""
    shares = exact({**dict.fromkeys(counts, 0), **plan})
    done = {key: counts.get(key, 0) for key in shares}
    total, parts = sum(done.values()), tuple(shares.values())
    away = float(distance(tuple(done.values()), parts))
    chance = likelihood(tuple(done.values()), parts)
    return Mix(
        total=total,
        gaps=_gaps(done, shares, total),
        distance=away,
        tolerance=tolerance,
        chance=chance,
        verdict=_verdict(total, away, chance, tolerance),
        certainty=of_posts(total, chance),
        balance=_balance(done, shares, tolerance),
    )


def distance(counts: tuple[int, ...], parts: tuple[Fraction, ...]) -> Fraction:
    """Total variation between done and planned, 0-1. Nothing done is no distance."""
    total = sum(counts)
    if not total:
        return Fraction()
    return sum((abs(Fraction(n, total) - part) for n, part in zip(counts, parts, strict=True)), Fraction()) / 2


@lru_cache(maxsize=512)
def likelihood(counts: tuple[int, ...], parts: tuple[Fraction, ...]) -> float:
    """P(distance at least as large) when as many posts are drawn from the plan. Every outcome is looked at when there
    are few, else a fixed number of draws, the same each time; comparisons are in whole numbers, so a tie is a tie."""
    total = sum(counts)
    scale = math.lcm(*(part.denominator for part in parts))
    whole = tuple(total * int(part * scale) for part in parts)
    bound = _over(counts, whole, scale)
    if bound == 0:
        return 1.0
    if math.comb(total + len(parts) - 1, len(parts) - 1) <= EXACT_UP_TO:
        chances = [
            _chance(each, parts) for each in _outcomes(total, len(parts)) if _over(each, whole, scale) >= bound
        ]
        return min(1.0, math.fsum(chances))
    draws = _draws(total, [float(part) for part in parts])
    return sum(_over(each, whole, scale) >= bound for each in draws) / DRAWS


def _over(counts: tuple[int, ...], whole: tuple[int, ...], scale: int) -> int:
    """The distance times posts times scale: a whole number."""
    return sum(max(0, n * scale - due) for n, due in zip(counts, whole, strict=True))


def _outcomes(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _outcomes(total - first, parts - 1):
            yield (first, *rest)


def _chance(counts: tuple[int, ...], parts: tuple[Fraction, ...]) -> float:
    if any(n and not part for n, part in zip(counts, parts, strict=True)):
        return 0.0
    ways = math.lgamma(sum(counts) + 1) - sum(math.lgamma(n + 1) for n in counts)
    return math.exp(ways + sum(n * math.log(part) for n, part in zip(counts, parts, strict=True) if n))


def _draws(total: int, parts: list[float]) -> Iterator[tuple[int, ...]]:
    chance = random.Random(total)
    if total > AT_ONCE:
        yield from (_drawn_by_part(chance, total, parts) for _ in range(DRAWS))
        return
    keys, bounds = range(len(parts)), list(accumulate(parts))
    for _ in range(DRAWS):
        drawn = chance.choices(keys, cum_weights=bounds, k=total)
        yield tuple(map(drawn.count, keys))


def _drawn_by_part(chance: random.Random, total: int, parts: list[float]) -> tuple[int, ...]:
    """With hundreds of posts each part's count is as good as normal, given the parts before it."""
    counts, left, rest = [], total, 1.0
    for part in parts:
        share = min(1.0, part / rest) if rest > 1e-12 else 0.0
        n = round(chance.gauss(left * share, math.sqrt(left * share * (1 - share))))
        counts.append(min(max(n, 0), left))
        left, rest = left - counts[-1], rest - part
    counts[-1] += left
    return tuple(counts)


def _verdict(total: int, away: float, chance: float, tolerance: float) -> Verdict:
    if total < LEAST["posts"]:
        return "too_early"
    if away <= tolerance + 1e-12:
        return "fine"
    return "act" if chance < UNLIKELY else "watch"


def _gaps(done: Mapping[str, int], shares: Mapping[str, Fraction], total: int) -> tuple[Gap, ...]:
    due = quotas(total, shares)
    gaps = [
        Gap(key, float(part), done[key] / max(total, 1), done[key], due[key], *_interval(done, key, total))
        for key, part in shares.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.short))


def _interval(done: Mapping[str, int], key: str, total: int) -> tuple[float, float]:
    return share_interval(done[key], total, len(done))


def _balance(done: Mapping[str, int], shares: Mapping[str, Fraction], tolerance: float) -> tuple[str, ...] | None:
    """Each next post goes to whatever would then be furthest behind."""
    counts, added, parts = dict(done), list[str](), tuple(shares.values())
    while float(distance(tuple(counts.values()), parts)) > tolerance + 1e-12:
        if len(added) == FARTHEST:
            return None
        after = sum(counts.values()) + 1
        key = max(shares, key=lambda each: after * shares[each] - counts[each])
        counts[key] += 1
        added.append(key)
    return tuple(added)
