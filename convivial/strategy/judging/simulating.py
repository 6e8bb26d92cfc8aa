"""Ways a weekly series may go on. Each maker takes the values so far, how many weeks ahead, how many ways and a
source of chance, and gives lists of values; a flow's are the counts of weeks, a stock's its level.

The smoothing is exponential smoothing in state-space form with additive errors (Hyndman et al. 2008, A,Ad,N): level
and growth are carried on by every error, so that simulating them forward carries the uncertainty of both.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from statistics import fmean, pstdev

from convivial.strategy.judging.chances import draw_count

Ways = list[list[float]]
ALPHAS = (0.1, 0.3, 0.5, 0.7, 1.0)
BETAS = (0.0, 0.03, 0.1, 0.2)
PHIS = (0.9, 0.97, 1.0)
CALM = (0.03, 0.1, 0.2, 0.4)  # weights for the level of counts
# What carried the last weeks seldom goes on unchanged: from a short history the mean wanders by about a
# seventh of its irregularity a week. Ours; without it the fan held one truth in three half a year ahead.
WANDER = 0.15


@dataclass(frozen=True)
class Smoothed:
    """Where a series stands: its level, growth a week, the errors one week ahead, and the weights that made them."""

    level: float
    growth: float
    errors: tuple[float, ...]
    alpha: float
    beta: float
    phi: float

    @property
    def squares(self) -> float:
        return math.fsum(each * each for each in self.errors)


def drift(values: Sequence[float], ahead: int, ways: int, chance: random.Random) -> Ways:
    """A random walk: steps drawn from the observed ones."""
    steps = [after - before for before, after in pairwise(values)]
    return [_walked(values[-1], way) for way in _drawn_again(steps, ahead, ways, chance)]


def weeks(values: Sequence[float], ahead: int, ways: int, chance: random.Random) -> Ways:
    """Weeks drawn from the observed ones; a count is never below zero."""
    return [[max(0.0, each) for each in way] for way in _drawn_again(values, ahead, ways, chance)]


def trend(values: Sequence[float], ahead: int, ways: int, chance: random.Random) -> Ways:
    """A damped local linear trend with its errors drawn again. The growth each way starts with is unsure by what the
    number of weeks leaves open."""
    fits = _likely([_smoothed(values, *weights) for weights in product(ALPHAS, BETAS, PHIS)], ways, chance)
    return [_continued(fit, ahead, chance) for fit in fits]


def counts(values: Sequence[float], ahead: int, ways: int, chance: random.Random) -> Ways:
    """Counts around a level that wanders as the observed one did."""
    fits = _likely([_smoothed(values, alpha, 0.0, 0.0) for alpha in CALM], ways, chance)
    spread = _irregularity(values, min(fits, key=lambda fit: fit.squares))
    return [_counted(fit, spread, ahead, chance) for fit in fits]


def _drawn_again(seen: Sequence[float], ahead: int, ways: int, chance: random.Random) -> Ways:
    """Bootstrap twice: a history as it might have been, then what follows it. Each draw is stretched around the mean
    as Student's t is wider than a normal, for a few weeks show less than the whole of their irregularity."""
    count, mean = len(seen), fmean(seen)
    stretch = math.sqrt((count + 1) / max(count - 2, 1))
    wide = [mean + (each - mean) * stretch for each in seen]
    wander = WANDER * pstdev(seen)
    return [_wandering(chance.choices(chance.choices(wide, k=count), k=ahead), wander, chance) for _ in range(ways)]


def _wandering(draws: Sequence[float], wander: float, chance: random.Random) -> list[float]:
    off, way = 0.0, list[float]()
    for each in draws:
        off += chance.gauss(0, wander)
        way.append(each + off)
    return way


def _likely(fits: Sequence[Smoothed], ways: int, chance: random.Random) -> list[Smoothed]:
    """A fit for each way, as often as it is likely: proportional to squares ** (-n / 2). A few weeks leave open which
    weights are right, and the fan shows it."""
    best = min(fits, key=lambda fit: fit.squares)
    if best.squares <= 1e-12:
        return [best] * ways
    half = len(best.errors) / 2
    return chance.choices(fits, [(best.squares / fit.squares) ** half for fit in fits], k=ways)


def _walked(level: float, steps: Sequence[float]) -> list[float]:
    way = list[float]()
    for step in steps:
        level += step
        way.append(level)
    return way


def _smoothed(values: Sequence[float], alpha: float, beta: float, phi: float) -> Smoothed:
    """Starts at the first value with the mean growth of the whole, or without growth where phi is 0."""
    level = values[0] if phi else fmean(values)
    growth = (values[-1] - values[0]) / (len(values) - 1) if phi else 0.0
    errors = list[float]()
    for value in values[1:] if phi else values:
        ahead = level + phi * growth
        error = value - ahead
        level, growth = ahead + alpha * error, phi * growth + beta * error
        errors.append(error)
    return Smoothed(level, growth, tuple(errors), alpha, beta, phi)


def _continued(fit: Smoothed, ahead: int, chance: random.Random) -> list[float]:
    """Errors of a fit are smaller than errors ahead, by the three weights that were chosen."""
    count = len(fit.errors)
    factor = math.sqrt(count / max(count - 3, 1))
    growth = chance.gauss(fit.growth, factor * math.sqrt(fit.squares / count) * fit.alpha / math.sqrt(count))
    level, way = fit.level, list[float]()
    for error in (factor * each for each in chance.choices(fit.errors, k=ahead)):
        growth *= fit.phi
        level += growth
        way.append(level + error)
        level, growth = level + fit.alpha * error, growth + fit.beta * error
    return way


def _irregularity(values: Sequence[float], fit: Smoothed) -> float:
    """By how much counts vary beyond a Poisson's: variance = mean + spread * mean**2, by moments."""
    mean = fmean(values)
    if mean <= 0:
        return 0.0
    variance = fit.squares / max(len(values) - 2, 1)
    return max(0.0, (variance - mean) / (mean * mean))


def _counted(fit: Smoothed, spread: float, ahead: int, chance: random.Random) -> list[float]:
    """The level is unsure by what the smoothing leaves of the counts' irregularity, at least by their mean's."""
    variance = max(fit.level + spread * fit.level**2, 0.0)
    known = max(fit.alpha / (2 - fit.alpha), 1 / len(fit.errors))
    level, way = max(0.0, chance.gauss(fit.level, math.sqrt(variance * known))), list[float]()
    for _ in range(ahead):
        count = draw_count(chance, level, spread)
        way.append(count)
        level = max(0.0, level + fit.alpha * (count - level))
    return way
