import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from convivial.strategy.judging.lifting import Lift, lift

BEGINS = date(2026, 10, 1)


def lifted(gain: Callable[[int], float], before: int = 56, during: int = 28) -> Lift | None:
    """``gain``: by days since it began."""
    gains = {BEGINS + timedelta(days=n): gain(n) for n in range(-before, during)}
    return lift(gains, BEGINS, BEGINS + timedelta(days=during - 1))


def sure(*how: int, gain: Callable[[int], float]) -> Lift:
    found = lifted(gain, *how)
    assert found is not None
    return found


def test_a_step_is_found_beside_ups_and_downs() -> None:
    found = sure(gain=lambda n: (2 if n % 2 else 4) + (5 if n >= 0 else 0))
    assert found.a_day == pytest.approx(5, abs=0.2)
    assert (found.side, found.certainty, found.days) == ("more", "enough", 28)
    assert found.low < 5 < found.high


def test_a_trend_is_no_lift() -> None:
    """Golden, as in the docstring."""
    found = sure(gain=lambda n: 10 + n / 7 + (n % 3) / 10)
    assert found.a_day == pytest.approx(0, abs=0.1)
    assert found.side == "none"
    assert sure(gain=lambda n: 10 + n / 7 + 3 * (n >= 0)).a_day == pytest.approx(3)


def test_too_little_before_or_of_it_says_nothing() -> None:
    assert lifted(lambda n: 3, before=27) is None
    assert lifted(lambda n: 3, during=6) is None
    assert sure(28, 7, gain=lambda n: 3 + n % 2).certainty == "early"


def test_what_came_after_it_is_left_out() -> None:
    gains = {BEGINS + timedelta(days=n): float(3 + n % 2 + 500 * (n >= 14)) for n in range(-56, 40)}
    found = lift(gains, BEGINS, BEGINS + timedelta(days=13))
    assert found is not None
    assert (found.side, found.days) == ("none", 14)


@pytest.mark.parametrize(("before", "during", "at_most"), [(56, 28, 0.16), (28, 14, 0.2)])
def test_chance_seldom_looks_like_a_lift(before: int, during: int, at_most: float) -> None:
    """Of 400 series without any. A 90 % interval errs in ten of a hundred; with so few days a little more often."""
    chance = random.Random(11)
    series = [sure(before, during, gain=lambda n: round(max(0, chance.gauss(6, 3)))) for _ in range(400)]
    assert sum(each.side != "none" for each in series) / 400 < at_most


def test_a_lift_as_large_as_the_usual_is_mostly_found() -> None:
    chance = random.Random(5)
    series = [sure(gain=lambda n: chance.gauss(6 + 6 * (n >= 0), 3)) for _ in range(100)]
    assert sum(each.side == "more" for each in series) > 90
