"""A few exact chances of counts, by hand: they need no library of statistics in a small house."""

import math
import random
from collections.abc import Callable
from statistics import NormalDist

MANY = 400  # posts: beyond that a margin is as good as normal


def poisson_at_most(count: int, mean: float) -> float:
    """P(X <= count) for X ~ Poisson(mean)."""
    if mean <= 0:
        return 1.0
    return min(1.0, math.fsum(_poisson(k, mean) for k in range(count + 1)))


def poisson_at_least(count: int, mean: float) -> float:
    """P(X >= count) for X ~ Poisson(mean)."""
    return 1.0 if count <= 0 else max(0.0, 1 - poisson_at_most(count - 1, mean))


def poisson_interval(count: int, tail: float = 0.05) -> tuple[float, float]:
    """The means that a count does not speak against: Garwood's exact interval, ``tail`` left out at either end."""
    if count > MANY:
        reach = NormalDist().inv_cdf(1 - tail)
        return _cubed(count, -reach), _cubed(count + 1, reach)
    widest = count + 10 * math.sqrt(count + 1) + 10
    low = 0.0 if count == 0 else _crossing(lambda mean: poisson_at_least(count, mean) - tail, 0, float(count))
    return low, _crossing(lambda mean: tail - poisson_at_most(count, mean), float(count), widest)


def share_interval(count: int, total: int, parts: int, tail: float = 0.05) -> tuple[float, float]:
    """Where a share may lie after ``count`` of ``total`` posts among ``parts``: the margin of a Dirichlet posterior
    with one post before the first on every part (I.6), that is Beta(count + 1, total - count + parts - 1)."""
    above, below = count + 1, total - count + max(parts - 1, 1)
    if above + below > MANY:
        mean, reach = above / (above + below), NormalDist().inv_cdf(1 - tail)
        spread = reach * math.sqrt(mean * (1 - mean) / (above + below + 1))
        return max(0.0, mean - spread), min(1.0, mean + spread)
    low = _crossing(lambda share: _beta_below(share, above, below) - tail, 0, 1)
    return low, _crossing(lambda share: _beta_below(share, above, below) - 1 + tail, 0, 1)


def binomial_at_most(count: int, total: int, share: float) -> float:
    """P(X <= count) for X ~ Binomial(total, share); of many, by the normal with half a step added."""
    if count >= total or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    if total > 10 * MANY:
        spread = math.sqrt(total * share * (1 - share))
        return NormalDist().cdf((count + 0.5 - total * share) / spread)
    return max(0.0, 1 - _beta_below(share, count + 1, total - count))


def draw_count(chance: random.Random, mean: float, spread: float) -> float:
    """A count with this mean and variance ``mean + spread * mean**2``: a Poisson whose mean is drawn from a gamma
    (negative binomial). Large means are drawn as the gamma of the same two moments, rounded."""
    if mean <= 0:
        return 0.0
    if mean > 8:
        variance = mean + spread * mean * mean
        return float(round(chance.gammavariate(mean * mean / variance, variance / mean)))
    if spread > 0:
        mean = chance.gammavariate(1 / spread, spread * mean)
    return float(_draw_poisson(chance, mean))


def _draw_poisson(chance: random.Random, mean: float) -> int:
    """Knuth's product of uniforms; for the small means that a gamma can stretch, never for large ones."""
    if mean > 60:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    left, count = math.exp(-mean), 0
    product = chance.random()
    while product > left:
        product *= chance.random()
        count += 1
    return count


def _cubed(count: int, reach: float) -> float:
    """Wilson and Hilferty's approximation of a gamma's quantile."""
    return count * (1 - 1 / (9 * count) + reach / (3 * math.sqrt(count))) ** 3


def _poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def _beta_below(share: float, above: int, below: int) -> float:
    """P(Beta(above, below) <= share) for whole numbers: at least ``above`` of ``above + below - 1`` fall below it."""
    if share <= 0 or share >= 1:
        return float(share >= 1)
    tries = above + below - 1
    odds, rest = math.log(share), math.log1p(-share)
    whole = math.lgamma(tries + 1)
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(tries - k + 1) + k * odds + (tries - k) * rest)
        for k in range(above, tries + 1)
    )


def _crossing(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses zero, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
