"""When figures are asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.results import ages

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=40))


def test_a_post_is_counted_five_times() -> None:
    at, moments = NINE, []
    while due := ages.next_of_post(NINE, at):
        moments.append(due - NINE)
        at = due
    assert moments == list(ages.AGES)


@given(MOMENTS, st.integers(0, 10**9))
def test_the_next_count_lies_ahead(passed: timedelta, spread: int) -> None:
    due = ages.next_of_post(NINE, NINE + passed, spread)
    assert due is None or due > NINE + passed
    assert (due is None) == (passed >= ages.AGES[-1] + timedelta(seconds=spread % ages.SPREAD_SECONDS))


@given(MOMENTS, MOMENTS)
def test_rests_grow_but_stay_bounded(tried: timedelta, told: timedelta) -> None:
    at = NINE + tried
    assert timedelta(minutes=10) <= ages.again(NINE, at) - at <= timedelta(hours=6)
    assert ages.again(NINE, at, told) - at >= told


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=50), "after 50 min"),
        (timedelta(minutes=64), "after 1 h"),
        (timedelta(hours=24, minutes=3), "after 24 h"),
        (timedelta(days=7), "after 7 days"),
        (timedelta(0), "after 0 min"),
    ],
)
def test_an_age_is_said_in_the_unit_that_fits(age: timedelta, words: str) -> None:
    assert ages.words(age) == words
