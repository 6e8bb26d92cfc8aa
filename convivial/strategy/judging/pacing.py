"""Where an objective should be by now, where it is, and what it would take (I.4, check E4.pace).

E(t) = b + (T - b) * f(t), with f the part of the way that the curve expects by day t; attainment = (x - b) / (E - b).
Golden (I.4): from 5000 to 8000 between 1 Jan and 31 Dec 2026, 6100 on 1 Jul: f .497253, E 6491.76, attainment .7374,
needed 10.38 a day, running 6.08 a day, straight on it ends at 7212.2. It works downwards just the same.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

Curve = Literal["linear", "front_loaded", "back_loaded", "seasonal", "custom"]


@dataclass(frozen=True)
class Course:
    """``months``: twelve weights, January first, for *seasonal*; ``milestones``: (day, value) for *custom*."""

    baseline: float
    target: float
    start: date
    due: date
    curve: Curve = "linear"
    months: tuple[float, ...] = ()
    milestones: tuple[tuple[date, float], ...] = ()

    def __post_init__(self) -> None:
        if self.due <= self.start:
            raise ValueError("An objective is due after it starts.")
        if self.curve == "seasonal" and (len(self.months) != 12 or min(self.months) < 0 or sum(self.months) <= 0):
            raise ValueError("A seasonal curve has twelve weights, none below zero.")


@dataclass(frozen=True)
class Pace:
    """``expected``: by today; ``attainment``: 1 is on plan, None at the very start; ``needed`` and ``running``: a
    day, from here to the target and from the start until here; ``end``: straight on, on the due day. ``needed`` is
    None when no day is left, ``running`` and ``end`` when none has passed."""

    fraction: float
    expected: float
    actual: float
    attainment: float | None
    needed: float | None
    running: float | None
    end: float | None


def judge(course: Course, on: date, actual: float) -> Pace:
    """A day before the start counts as the start, one after the due day as the due day."""
    day = min(max(on, course.start), course.due)
    should = expected(course, day)
    left, passed = (course.due - day).days, (day - course.start).days
    running = (actual - course.baseline) / passed if passed else None
    return Pace(
        fraction=fraction(course, day),
        expected=should,
        actual=actual,
        attainment=(actual - course.baseline) / (should - course.baseline) if should != course.baseline else None,
        needed=(course.target - actual) / left if left else None,
        running=running,
        end=actual + running * left if running is not None else None,
    )


def expected(course: Course, on: date) -> float:
    """The value on a day; on the start the baseline, on the due day the target, whatever the curve."""
    return course.baseline + (course.target - course.baseline) * fraction(course, on)


def fraction(course: Course, on: date) -> float:
    """The part of the way that is expected by then, 0-1 (a custom curve may leave that range). Front-loaded is
    1 - (1 - t)^2 and back-loaded t^2 of the elapsed part t (ours)."""
    elapsed = min(max((on - course.start).days / (course.due - course.start).days, 0.0), 1.0)
    if course.curve == "front_loaded":
        return 1 - (1 - elapsed) ** 2
    if course.curve == "back_loaded":
        return elapsed**2
    if course.curve == "seasonal":
        return _seasonal(course, on)
    return _custom(course, on) if course.curve == "custom" else elapsed


def _seasonal(course: Course, on: date) -> float:
    """Each day weighs its month's weight over the days of that month; the days after the start until then over all.
    Where all months between weigh nothing it is a straight line."""
    whole = sum(_weights(course, course.due))
    if whole <= 0:
        return min(max((on - course.start).days / (course.due - course.start).days, 0.0), 1.0)
    return sum(_weights(course, min(on, course.due))) / whole


def _weights(course: Course, until: date) -> Iterator[float]:
    day = course.start
    while day < until:
        day += timedelta(days=1)
        yield course.months[day.month - 1] / calendar.monthrange(day.year, day.month)[1]


def _custom(course: Course, on: date) -> float:
    """Straight from milestone to milestone; those outside of the time of the objective are no part of the way."""
    way = course.target - course.baseline
    if not way:
        return 0.0
    inside = sorted((day, value) for day, value in course.milestones if course.start < day < course.due)
    points = [(course.start, course.baseline), *inside, (course.due, course.target)]
    day = min(max(on, course.start), course.due)
    for (before, low), (after, high) in pairwise(points):
        if day <= after:
            part = (day - before).days / max((after - before).days, 1)
            return (low + (high - low) * part - course.baseline) / way
    return 1.0
