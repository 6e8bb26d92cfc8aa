"""Forecasts: deterministic, honest about too little, and never surer of a harder target."""

import math
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from convivial.strategy.judging.forecasting import (
    Aim,
    Coverage,
    Direction,
    Forecast,
    Kind,
    coverage,
    evenly,
    forecast,
    rhythm,
    verdict,
)

FIRST = date(2026, 1, 4)


def on(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def growing(weeks: int, growth: float = 20, seed: int = 1) -> list[tuple[date, float]]:
    chance, level, points = random.Random(seed), 5000.0, []
    for week in range(weeks):
        level += growth + chance.gauss(0, 15)
        points.append((on(week), level))
    return points


def clicks(weeks: int, mean: float = 30, seed: int = 1) -> list[tuple[date, float]]:
    chance = random.Random(seed)
    return [(on(week), float(max(0, round(chance.gauss(mean, 8))))) for week in range(weeks)]


def told(
    weeks: int, target: float, ahead: int = 12, kind: Kind = "stock", direction: Direction = "increase"
) -> Forecast:
    history = growing(weeks) if kind == "stock" else clicks(weeks)
    return forecast(history, Aim(target, on(weeks - 1 + ahead), direction), kind, most=300)


@pytest.mark.parametrize(
    ("weeks", "kind", "method", "certainty"),
    [
        (8, "stock", "drift", "early"),
        (40, "stock", "trend", "enough"),
        (8, "flow", "weeks", "early"),
        (40, "flow", "counts", "enough"),
    ],
)
def test_the_method_follows_from_what_is_known(weeks: int, kind: Kind, method: str, certainty: str) -> None:
    result = told(weeks, 100, kind=kind)
    assert (result.method, result.certainty, result.points) == (method, certainty, weeks)


def test_three_points_are_too_early() -> None:
    result = told(3, 5100)
    assert (result.verdict, result.probability, result.fan, result.method) == ("too_early", None, (), "")


@pytest.mark.parametrize("weeks", [8, 40])
def test_a_steady_growth_reaches_what_is_near_and_not_what_is_far(weeks: int) -> None:
    here = growing(weeks)[-1][1]
    assert told(weeks, here + 40).verdict == "likely"
    assert told(weeks, here + 700).verdict == "unlikely"
    assert told(weeks, told(weeks, here).fan[-1].middle).verdict == "open"


@pytest.mark.parametrize("weeks", [8, 40])
def test_clicks_add_up(weeks: int) -> None:
    so_far = sum(count for _, count in clicks(weeks))
    assert told(weeks, so_far + 12 * 20, kind="flow").verdict == "likely"
    assert told(weeks, so_far + 12 * 45, kind="flow").verdict == "unlikely"


def test_a_level_is_the_sum_of_its_last_weeks() -> None:
    history = [(on(week), 10.0) for week in range(20)]
    result = forecast(history, Aim(40, on(30), over=4), "flow", most=300)
    assert result.fan[-1].middle == pytest.approx(40, abs=4)
    assert forecast(history, Aim(80, on(30), over=4), "flow", most=300).verdict == "unlikely"
    assert forecast(history, Aim(40, on(19), over=4), "flow").fan[-1].middle == 40


def test_the_last_week_counts_only_as_far_as_its_days_go() -> None:
    line = [(on(week), 70.0 * week) for week in range(20)]
    assert forecast(line, Aim(0, on(19) + timedelta(days=8)), most=200).fan[-1].middle == pytest.approx(70 * 20 + 10)
    even = [(on(week), 700.0) for week in range(6)]
    week = forecast(even, Aim(0, on(5) + timedelta(days=1)), "flow", most=200)
    assert week.fan[-1].middle == pytest.approx(700 * 6 + 100)


def test_a_target_to_stay_below_is_reached_from_the_other_side() -> None:
    here = growing(40)[-1][1]
    assert told(40, here + 700, direction="decrease").verdict == "likely"
    between = forecast(growing(40), Aim(here, on(51), "keep_between", high=here + 900), most=300)
    assert between.verdict == "likely"


def test_the_fan_opens_a_week_at_a_time_and_ends_on_the_due_day() -> None:
    result = forecast(growing(30), Aim(6000, on(29) + timedelta(days=24)), most=300)
    assert [fan.on for fan in result.fan] == [on(30), on(31), on(32), on(29) + timedelta(days=24)]
    assert all(fan.low <= fan.middle <= fan.high for fan in result.fan)
    widths = [fan.high - fan.low for fan in result.fan]
    assert widths[0] < widths[-1]


def test_the_same_facts_give_the_same_forecast() -> None:
    assert told(20, 5600) == told(20, 5600)
    assert told(20, 300, kind="flow") == told(20, 300, kind="flow")


def test_on_the_due_day_it_is_what_it_is() -> None:
    history = growing(20)
    result = forecast(history, Aim(history[-1][1], history[-1][0]))
    assert (result.probability, result.verdict, result.fan[-1].middle) == (1, "likely", history[-1][1])


def test_a_series_without_any_irregularity_goes_on_as_it_is() -> None:
    for weeks in (6, 30):
        line = [(on(week), 100.0 + 10 * week) for week in range(weeks)]
        result = forecast(line, Aim(0, on(weeks + 3)), most=200)
        assert result.fan[-1].high == pytest.approx(100 + 10 * (weeks + 3))
        flat = forecast([(on(week), 0.0) for week in range(weeks)], Aim(1, on(weeks + 3)), "flow", most=200)
        assert (flat.probability, flat.fan[-1].high) == (0, 0)


def test_looking_far_ahead_from_a_short_history_is_an_early_signal() -> None:
    assert told(14, 5600, ahead=12).certainty == "enough"
    assert told(14, 5600, ahead=40).certainty == "early"


def test_days_between_observations_are_filled_straight() -> None:
    points = evenly([(on(0) - timedelta(days=3), 83.0), (on(0) + timedelta(days=4), 90.0), (on(2), 120.0)])
    assert points == [(on(0), 86.0), (on(1), 99.0), (on(2), 120.0)]
    assert evenly([]) == []


def test_what_was_filled_in_makes_nothing_surer() -> None:
    seldom = [(on(0), 12.0), (on(12), 14.0)]
    result = forecast(seldom, Aim(30, on(16)))
    assert (result.points, result.certainty, result.fan) == (2, "not_enough", ())
    with_a_gap = [(on(week), 100.0 + week) for week in (0, 1, 2, 3, 30, 31)]
    result = forecast(with_a_gap, Aim(140, on(33)), most=200)
    assert (result.points, result.certainty, result.method) == (6, "early", "drift")


def test_a_stock_observed_once_a_month_goes_in_steps_of_a_month() -> None:
    chance = random.Random(3)
    monthly = [(on(0) + timedelta(days=30 * n), 1000 + 40 * n + chance.gauss(0, 30)) for n in range(14)]
    result = forecast(monthly, Aim(1700, monthly[-1][0] + timedelta(days=84)), most=300)
    assert (result.points, result.every, result.method, result.certainty) == (14, 28, "trend", "enough")
    assert len(result.fan) == 3
    assert result.fan[-1].high - result.fan[-1].low > 30
    assert rhythm([(on(0), 1.0)]) == 7
    assert rhythm([(on(0) + timedelta(days=n), 1.0) for n in range(9)]) == 7


def test_verdicts_have_the_bounds_of_the_rule() -> None:
    assert [verdict(each) for each in (0.7, 0.69, 0.3, 0.29)] == ["likely", "open", "open", "unlikely"]


def test_looking_back_says_whether_the_fan_kept_its_promise() -> None:
    looked = coverage(growing(60))
    assert (looked.tried, looked.fits) == (26, True)
    assert coverage(clicks(10), "flow").fits is None
    assert Coverage(inside=12, tried=20).fits is False
    assert Coverage(inside=20, tried=20).fits is False


@given(
    some.lists(some.integers(0, 60), min_size=4, max_size=16),
    some.lists(some.floats(0, 2000), min_size=2, max_size=6),
    some.sampled_from(["stock", "flow"]),
)
@settings(max_examples=25, deadline=None)
def test_a_harder_target_is_never_likelier(values: list[int], targets: list[float], kind: Kind) -> None:
    history = [(on(week), float(value)) for week, value in enumerate(values)]
    chances = [
        forecast(history, Aim(each, on(len(values) + 4)), kind, most=200).probability for each in sorted(targets)
    ]
    assert all(easier >= harder for easier, harder in pairwise(chances) if easier is not None and harder is not None)
    assert all(each is not None and math.isfinite(each) for each in chances)


def test_counts_of_months_go_on_by_months_and_the_last_one_is_whole() -> None:
    months = [(FIRST + timedelta(days=30 * n), 100.0) for n in range(6)]
    due = months[-1][0] + timedelta(days=95)
    result = forecast(months, Aim(90, due, over=1), "flow", every=30, most=200)
    assert (result.method, result.points, result.certainty) == ("weeks", 6, "early")
    assert [fan.on for fan in result.fan] == [months[-1][0] + timedelta(days=days) for days in (30, 60, 95)]
    assert result.fan[-1].middle == pytest.approx(100)
    assert (result.verdict, result.probability) == ("likely", 1)


def test_looking_back_at_counts_of_a_week_does_not_add_them_up() -> None:
    assert coverage(clicks(60), "flow", over=1).fits is True
