"""What is counted is reckoned by its counts, and a level as a level."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from convivial.demo.cast import Cast
from convivial.strategy import outlook
from convivial.strategy.checks import Question
from convivial.strategy.course import Course
from convivial.strategy.models import TypedFigure, Version

from .test_course import START, aim, asked, seen, typed

COUNTS = (31, 36, 28, 33, 40, 29, 35, 32, 38, 30, 34, 36, 33, 31)


@pytest.mark.parametrize(
    ("kpi", "values", "days", "arrival", "method", "points"),
    [
        ("leads", COUNTS, 7, "week", "counts", 14),
        ("leads", COUNTS[:6], 7, "week", "weeks", 6),
        ("orders", COUNTS[:12], 30, "month", "counts", 12),
        ("orders", COUNTS[:6], 31, "month", "weeks", 6),
        ("orders", COUNTS[:3], 30, "month", "", 3),
        ("leads", COUNTS, 11, "uneven", "drift", 11),
        ("newsletter_signups", range(0, 140, 10), 7, "rising", "trend", 14),
        ("followers", COUNTS, 7, "level", "trend", 14),
        ("er_reach", COUNTS, 7, "level", "trend", 14),
        ("reach", COUNTS, 7, "level", "trend", 14),
        ("", COUNTS, 7, "level", "trend", 14),
    ],
)
def test_what_is_counted_is_reckoned_by_its_counts_and_a_level_as_a_level(
    cast: Cast, version: Version, kpi: str, values: Sequence[float], days: int, arrival: str, method: str, points: int
) -> None:
    objective = aim(version, kpi=kpi, baseline=20, target=30, start=START, due=START + timedelta(days=500))
    rows = [
        TypedFigure(
            workspace=cast.harbour, part_code=objective.code, on=START + timedelta(days=days * n), value=value,
            batch="b",
        )
        for n, value in enumerate(values)
    ]  # fmt: skip
    TypedFigure.objects.bulk_create(rows)
    question = Question(cast.harbour, version, rows[-1].on)
    found = seen(question, objective)
    assert (found.arrival, found.method, found.weeks) == (arrival, method, points)
    told_so = Course(found, outlook.held(question, objective))
    assert bool(found.fan) == bool(method) == bool(told_so.method)
    assert told_so.too_few or told_so.sure
    if arrival in ("week", "month"):
        assert "weeks" not in told_so.sure or arrival == "week"
        assert "weeks" not in told_so.too_few
    if arrival == "uneven":
        assert (found.certainty, "early sign at best" in told_so.method) == ("early", True)


def test_steady_counts_reach_what_is_a_week_and_are_not_added_up(cast: Cast, version: Version) -> None:
    for target, word in ((29, "likely"), (60, "unlikely")):
        objective = aim(version, kpi="leads", statement=f"{target} a week", baseline=20, target=target)
        typed(cast.harbour, objective, cast.ravi, COUNTS)
        found = seen(asked(version, 13), objective)
        assert (found.word, found.certainty) == (word, "enough")
        assert 20 < found.fan[-1].middle < 45


def test_a_week_left_out_and_a_day_too_late_are_weeks_all_the_same(cast: Cast, version: Version) -> None:
    objective = aim(version, kpi="leads", baseline=20, target=30)
    typed(cast.harbour, objective, cast.ravi, COUNTS)
    TypedFigure.objects.filter(on=START + timedelta(weeks=5)).delete()
    late = TypedFigure.objects.get(on=START + timedelta(weeks=8))
    TypedFigure.objects.filter(pk=late.pk).update(on=late.on + timedelta(days=1))
    found = seen(asked(version, 13), objective)
    assert (found.arrival, found.weeks) == ("week", 13)
