"""How the figures of a part arrive: as a level, or as counts of equal times.

A figure has a day and a value, and the same scale as the target it is held against: of "35 a week" the count of a
week is typed. The dictionary says what is a level (followers) and what is counted in a period (clicks, inquiries);
over which period, only the days can tell. What an app tells is a level, or a rolling figure of 28 days, which goes on
like one. Typed counts a week apart, with few weeks left out, are counts of weeks; those about a month apart are
counts of months, and are reckoned by months: filled up to weeks they would pretend to four times as many facts.
Counts of any other days cannot be told apart from each other; they are taken as a level, an early sign at best.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from . import figures
from .catalogue import kpis
from .checks import Question

Arrival = Literal["level", "week", "month", "rising", "uneven"]
EVERY: Mapping[str, int] = {"week": 7, "month": 30}  # days that a count is over
_APART: Mapping[Arrival, tuple[float, int]] = {
    "week": (7, 1),
    "month": (30.44, 3),
}  # days, and by how many it may vary
MOSTLY = 0.75  # of the counts follow each other with none left out between them


def arrival(asked: Question, part: Any, known: Sequence[tuple[date, float]]) -> Arrival:
    """*rising*: counts that never fall are a total so far, or grow so surely that they are carried on like one."""
    figure = kpis.BY_KEY.get(figures.key(part))
    values = [value for _, value in known]
    is_counted = figure is not None and figure.is_counted and len(values) > 1 and min(values) >= 0
    if not is_counted or figures.counted(asked, part):
        return "level"
    if len(values) > 2 and values == sorted(values):
        return "rising"
    return _over([day for day, _ in known])


def _over(days: Sequence[date]) -> Arrival:
    apart = [(after - before).days for before, after in pairwise(days)]
    for name, (length, off) in _APART.items():
        times = [round(gap / length) for gap in apart]
        is_even = all(n and abs(gap - n * length) <= off for gap, n in zip(apart, times, strict=True))
        if is_even and times.count(1) >= MOSTLY * len(times):
            return name
    return "uneven"
