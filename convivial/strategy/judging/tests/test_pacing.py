"""Pace: the golden figures of rule I.4, and the curves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.strategy.judging.pacing import Course, expected, fraction, judge

YEAR = {"start": date(2026, 1, 1), "due": date(2026, 12, 31)}
FOLLOWERS = Course(5000, 8000, **YEAR)
days = some.dates(date(2025, 12, 1), date(2027, 1, 31))
EVEN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def test_golden_pace() -> None:
    pace = judge(FOLLOWERS, date(2026, 7, 1), 6100)
    assert pace.fraction == pytest.approx(0.497253, abs=5e-7)
    assert pace.expected == pytest.approx(6491.76, abs=0.005)
    assert pace.attainment == pytest.approx(0.7374, abs=5e-5)
    assert pace.needed == pytest.approx(10.38, abs=0.005)
    assert pace.running == pytest.approx(6.08, abs=0.005)
    assert pace.end == pytest.approx(7212.2, abs=0.05)


def test_downwards_works_just_the_same() -> None:
    pace = judge(Course(60, 30, date(2026, 1, 1), date(2026, 1, 31)), date(2026, 1, 16), 50)
    assert (pace.expected, pace.attainment) == (pytest.approx(45), pytest.approx(2 / 3))
    assert (pace.needed, pace.end) == (pytest.approx(-20 / 15), pytest.approx(40))


def test_nothing_is_said_of_a_pace_before_the_first_and_after_the_last_day() -> None:
    begin, end = judge(FOLLOWERS, date(2026, 1, 1), 5000), judge(FOLLOWERS, date(2027, 2, 1), 7900)
    assert (begin.attainment, begin.running, begin.end) == (None, None, None)
    assert (end.needed, end.fraction, end.attainment) == (None, 1, pytest.approx(2900 / 3000))


def test_seasonal_waits_for_its_months() -> None:
    """All in December: nothing is expected by November, half after half of December."""
    advent = Course(0, 100, **YEAR, curve="seasonal", months=(0,) * 11 + (1,))
    assert expected(advent, date(2026, 11, 30)) == 0
    assert expected(advent, date(2026, 12, 15)) == pytest.approx(100 * 15 / 31)


def test_seasons_as_long_as_their_months_are_a_straight_line() -> None:
    even = Course(5000, 8000, **YEAR, curve="seasonal", months=EVEN)
    assert fraction(even, date(2026, 7, 1)) == pytest.approx(0.497253, abs=5e-7)


def test_milestones_are_passed_through() -> None:
    launch = Course(0, 100, **YEAR, curve="custom", milestones=((date(2026, 7, 2), 80), (date(2028, 1, 1), 500)))
    assert expected(launch, date(2026, 7, 2)) == pytest.approx(80)
    assert expected(launch, date(2026, 4, 2)) == pytest.approx(40)


def test_front_is_ahead_of_the_line_and_back_behind_it() -> None:
    front, back = (Course(0, 1, **YEAR, curve=curve) for curve in ("front_loaded", "back_loaded"))
    middle = date(2026, 7, 2)
    assert (fraction(front, middle), fraction(back, middle)) == (pytest.approx(0.75), pytest.approx(0.25))


def test_an_objective_due_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="due after"):
        Course(0, 1, date(2026, 2, 1), date(2026, 2, 1))
    with pytest.raises(ValueError, match="twelve"):
        Course(0, 1, **YEAR, curve="seasonal", months=(1, 2))


@given(some.sampled_from(["linear", "front_loaded", "back_loaded", "seasonal", "custom"]), days, days)
def test_every_curve_begins_at_the_baseline_ends_at_the_target_and_never_turns(
    curve: str, one: date, other: date
) -> None:
    course = Course(10, 90, **YEAR, curve=curve, months=tuple(range(12)), milestones=((date(2026, 3, 3), 20),))  # type: ignore[arg-type]
    assert (expected(course, YEAR["start"]), expected(course, YEAR["due"])) == (10, 90)
    assert fraction(course, min(one, other)) <= fraction(course, max(one, other))
