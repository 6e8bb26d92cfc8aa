import math
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from convivial.strategy.judging import jumping
from convivial.strategy.judging.jumping import gains, jumps

TODAY = date(2026, 11, 22)


def days(value: Callable[[int], float], weeks: int = 9) -> dict[date, float]:
    """By how many days ago."""
    return {TODAY - timedelta(days=back): value(back) for back in range(7 * weeks)}


def today(series: dict[date, float], value: float, **how: bool) -> list[jumping.Jump]:
    return jumps(series | {TODAY: value}, TODAY, TODAY, **how)


def test_deviations_are_those_of_the_reference() -> None:
    """Golden, as in the docstring: weekday medians of 99, and days half of which lie a factor of two apart."""
    far = 2 ** (1 / jumping.TO_DEVIATION)
    values = [100 * far - 1, 100 / far - 1, 100 * far - 1, 100 / far - 1, 100 * far - 1, 100 / far - 1, 99, 99]
    series = days(lambda back: values[(back - 1) // 7 % 8])
    (jump,) = today(series, 1599)
    assert (jump.usual, jump.value, jump.certainty) == (99, 1599, "enough")
    assert jump.far == pytest.approx(math.log(16) / math.log(2))
    assert today(series, 1129) == [], "3.498 deviations"


def test_a_weekday_is_compared_with_its_like() -> None:
    """Every Sunday brings fifty: that is no jump, but a Sunday of five is one down."""
    series = days(lambda back: 50 if back % 7 == 0 else 5 + back % 3)
    assert today(series, 52) == []
    (jump,) = today(series, 5)
    assert (jump.is_up, jump.usual) == (False, 50)


def test_before_six_weeks_nothing_is_said() -> None:
    assert today(days(lambda back: 3, weeks=6), 90) == []
    (jump,) = today(days(lambda back: 3, weeks=7), 90)
    assert jump.certainty == "early"


def test_small_counts_may_vary() -> None:
    series = days(lambda back: back % 3)
    assert today(series, 5) == []
    assert today(series, 0) == []
    assert [jump.is_up for jump in today(series, 24)] == [True]
    assert [jump.is_up for jump in today(series, -24)] == [False]


def test_a_rate_that_never_moves_has_no_deviation_to_measure_by() -> None:
    assert today(days(lambda back: 4.0), 9.0, is_count=False) == []


def test_gains_of_a_day_are_known_only_without_a_gap() -> None:
    series = [(TODAY, 30.0), (TODAY - timedelta(days=1), 24.0), (TODAY - timedelta(days=3), 20.0)]
    assert gains(series) == {TODAY: 6.0}


@pytest.mark.parametrize("mean", [0.3, 2, 8, 40])
def test_quiet_series_seldom_seem_to_jump(mean: float) -> None:
    """Of 4,000 days of Poisson counts, fewer than one in two hundred."""
    chance = random.Random(3)
    assert false_alarms(lambda: _poisson(chance, mean)) < 20


@pytest.mark.parametrize(("mean", "spread"), [(2, 2), (5, 5), (12, 8)])
def test_uneven_series_seldom_seem_to_jump_and_a_burst_does(mean: float, spread: float) -> None:
    """More of an up and down than chance brings, with losses in it."""
    chance = random.Random(3)
    assert false_alarms(lambda: max(-3, round(chance.gauss(mean, spread)))) < 40
    series = days(lambda back: max(-3, round(chance.gauss(mean, spread))))
    assert [jump.is_up for jump in today(series, mean + 15 * spread)] == [True]


def false_alarms(value: Callable[[], float]) -> int:
    series = {date(2015, 1, 1) + timedelta(days=n): float(value()) for n in range(4056)}
    return len(jumps(series, date(2015, 2, 26), max(series)))


def _poisson(chance: random.Random, mean: float) -> int:
    count, at = 0, chance.expovariate(1)
    while at < mean:
        count, at = count + 1, at + chance.expovariate(1)
    return count
