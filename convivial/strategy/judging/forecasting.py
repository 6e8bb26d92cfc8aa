"""Will it be reached? Likely, open or unlikely by the due day, from many simulated ways there (I.4, check E4.pace).

Everything is by whole weeks. A *stock* (followers) is observed on a day and filled straight between observations;
one that is observed less often goes in longer steps, for steps that nobody saw would all be alike. What is filled in
makes nothing surer: counted are the steps in which something was observed. A *flow* (clicks, leads) is counted in
weeks, or in other equal periods of ``every`` days, and its target is a sum. Four methods, said by name with every
forecast:

- ``drift``: fewer than 12 points of a stock: a random walk, its weekly steps drawn again from those observed. Each
  way first draws a history of its own, and its drift wanders: few weeks say little about it, and the fan shows it.
- ``trend``: a stock from 12 points on: a damped local linear trend (exponential smoothing with additive error), its
  three weights drawn from a small grid, each as often as its squared errors one week ahead make it likely.
- ``weeks``: fewer than 12 weeks of a flow: weeks drawn again from those observed, as in ``drift``.
- ``counts``: a flow from 12 weeks on: the same smoothing without growth, with counts as irregular as those observed
  (negative binomial).

The same facts and the same seed give the same forecast; a harder target is never likelier. How often the fan holds
what it promises is printed by ``bench/forecast.py``, and ``coverage`` looks back at a real series.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Literal

from convivial.strategy.judging.certainty import ENOUGH_POINTS, LEAST_POINTS, Certainty, of_points
from convivial.strategy.judging.simulating import Ways, counts, drift, trend, weeks

Kind = Literal["stock", "flow"]
Simulate = Callable[[Sequence[float], int, int, random.Random], Ways]
Verdict = Literal["likely", "open", "unlikely", "too_early"]
Direction = Literal["increase", "decrease", "keep_between"]
LIKELY, UNLIKELY = 0.7, 0.3
LOW, HIGH = 0.1, 0.9  # the fan holds four ways in five
WAYS, STEPS, FARTHEST = 1_000, 60_000, 260  # at most so many ways, steps in all, and weeks ahead

_METHODS: dict[tuple[Kind, bool], tuple[str, Simulate]] = {
    ("stock", False): ("drift", drift),
    ("stock", True): ("trend", trend),
    ("flow", False): ("weeks", weeks),
    ("flow", True): ("counts", counts),
}


@dataclass(frozen=True)
class Aim:
    """``high``: the upper bound of *keep between*, whose lower bound is ``target``; ``over``: the target of a flow is
    the sum of its last so many weeks ("60 a month" is 4), whole ones up to about the due day; None the sum of all
    since the first."""

    target: float
    due: date
    direction: Direction = "increase"
    high: float = math.inf
    over: int | None = None

    def is_met(self, value: float) -> bool:
        if self.direction == "decrease":
            return value <= self.target
        return self.target <= value <= (self.high if self.direction == "keep_between" else math.inf)


@dataclass(frozen=True)
class Fan:
    """A day ahead: one way in ten ends below ``low``, half below ``middle``, one in ten above ``high``."""

    on: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """``probability`` None and ``method`` empty: too few points to say anything. ``points``: weeks of the history in
    which something was observed, or longer steps: ``every`` so many days."""

    method: str
    points: int
    fan: tuple[Fan, ...]
    probability: float | None
    verdict: Verdict
    certainty: Certainty
    every: int = 7


@dataclass(frozen=True)
class Coverage:
    """How many of the ``tried`` past forecasts held the truth within their fan. I.4: below 65 % or above 95 % of an
    80 % fan is to be said; ``fits`` is None with fewer than 20 tries: they may all fall on one side by chance."""

    inside: int
    tried: int

    @property
    def fits(self) -> bool | None:
        return None if self.tried < 20 else 0.65 <= self.inside / self.tried <= 0.95


def forecast(
    history: Iterable[tuple[date, float]],
    aim: Aim,
    kind: Kind = "stock",
    seed: int = 0,
    most: int = WAYS,
    every: int = 7,
) -> Forecast:
    """``history`` of a stock: (day, value), in any order and rhythm, the last of a day counts. Of a flow: (last day
    of a week, count of that week), every week from the first on; what was counted is part of the sum. ``most``: ways
    to simulate; fewer for a far due day. ``every``: days that a count of a flow is over; about 30 is a month."""
    known = sorted(dict(history).items())
    if kind == "stock":
        every = rhythm(known)
    points = _points(known, kind, every)
    held = _held(known, every) if kind == "stock" else len(known)
    days = _days_ahead(points, aim.due, every)
    certainty = of_points(held, days // every)
    if certainty == "not_enough":
        return Forecast("", held, (), None, "too_early", certainty, every)
    values, (method, simulate) = [value for _, value in points], _METHODS[kind, held >= ENOUGH_POINTS]
    ways = _simulated(simulate, values, days, kind, random.Random(seed), most, aim.over, every)
    reached = sum(aim.is_met(way[-1]) for way in ways) / len(ways)
    fan = _fan(points[-1][0], days, ways, every)
    return Forecast(method, held, fan, reached, verdict(reached), certainty, every)


def verdict(probability: float) -> Verdict:
    """I.4: likely from .7, unlikely below .3."""
    return "likely" if probability >= LIKELY else "unlikely" if probability < UNLIKELY else "open"


def coverage(
    history: Iterable[tuple[date, float]], kind: Kind = "stock", ahead: int = 4, over: int | None = None
) -> Coverage:
    """Looks back: from every second week of the history, was the truth ``ahead`` weeks later within the fan? ``over``
    as in ``Aim``."""
    known = sorted(dict(history).items())
    every = rhythm(known) if kind == "stock" else 7
    values = [value for _, value in _points(known, kind, every)]
    ahead = max(1, round(ahead * 7 / every))
    inside, starts = 0, range(max(LEAST_POINTS, 6), len(values) - ahead + 1, 2)
    for start in starts:
        simulate = _METHODS[kind, start >= ENOUGH_POINTS][1]
        ways = _simulated(simulate, values[:start], ahead * every, kind, random.Random(start), 300, over, every)
        ends, end = sorted(way[-1] for way in ways), start + ahead
        truth = values[end - 1] if kind == "stock" else sum(values[end - over if over else 0 : end])
        inside += quantile(ends, LOW) <= truth <= quantile(ends, HIGH)
    return Coverage(inside, len(starts))


def rhythm(known: Sequence[tuple[date, float]]) -> int:
    """Days between two observations of a stock as a rule, in whole weeks; a week where they come more often."""
    apart = sorted((after - before).days for (before, _), (after, _) in pairwise(known))
    return 7 * max(1, round(apart[len(apart) // 2] / 7)) if apart else 7


def evenly(known: Sequence[tuple[date, float]], every: int = 7) -> list[tuple[date, float]]:
    """A stock on the last observed day and every seventh day before it, straight between observations."""
    if not known:
        return []
    (first, _), (last, _) = known[0], known[-1]
    days = [last - timedelta(days=every * n) for n in range((last - first).days // every, -1, -1)]
    return [(day, _between(known, day)) for day in days]


def _points(known: Sequence[tuple[date, float]], kind: Kind, every: int) -> Sequence[tuple[date, float]]:
    return evenly(known, every) if kind == "stock" else known


def _held(known: Sequence[tuple[date, float]], every: int) -> int:
    """In how many of the steps something was observed."""
    return len({(known[-1][0] - day).days // every for day, _ in known})


def quantile(ordered: Sequence[float], part: float) -> float:
    """Straight between neighbours of an ordered list."""
    place = part * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _between(known: Sequence[tuple[date, float]], day: date) -> float:
    for (before, low), (after, high) in pairwise(known):
        if before <= day <= after:
            return low + (high - low) * (day - before).days / (after - before).days
    return known[-1][1]


def _days_ahead(points: Sequence[tuple[date, float]], due: date, every: int) -> int:
    return min(max((due - points[-1][0]).days, 0), FARTHEST * every) if points else 0


def _simulated(
    simulate: Simulate,
    values: Sequence[float],
    days: int,
    kind: Kind,
    chance: random.Random,
    most: int = WAYS,
    over: int | None = None,
    every: int = 7,
) -> list[list[float]]:
    """Ways to the due day, a value a week; the last week only as far as its days go. Of a flow, the sums; ``over``
    some weeks those of whole ones, for a part of a week holds less than the target means."""
    if not days:
        return [[values[-1] if kind == "stock" else math.fsum(values[-(over or 0) :])]]
    weeks = max(round(days / every), 1) if over else -(-days // every)
    part = 1.0 if over else (days - every * (weeks - 1)) / every
    ways = simulate(values, weeks, max(200, min(most, STEPS // weeks)), chance)
    if kind == "stock":
        return [[*way[:-1], _partly([values[-1], *way], part)] for way in ways]
    return [_summed(values, [*way[:-1], way[-1] * part], over) for way in ways]


def _partly(way: Sequence[float], part: float) -> float:
    return way[-2] + (way[-1] - way[-2]) * part


def _summed(values: Sequence[float], way: Sequence[float], over: int | None) -> list[float]:
    """Week after week ahead, the sum of the last ``over`` weeks, or of all."""
    sums = [0.0, *accumulate([*values, *way])]
    ends = range(len(values) + 1, len(sums))
    return [sums[end] - (sums[max(0, end - over)] if over else 0.0) for end in ends]


def _fan(last: date, days: int, ways: Sequence[Sequence[float]], every: int) -> tuple[Fan, ...]:
    """A week at a time; the last point stands on the due day itself."""
    ends = [last + timedelta(days=each) for each in (*(every * n for n in range(1, len(ways[0]))), days)]
    columns = [sorted(column) for column in zip(*ways, strict=True)]
    return tuple(
        Fan(day, quantile(column, LOW), quantile(column, 0.5), quantile(column, HIGH))
        for day, column in zip(ends, columns, strict=True)
    )
