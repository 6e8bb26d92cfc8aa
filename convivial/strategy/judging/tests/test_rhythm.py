"""Rhythm: what is steady, what is silent, and what is too young to say."""

from datetime import date, timedelta

import pytest

from convivial.strategy.judging.rhythm import Pulse, Rhythm, judge

FIRST = date(2026, 3, 4)  # a Wednesday: weeks need not begin on a Monday
THREE = Rhythm(least=3, aim=4, most=5)


def posts(every: float, days: int = 28) -> list[date]:
    return [FIRST + timedelta(days=int(n * every)) for n in range(int(days / every))]


def pulse(on: list[date], days: int = 28, rhythm: Rhythm = THREE, **more: object) -> Pulse:
    return judge(on, FIRST, FIRST + timedelta(days=days - 1), rhythm, **more)  # type: ignore[arg-type]


def test_four_a_week_are_fine() -> None:
    judged = pulse(posts(1.75))
    assert (judged.count, judged.a_week, judged.side) == (16, 4, "within")
    assert (judged.verdict, judged.certainty) == ("fine", "enough")
    assert judged.low < 4 < judged.high


def test_two_a_week_are_to_be_watched_in_a_month_and_off_plan_in_a_quarter() -> None:
    """Eight where twelve are the least: P(X <= 8 | 12) = .155. 26 where 39 are: .018."""
    month, quarter = pulse(posts(3.5)), pulse(posts(3.5, 91), 91)
    assert (month.side, month.chance, month.verdict) == ("below", pytest.approx(0.155, abs=0.001), "watch")
    assert (quarter.chance, quarter.verdict) == (pytest.approx(0.018, abs=0.001), "act")


def test_nothing_at_all_in_a_month_is_off_plan() -> None:
    judged = pulse([])
    assert (judged.gap, judged.low, judged.verdict) == (28, 0, "act")
    assert judged.high == pytest.approx(2.996 / 4, abs=0.001)


def test_ten_a_week_are_too_many_but_not_where_nobody_minds() -> None:
    assert pulse(posts(0.7)).side == "above"
    assert pulse(posts(0.7)).verdict == "act"
    assert pulse(posts(0.7), rhythm=Rhythm(3, 4)).verdict == "fine"


def test_less_than_two_weeks_are_too_early() -> None:
    assert pulse([], days=13).verdict == "too_early"
    assert pulse([], since=FIRST + timedelta(days=20)).verdict == "too_early"


def test_what_was_before_the_rhythm_began_does_not_count() -> None:
    judged = pulse(posts(1), since=FIRST + timedelta(days=14))
    assert (judged.days, judged.count, judged.a_week) == (14, 14, 7)


def test_a_long_silence_is_watched_even_when_the_number_is_right() -> None:
    judged = pulse([FIRST + timedelta(days=n // 2) for n in range(16)])
    assert (judged.side, judged.gap, judged.is_silent_too_long, judged.verdict) == ("within", 20, True, "watch")


def test_days_agreed_to_be_silent_are_neither_time_nor_silence() -> None:
    holidays = [FIRST + timedelta(days=n) for n in range(7, 28)]
    judged = pulse(posts(1.75, 7), resting=holidays)
    assert (judged.days, judged.a_week, judged.gap) == (7, 4, 1)


def test_a_network_that_is_only_kept_present_may_be_silent() -> None:
    judged = pulse([], rhythm=Rhythm(0, 0))
    assert (judged.verdict, judged.gap_limit, judged.is_silent_too_long) == ("fine", None, False)


def test_one_a_month_is_an_early_signal_at_best() -> None:
    assert pulse([], rhythm=Rhythm(0.25, 0.25)).certainty == "early"
    assert pulse([], rhythm=Rhythm(0.25, 0.25)).verdict == "watch"


def test_a_rhythm_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in this order"):
        Rhythm(least=5, aim=4)
