"""Ways ahead: the smoothing by hand, and what makes a fan wide."""

import random
from statistics import fmean, pstdev

import pytest

from convivial.strategy.judging import simulating
from convivial.strategy.judging.simulating import Smoothed


def test_smoothing_by_hand() -> None:
    """10, 14, 20 with alpha .5, beta .1, phi .9: growth begins at 5. Ahead 14.5, error -.5, level 14.25, growth 4.45;
    ahead 18.255, error 1.745, level 19.1275, growth 4.1795."""
    fit = simulating._smoothed([10, 14, 20], 0.5, 0.1, 0.9)
    assert fit.errors == (pytest.approx(-0.5), pytest.approx(1.745))
    assert (fit.level, fit.growth) == (pytest.approx(19.1275), pytest.approx(4.1795))


def test_an_error_is_carried_on_by_level_and_growth_and_growth_is_damped() -> None:
    """Every error is 3 * sqrt(4 / 1) = 6, the level carries half of it, growth of 10 is halved each week."""
    fit = Smoothed(level=100, growth=10, errors=(3, 3, 3, 3), alpha=0.5, beta=0.0, phi=0.5)
    still = Smoothed(level=100, growth=10, errors=(0, 0, 0, 0), alpha=0.5, beta=0.0, phi=0.5)
    assert simulating._continued(still, 3, random.Random(1)) == pytest.approx([105, 107.5, 108.75])
    first, second = simulating._continued(fit, 2, random.Random(1))
    grown = first - 106
    assert second - first == pytest.approx(3 + grown / 2, abs=1e-9)


def test_a_short_history_lets_its_mean_wander(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [0.0, 10, 5, 25, 20, 45, 40]
    wide = pstdev(way[-1] for way in simulating.drift(values, 26, 600, random.Random(3)))
    monkeypatch.setattr(simulating, "WANDER", 0.0)
    narrow = pstdev(way[-1] for way in simulating.drift(values, 26, 600, random.Random(3)))
    assert wide > narrow * 1.1


def test_where_a_level_of_counts_stands_is_never_quite_sure() -> None:
    calm = Smoothed(level=100, growth=0, errors=(10.0,) * 16, alpha=0.0, beta=0, phi=0)
    sums = [sum(simulating._counted(calm, 0.0, 30, random.Random(n))) for n in range(400)]
    assert fmean(sums) == pytest.approx(3000, rel=0.02)
    assert pstdev(sums) > 1.2 * (30 * 100) ** 0.5


def test_weights_that_fit_better_are_drawn_more_often() -> None:
    good = Smoothed(0, 0, (1.0,) * 12, 0.1, 0, 0)
    poor = Smoothed(0, 0, (2.0,) * 12, 0.2, 0, 0)
    drawn = simulating._likely([good, poor], 1000, random.Random(1))
    assert drawn.count(poor) < 10
    assert simulating._likely([Smoothed(0, 0, (0.0,), 0.1, 0, 0), good], 5, random.Random(1)).count(good) == 0
