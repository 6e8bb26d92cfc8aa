"""What was agreed and is due."""

from datetime import date, timedelta

import pytest

from convivial.strategy.judging import upkeep

TODAY = date(2026, 6, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("days", "most"), [(21, 14), (90, 30), (365, 45), (None, 45)])
def test_a_figure_may_be_a_third_of_the_time_old(days: int | None, most: int) -> None:
    assert upkeep.oldest(TODAY, None if days is None else TODAY + timedelta(days=days)) == most


def test_the_figure_of_a_day_is_the_last_one_until_then() -> None:
    series = [(ago(20), 3.0), (ago(10), 4.0), (ago(1), 9.0)]
    assert upkeep.as_of(series, ago(5)) == (ago(10), 4.0)
    assert upkeep.as_of(series, ago(30)) == (ago(20), 3.0)
    assert upkeep.as_of([], ago(5)) is None


def test_a_network_is_kept_from_the_agreed_figure_on() -> None:
    assert [upkeep.kept(value, 10) for value in (None, 9.9, 10.0)] == ["unknown", "below", "enough"]


@pytest.mark.parametrize(
    ("every", "days", "late"),
    [("week", 10, 0), ("week", 11, 4), ("month", 38, 0), ("month", 39, 8), ("quarter", 106, 0), ("quarter", 107, 15)],
)
def test_a_report_is_missed_only_after_its_days_of_grace(every: upkeep.Every, days: int, late: int) -> None:
    assert upkeep.days_missed(ago(days), ago(300), every, TODAY) == late
    assert upkeep.days_missed(None, ago(days), every, TODAY) == late


def test_nothing_is_missed_from_before_it_was_agreed() -> None:
    assert upkeep.days_missed(ago(300), ago(5), "week", TODAY) == 0


def test_a_figure_is_unused_after_two_quarters_without_being_named() -> None:
    assert upkeep.is_unused(ago(183), TODAY, is_cited=False)
    assert not upkeep.is_unused(ago(182), TODAY, is_cited=False)
    assert not upkeep.is_unused(ago(400), TODAY, is_cited=True)
