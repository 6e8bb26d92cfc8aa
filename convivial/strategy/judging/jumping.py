"""Days on which a figure jumped (E6.anomaly, E5.spike), by I.3: the logarithm of a day's figure next to the median of
the same weekday in the eight weeks before, in robust standard deviations (1.4826 times the median distance of all
those days from the medians of their weekdays). More than 3.5 is a jump; before six weeks nothing is said.

Small counts, of fewer than twenty a day, are compared by their roots instead: a logarithm would take the step from
none to one for a large one. Counts are never steadier than chance: the deviation is at least that of a Poisson count
of their mean, and a count of this weekday's mean must seldom be as far off (.001). A step of fewer than five is none
(I.8). Losses are counted below zero.

Golden: a weekday's median of 99, a deviation of ln 2 and a day of 1,599: ln(1600 / 100) / ln 2 = 4 deviations.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean, median

from convivial.strategy.judging.certainty import LEAST, Certainty
from convivial.strategy.judging.chances import poisson_at_least, poisson_at_most

FAR = 3.5
SELDOM = 0.001
SMALL = 20.0  # a day
WEEKS, LEAST_WEEKS = 8, 6
TO_DEVIATION = 1.4826
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Jump:
    """``usual``: on this weekday; ``far``: in robust standard deviations."""

    on: date
    value: float
    usual: float
    far: float
    certainty: Certainty

    @property
    def is_up(self) -> bool:
        return self.value > self.usual


def gains(series: Iterable[tuple[date, float]]) -> dict[date, float]:
    """What came in a day, of a figure that stands; a day after a gap has none, for nobody knows when it came."""
    return {day: value - was for (before, was), (day, value) in pairwise(sorted(series)) if day - before == DAY}


def jumps(days: Mapping[date, float], first: date, last: date, is_count: bool = True) -> list[Jump]:
    """Of these days, both included; ``is_count``: whole numbers, not rates. The farthest first."""
    judged = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = (_jump(days, day, is_count) for day in judged if day in days)
    return sorted((jump for jump in found if jump is not None), key=lambda jump: -jump.far)


def _jump(days: Mapping[date, float], day: date, is_count: bool) -> Jump | None:
    before = {each: days[each] for n in range(1, 7 * WEEKS + 1) if (each := day - n * DAY) in days}
    same = [value for each, value in before.items() if each.weekday() == day.weekday()]
    if len(same) < LEAST_WEEKS or len(before) < 5 * LEAST_WEEKS:
        return None
    value, usual = days[day], median(same)
    mean = fmean(map(abs, before.values()))
    scaled = _root if is_count and mean < SMALL else _log
    least = 0.0 if not is_count else 0.5 if mean < SMALL else math.sqrt(mean) / (1 + mean)
    spread = max(_spread(before, scaled), least)
    far = abs(scaled(value) - scaled(usual)) / spread if spread else 0.0
    if far <= FAR or (is_count and not _is_seldom(value, usual, fmean(map(abs, same)))):
        return None
    return Jump(day, value, usual, far, "enough" if len(same) == WEEKS else "early")


def _spread(before: Mapping[date, float], scaled: Callable[[float], float]) -> float:
    by_weekday: dict[int, list[float]] = {}
    for day, value in before.items():
        by_weekday.setdefault(day.weekday(), []).append(scaled(value))
    usual = {weekday: median(some) for weekday, some in by_weekday.items()}
    return TO_DEVIATION * median(
        abs(value - usual[weekday]) for weekday, some in by_weekday.items() for value in some
    )


def _is_seldom(value: float, usual: float, mean: float) -> bool:
    """That few came on one day is told only where many are usual."""
    if abs(value - usual) < LEAST["posts"]:
        return False
    if value > usual or value < 0:
        return poisson_at_least(round(abs(value)), mean) < SELDOM
    return usual >= SMALL and poisson_at_most(round(value), mean) < SELDOM


def _root(value: float) -> float:
    """Its deviation is about a half, whatever the mean of a Poisson count (Anscombe, 1948)."""
    return math.copysign(math.sqrt(abs(value)), value)


def _log(value: float) -> float:
    return math.copysign(math.log1p(abs(value)), value)
