"""Do we post as often as we said? Posts a week against least, aim and most, and the longest silence (E2.cadence).

A window counts in days, so it may begin in the middle of a week; what is younger than two weeks is not judged. Fewer
posts than the least are called off plan only when a steady rhythm at the least would seldom bring so few: the exact
Poisson chance is below .05 (I.6). A silence is long beyond twice the spacing of the least rhythm, and never up to a
week (ours).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from convivial.strategy.judging.certainty import Certainty
from convivial.strategy.judging.chances import poisson_at_least, poisson_at_most, poisson_interval
from convivial.strategy.judging.mix import UNLIKELY, Verdict

YOUNG = 14  # days
FEW = 5  # posts that the aim alone would bring: below that a window says little


@dataclass(frozen=True)
class Rhythm:
    """Posts a week. ``most``: None when nobody minds more."""

    least: float
    aim: float
    most: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.aim <= (self.aim if self.most is None else self.most):
            raise ValueError("A rhythm has a least, an aim and a most, in this order.")


@dataclass(frozen=True)
class Pulse:
    """``a_week``, ``low``, ``high``: posts a week and where a steady rate may lie (90 %); ``side``: of the rhythm;
    ``chance``: how often a rhythm at that edge would look like this; ``gap``: the longest silence in days."""

    count: int
    days: int
    a_week: float
    low: float
    high: float
    side: Literal["below", "within", "above"]
    chance: float
    gap: int
    gap_limit: int | None
    verdict: Verdict
    certainty: Certainty

    @property
    def is_silent_too_long(self) -> bool:
        return _is_long(self.gap, self.gap_limit)


def judge(
    posted: Iterable[date], first: date, last: date, rhythm: Rhythm, since: date | None = None,
    resting: Collection[date] = (),
) -> Pulse:  # fmt: skip
    """``first`` and ``last`` day of the window, both in it; ``since``: when this rhythm (or the channel) began, which
    shortens the window; ``resting``: days agreed to be silent, that count neither as time nor as silence."""
    first = max(first, since or first)
    days = _days(first, last, resting)
    on = sorted(day for day in posted if first <= day <= last)
    side, chance = _side(len(on), days / 7, rhythm)
    gap, limit = _longest_gap(on, first, last, resting), _gap_limit(rhythm)
    weeks = max(days / 7, 1 / 7)
    low, high = poisson_interval(len(on))
    return Pulse(
        count=len(on), days=days, a_week=len(on) / weeks, low=low / weeks, high=high / weeks, side=side,
        chance=chance, gap=gap, gap_limit=limit,
        verdict=_verdict(days, side, chance, _is_long(gap, limit)), certainty=_certainty(days, chance, rhythm),
    )  # fmt: skip


def _side(count: int, weeks: float, rhythm: Rhythm) -> tuple[Literal["below", "within", "above"], float]:
    if count < rhythm.least * weeks:
        return "below", poisson_at_most(count, rhythm.least * weeks)
    if rhythm.most is not None and count > rhythm.most * weeks:
        return "above", poisson_at_least(count, rhythm.most * weeks)
    return "within", 1.0


def _verdict(days: int, side: str, chance: float, is_silent: bool) -> Verdict:
    if days < YOUNG:
        return "too_early"
    if side != "within" and chance < UNLIKELY:
        return "act"
    return "watch" if side != "within" or is_silent else "fine"


def _certainty(days: int, chance: float, rhythm: Rhythm) -> Certainty:
    if days < YOUNG:
        return "not_enough"
    return "enough" if chance < UNLIKELY or rhythm.aim * days / 7 >= FEW else "early"


def _days(first: date, last: date, resting: Collection[date]) -> int:
    """Days from first to last, both counted, without those that rest."""
    return max(0, (last - first).days + 1 - sum(first <= day <= last for day in set(resting)))


def _longest_gap(on: list[date], first: date, last: date, resting: Collection[date]) -> int:
    """Days without a post in a row, from the first day to the last, so that a silence at either end counts too."""
    edges = [first - timedelta(days=1), *on, last + timedelta(days=1)]
    one = timedelta(days=1)
    return max(_days(before + one, after - one, resting) for before, after in pairwise(edges))


def _gap_limit(rhythm: Rhythm) -> int | None:
    return max(7, round(2 * 7 / rhythm.least)) if rhythm.least else None


def _is_long(gap: int, limit: int | None) -> bool:
    return limit is not None and gap > limit
