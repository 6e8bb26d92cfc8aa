from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from convivial.lib import weeks


def test_the_first_day_follows_the_place() -> None:
    assert weeks.first_weekday("Europe/Berlin") == weeks.MONDAY
    assert weeks.first_weekday("America/Chicago") == weeks.SUNDAY
    assert weeks.first_weekday("Africa/Cairo") == weeks.SATURDAY
    assert weeks.first_weekday("UTC") == weeks.MONDAY


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.sampled_from([0, 5, 6]))
def test_a_month_is_shown_in_whole_weeks(on: date, first: int) -> None:
    days = weeks.month_of(on, first)
    assert len(days) in (28, 35, 42)
    assert days[0].weekday() == first
    assert on.replace(day=1) in days[:7]
    assert weeks.first_of_next_month(on) not in days[:-7]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.sampled_from([0, 5, 6]))
def test_a_week_holds_its_day(on: date, first: int) -> None:
    week = weeks.week_of(on, first)
    assert on in week
    assert week[0].weekday() == first
    assert len(week) == 7


def test_months_follow_each_other_over_the_year() -> None:
    assert weeks.first_of_next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert weeks.first_of_last_month(date(2026, 1, 31)) == date(2025, 12, 1)
