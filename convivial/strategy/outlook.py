"""How an objective, or the followers on a network, go: planned by now, actual, and where it may go (I.4, E4.pace).

    seen = outlook.of(asked, objective)    # None while it has no numbers and days to be held against
    seen.as_row(), Outlook.from_row(row)   # to be kept as it stood

One reckoning for what is found, for pages, for a review and on paper.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from . import arriving, figures, foreseeing
from .checks import Question
from .judging import forecasting, pacing
from .judging.certainty import Certainty
from .judging.forecasting import Coverage, Fan
from .models import FollowerPlan, Milestone

FINE, LOW = 0.9, 0.6  # parts of what is expected by now: from here on plan, and below here far off (ours)
LATE = timedelta(days=14)  # a last figure that is older tells little about the due day (ours)
MOST = 60  # points of a line; of more, the last of each week, or of each month

Points = tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class Outlook:
    """``on``: the day it is seen from; ``expected``: by then, None for bounds; ``top``: of bounds, whose lower one is
    ``target``; ``planned``: the line to the target; ``actual``: since the start; ``fan``: from the last figure on,
    empty where too few are known or nothing is ahead; ``weeks`` of figures (or months, where ``arrival`` says so), by
    ``method``.

    ``word``: likely, open, unlikely; so_far_good, so_far_slow, so_far_behind, so_far_away while it is too early to be
    sure; beyond: more than twice the target; reached, missed after the due day; inside, outside of bounds; none
    without a figure."""

    part: str
    name: str
    unit: str
    start: date
    due: date
    on: date
    baseline: float | None
    target: float
    top: float | None
    planned: Points
    expected: float | None
    actual: Points
    fan: tuple[Fan, ...]
    word: str
    certainty: Certainty
    method: str
    weeks: int
    chance: float | None
    arrival: arriving.Arrival = "level"
    is_whole: bool = False  # counted in whole numbers

    @property
    def last(self) -> tuple[date, float] | None:
        return self.actual[-1] if self.actual else None

    @property
    def is_over(self) -> bool:
        return self.on > self.due

    @property
    def is_sure(self) -> bool:
        """Whether its word is more than an early sign."""
        return self.certainty == "enough"

    def planned_on(self, day: date) -> float | None:
        """Straight between the points of the plan; None before it, after it, and for bounds."""
        if self.top is not None or not self.start <= day <= self.due:
            return None
        for (before, low), (after, high) in pairwise(self.planned):
            if before <= day <= after:
                return low + (high - low) * (day - before).days / max((after - before).days, 1)
        return None

    def as_row(self) -> dict[str, Any]:
        row = asdict(self)
        lines = {name: [[day.isoformat(), value] for day, value in row[name]] for name in ("planned", "actual")}
        days = {name: row[name].isoformat() for name in ("start", "due", "on")}
        return (
            row
            | lines
            | days
            | {"fan": [[each.on.isoformat(), each.low, each.middle, each.high] for each in self.fan]}
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Outlook":
        lines = {
            name: tuple((date.fromisoformat(day), value) for day, value in row[name])
            for name in ("planned", "actual")
        }
        days = {name: date.fromisoformat(row[name]) for name in ("start", "due", "on")}
        fan = tuple(Fan(date.fromisoformat(day), *values) for day, *values in row["fan"])
        return cls(**{**row, **lines, **days, "fan": fan})


def of(asked: Question, part: Any) -> Outlook | None:
    course = course_of(asked, part)
    if course is None:
        return _of_bounds(asked, part)
    series = figures.series(asked, part)
    known = tuple((day, value) for day, value in series if day <= course.due)
    now = pacing.judge(course, asked.today, known[-1][1]) if known else None
    arrival = arriving.arrival(asked, part, known)
    seen = _forecast(asked, part, known, _aim(course), arrival)
    word, certainty = _word(course, known, now, seen, asked.today)
    return Outlook(
        **_about(asked, part), start=course.start, due=course.due, baseline=course.baseline, target=course.target,
        top=None, planned=_planned(course), expected=pacing.expected(course, asked.today),
        actual=_since(course.start, known), fan=_fan(known, seen, asked.today, course.due), word=word,
        certainty=certainty, method=seen.method, weeks=seen.points, chance=seen.probability, arrival=arrival,
    )  # fmt: skip


def held(asked: Question, part: Any) -> Coverage:
    """How many forecasts that could have been made four weeks ahead, all this time, held the truth."""
    series = figures.series(asked, part)
    if arriving.arrival(asked, part, series) in arriving.EVERY:
        return foreseeing.coverage(asked, part, series, kind="flow", over=1)
    return foreseeing.coverage(asked, part, series)


def course_of(asked: Question, part: Any) -> pacing.Course | None:
    """None for what lacks a number or a day, pulls nowhere, or is to stay between bounds."""
    if isinstance(part, FollowerPlan):
        start = part.start_on or asked.began
        if part.start is None or part.target is None or part.due is None:
            return None
        is_way = part.due > start and part.start != part.target
        return pacing.Course(float(part.start), float(part.target), start, part.due) if is_way else None
    start = part.start or asked.began
    if None in (part.baseline, part.target, part.due) or part.due <= start or part.verb == "keep_between":
        return None
    marks = _marks(asked, part) if part.curve == "custom" else ()
    curve: Any = part.curve if part.curve != "seasonal" and (part.curve != "custom" or marks) else "linear"
    return pacing.Course(float(part.baseline), float(part.target), start, part.due, curve, milestones=marks)


def is_inside(part: Any, value: float) -> bool:
    return (part.target is None or value >= part.target) and (part.target_top is None or value <= part.target_top)


def so_far(now: pacing.Pace) -> str:
    done = 1.0 if now.attainment is None else now.attainment
    return "so_far_good" if done >= FINE else "so_far_slow" if done >= LOW else "so_far_behind"


def _marks(asked: Question, part: Any) -> Points:
    return tuple(
        (each.on, float(each.value))
        for each in asked.parts(Milestone)
        if each.objective == part.code and each.on and each.value is not None
    )


def _about(asked: Question, part: Any) -> dict[str, Any]:
    name = "" if isinstance(part, FollowerPlan) else str(part)
    unit = str(getattr(part, "unit", "") or "")
    return {"part": part.code, "name": name, "unit": unit, "on": asked.today, "is_whole": _is_whole(part)}


def _is_whole(part: Any) -> bool:
    said = (getattr(part, name, None) for name in ("baseline", "target", "target_top"))
    return figures.is_count(part) and all(each is None or each == int(each) for each in said)


def _of_bounds(asked: Question, part: Any) -> Outlook | None:
    if getattr(part, "verb", "") != "keep_between" or part.due is None:
        return None
    start = part.start or asked.began
    low, high = (None if each is None else float(each) for each in (part.target, part.target_top))
    if low is None or high is None or part.due <= start:
        return None
    known = tuple((day, value) for day, value in figures.series(asked, part) if day <= part.due)
    arrival = arriving.arrival(asked, part, known)
    seen = _forecast(asked, part, known, forecasting.Aim(low, part.due, "keep_between", high), arrival)
    word = "none" if not known else "inside" if is_inside(part, known[-1][1]) else "outside"
    return Outlook(
        **_about(asked, part), start=start, due=part.due, baseline=None, target=low, top=high, planned=(),
        expected=None, actual=_since(start, known), fan=_fan(known, seen, asked.today, part.due), word=word,
        certainty="early" if known else "not_enough", method=seen.method, weeks=seen.points, chance=seen.probability,
        arrival=arrival,
    )  # fmt: skip


def _forecast(
    asked: Question, part: Any, known: Points, aim: forecasting.Aim, arrival: arriving.Arrival
) -> forecasting.Forecast:
    """Of counts, the last one is held against the target. What is only taken as a level is an early sign at best."""
    if arrival in arriving.EVERY:
        every = arriving.EVERY[arrival]
        return foreseeing.forecast(asked, part, known, replace(aim, over=1), kind="flow", every=every)
    seen = foreseeing.forecast(asked, part, known, aim)
    is_unsure = arrival == "uneven" and seen.certainty == "enough"
    return replace(seen, certainty="early") if is_unsure else seen


def _word(
    course: pacing.Course, known: Points, now: pacing.Pace | None, seen: forecasting.Forecast, today: date
) -> tuple[str, Certainty]:
    """Too few points for a forecast: how much of the way is done still tells something, as an early sign."""
    if now is None:
        return "none", "not_enough"
    if today > course.due:
        is_met = _aim(course).is_met(known[-1][1])
        return ("reached" if is_met else "missed"), ("enough" if course.due - known[-1][0] <= LATE else "early")
    if course.target > course.baseline and 0 < 2 * course.target < known[-1][1]:
        return "beyond", "early"
    is_away = _is_away(course, now)
    if seen.certainty == "enough" and seen.probability is not None and not _is_stale(known, seen, today):
        return ("open" if is_away and seen.verdict == "likely" else seen.verdict), "enough"
    return ("so_far_away" if is_away else so_far(now)), "early"


def _is_stale(known: Points, seen: forecasting.Forecast, today: date) -> bool:
    """Whether a figure is overdue, by the rhythm in which they come."""
    return today - known[-1][0] > LATE + timedelta(days=seen.every - 7)


def _is_away(course: pacing.Course, now: pacing.Pace) -> bool:
    """Whether it went the wrong way: further from the target than at the start, and than is planned by now."""
    way = course.target - course.baseline
    return all((now.actual - place) * way < 0 for place in (course.baseline, now.expected))


def _aim(course: pacing.Course) -> forecasting.Aim:
    direction: Any = "decrease" if course.target < course.baseline else "increase"
    return forecasting.Aim(course.target, course.due, direction)


def _planned(course: pacing.Course) -> Points:
    """As many points as the curve has corners, or a bend needs."""
    if course.curve == "linear":
        days = [course.start, course.due]
    elif course.curve == "custom":
        inside = sorted(day for day, _ in course.milestones if course.start < day < course.due)
        days = [course.start, *inside, course.due]
    else:
        whole = (course.due - course.start).days
        days = sorted({course.start + timedelta(days=round(whole * n / 24)) for n in range(25)})
    return tuple((day, pacing.expected(course, day)) for day in days)


def _fan(known: Points, seen: forecasting.Forecast, today: date, due: date) -> tuple[Fan, ...]:
    """From the last figure on, which is certain. What was never below zero will not be."""
    if not known or not seen.fan or today > due or known[-1][0] >= due:
        return ()
    day, value = known[-1]
    least = 0.0 if min(each for _, each in known) >= 0 else -math.inf
    ahead = (Fan(each.on, *(max(part, least) for part in (each.low, each.middle, each.high))) for each in seen.fan)
    return (Fan(day, value, value, value), *_thinned(tuple(ahead)))


def _thinned(fan: tuple[Fan, ...]) -> tuple[Fan, ...]:
    step = math.ceil(len(fan) / MOST)
    return tuple(each for place, each in enumerate(fan) if place % step == 0 or place == len(fan) - 1)


def _since(start: date, known: Iterable[tuple[date, float]]) -> Points:
    """From the start on; the last figure before it, if there is none after."""
    points = tuple(known)
    inside = tuple(point for point in points if point[0] >= start) or points[-1:]
    if len(inside) > MOST:
        inside = tuple({day.isocalendar()[:2]: (day, value) for day, value in inside}.values())
    if len(inside) > MOST:
        inside = tuple({(day.year, day.month): (day, value) for day, value in inside}.values())
    return inside
