"""Chances of counts, against figures that tables of statistics print."""

import random
from statistics import fmean, pvariance

import pytest

from convivial.strategy.judging.chances import (
    draw_count,
    poisson_at_least,
    poisson_at_most,
    poisson_interval,
    share_interval,
)


def test_poisson_tails() -> None:
    assert poisson_at_most(0, 3) == pytest.approx(0.0498, abs=5e-5)
    assert poisson_at_most(2, 2) == pytest.approx(0.6767, abs=5e-5)
    assert poisson_at_least(1, 2) == pytest.approx(1 - 0.1353, abs=5e-5)
    assert (poisson_at_most(3, 0), poisson_at_least(0, 5)) == (1, 1)


def test_exact_poisson_interval() -> None:
    """Garwood, 95 %: ten seen speak for 4.795 to 18.39."""
    low, high = poisson_interval(10, tail=0.025)
    assert (low, high) == (pytest.approx(4.795, abs=0.001), pytest.approx(18.390, abs=0.001))


def test_poisson_intervals_of_few_and_of_many_meet() -> None:
    """Exact for 400: 367.68 to 434.50 (90 %); one more moves both by about one."""
    few, many = poisson_interval(400), poisson_interval(401)
    assert many[0] - few[0] == pytest.approx(1, abs=0.06)
    assert many[1] - few[1] == pytest.approx(1, abs=0.06)


def test_share_interval_is_that_of_a_beta() -> None:
    """None of none between two parts is Beta(1, 1): anything goes. Nine of nine is Beta(10, 1): x^10 = .05."""
    assert share_interval(0, 0, 2) == (pytest.approx(0.05), pytest.approx(0.95))
    assert share_interval(9, 9, 2)[0] == pytest.approx(0.05 ** (1 / 10), abs=1e-6)


def test_more_parts_leave_less_for_each() -> None:
    assert share_interval(2, 10, 5)[1] < share_interval(2, 10, 2)[1]


def test_share_intervals_of_few_and_of_many_posts_meet() -> None:
    few, many = share_interval(119, 398, 2), share_interval(120, 401, 2)
    assert few == (pytest.approx(many[0], abs=0.002), pytest.approx(many[1], abs=0.002))


@pytest.mark.parametrize(("mean", "spread"), [(0.5, 0.0), (3.0, 0.5), (40.0, 0.2), (5.0, 4.0)])
def test_drawn_counts_have_their_mean_and_their_spread(mean: float, spread: float) -> None:
    chance = random.Random(7)
    drawn = [draw_count(chance, mean, spread) for _ in range(6000)]
    assert min(drawn) >= 0
    assert fmean(drawn) == pytest.approx(mean, rel=0.08)
    assert pvariance(drawn) == pytest.approx(mean + spread * mean**2, rel=0.15)


def test_nothing_is_expected_of_nothing() -> None:
    assert draw_count(random.Random(1), 0, 1) == 0
