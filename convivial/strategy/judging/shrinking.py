"""What a small group's mean is worth: pulled towards everybody's mean, the more the fewer posts it has (I.1, I.2).

theta = (n * mean + k * mu) / (n + k), with k the variance within groups over the variance between them. Golden (I.1)
with mu .02 and k 40: two posts at .06 are worth .02190, ten at .04 .02400, eighty at .03 .02667.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from convivial.strategy.judging.certainty import Certainty, of_posts

SHUFFLES = 400  # tell one in twenty well enough


@dataclass(frozen=True)
class Worth:
    """``mean``: as counted, None without posts; ``value``: to be believed; ``ratio``: of it to everybody's mean."""

    key: str
    posts: int
    mean: float | None
    value: float
    ratio: float | None
    certainty: Certainty


def shrunk(posts: int, mean: float, everybody: float, strength: float) -> float:
    """``strength``: how many posts everybody's mean counts for; infinite when the groups do not differ at all."""
    if math.isinf(strength) or posts + strength == 0:
        return everybody
    return (posts * mean + strength * everybody) / (posts + strength)


def worth(outcomes: Mapping[str, Sequence[float]]) -> tuple[Worth, ...]:
    """An outcome for each post of each group (a pillar's reach, or clicks per minute of effort), best group first.

    Outcomes of posts are skewed: give logarithms, or ratios, rather than bare counts."""
    everything = [each for group in outcomes.values() for each in group]
    if not everything:
        return ()
    mu, k = fmean(everything), strength(outcomes)
    rows = [_worth(key, group, mu, k) for key, group in outcomes.items()]
    return tuple(sorted(rows, key=lambda row: -row.value))


def by_chance(outcomes: Mapping[str, Sequence[float]], seed: int = 1) -> float:
    """How often posts that are dealt out to the groups at random would set them apart as far: a permutation test on
    what lies between the groups, as I.6 asks it of shares. The same facts and the same seed answer the same."""
    sizes = [len(group) for group in outcomes.values() if group]
    dealt = [each for group in outcomes.values() for each in group]
    seen, chance = _between([group for group in outcomes.values() if group]), random.Random(seed)
    reached = 1
    for _shuffle in range(SHUFFLES):
        chance.shuffle(dealt)
        hands, start = [], 0
        for size in sizes:
            hands.append(dealt[start : start + size])
            start += size
        reached += _between(hands) >= seen
    return reached / (SHUFFLES + 1)


def _between(groups: Sequence[Sequence[float]]) -> float:
    """As far as shuffling changes it: the sum over the groups of their size times their mean squared."""
    return math.fsum(math.fsum(group) ** 2 / len(group) for group in groups)


def strength(outcomes: Mapping[str, Sequence[float]]) -> float:
    """k by the method of moments of a one-way analysis of variance. Infinite when the differences between the groups
    are no larger than what the posts within them explain."""
    groups = [group for group in outcomes.values() if group]
    total, count = sum(map(len, groups)), len(groups)
    if count < 2 or total <= count:
        return math.inf
    mu = fmean([each for group in groups for each in group])
    means = [(group, fmean(group)) for group in groups]
    within = math.fsum((each - mean) ** 2 for group, mean in means for each in group) / (total - count)
    between = math.fsum(len(group) * (mean - mu) ** 2 for group, mean in means) / (count - 1)
    typical = (total - sum(len(group) ** 2 for group in groups) / total) / (count - 1)
    spread = (between - within) / typical
    return within / spread if spread > 1e-15 else math.inf


def _worth(key: str, group: Sequence[float], mu: float, k: float) -> Worth:
    mean = fmean(group) if group else None
    value = shrunk(len(group), mean if mean is not None else mu, mu, k)
    return Worth(key, len(group), mean, value, value / mu if mu else None, of_posts(len(group)))
