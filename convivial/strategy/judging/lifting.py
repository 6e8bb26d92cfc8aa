"""What a tactic for followers added a day (E5.tactic_lift), by an interrupted time series (I.3): daily gains before
and during it are a line with a step, by least squares. The step is the lift.

    gain = a + b * day + lift * (1 while it is under way)

Its deviation is the larger of the usual one and that of Newey and West with seven days, for days of a week are
alike; the interval is one of 90 %. Four weeks before and one week of it are the least (ours). What came after it is
left out, for some of it still works. It is no proof: whatever else began on that day is in it, too.

Golden: gains that grow by 1 a week, and 3 more from a day on: a lift of 3.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist, fmean
from typing import Literal

from convivial.strategy.judging.certainty import Certainty

BEFORE = timedelta(days=56)
LEAST_BEFORE, LEAST_DURING = 28, 7
ENOUGH_BEFORE, ENOUGH_DURING = 56, 28
LAG = 7
REACH = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True)
class Lift:
    """Followers a day more than without it, in an interval of 90 %; ``days``: of it, that were counted."""

    a_day: float
    low: float
    high: float
    days: int
    certainty: Certainty

    @property
    def side(self) -> Literal["more", "fewer", "none"]:
        return "more" if self.low > 0 else "fewer" if self.high < 0 else "none"

    @property
    def whole(self) -> float:
        return self.a_day * self.days


def lift(gains: Mapping[date, float], begins: date, ends: date) -> Lift | None:
    """``gains``: by day; ``begins``, ``ends``: first and last day of the tactic so far. None while there is too
    little before or of it."""
    days = sorted(day for day in gains if begins - BEFORE <= day <= ends)
    step = [float(day >= begins) for day in days]
    during = round(sum(step))
    before = len(days) - during
    if before < LEAST_BEFORE or during < LEAST_DURING:
        return None
    at = [float((day - begins).days) for day in days]
    a_day, deviation = _step([gains[day] for day in days], at, step)
    is_enough = before >= ENOUGH_BEFORE and during >= ENOUGH_DURING
    reach = REACH * deviation
    return Lift(a_day, a_day - reach, a_day + reach, during, "enough" if is_enough else "early")


def _step(gains: Sequence[float], at: Sequence[float], step: Sequence[float]) -> tuple[float, float]:
    """The coefficient of the step and its standard deviation, after the line has been taken out of both (Frisch,
    Waugh and Lovell)."""
    gain, alone = _without_line(gains, at), _without_line(step, at)
    square = math.fsum(each * each for each in alone)
    found = math.fsum(a * b for a, b in zip(alone, gain, strict=True)) / square
    left = [g - found * a for g, a in zip(gain, alone, strict=True)]
    freely = len(gains) - 3
    usual = math.fsum(each * each for each in left) / freely / square
    pulls = [a * b for a, b in zip(alone, left, strict=True)]
    alike = _alike(pulls) * len(gains) / freely / square**2
    return found, math.sqrt(max(usual, alike))


def _alike(pulls: Sequence[float]) -> float:
    """The sum of their products with those up to seven days later, the farther the less (Bartlett's weights)."""
    whole = math.fsum(each * each for each in pulls)
    for lag in range(1, LAG + 1):
        pairs = zip(pulls, pulls[lag:], strict=False)
        whole += 2 * (1 - lag / (LAG + 1)) * math.fsum(one * other for one, other in pairs)
    return whole


def _without_line(values: Sequence[float], at: Sequence[float]) -> list[float]:
    middle, mean = fmean(at), fmean(values)
    slope = math.fsum((t - middle) * v for t, v in zip(at, values, strict=True))
    slope /= math.fsum((t - middle) ** 2 for t in at)
    return [v - mean - slope * (t - middle) for t, v in zip(at, values, strict=True)]
