"""Objectives: what one lacks, and what they lack together."""

from dataclasses import replace
from datetime import date

from convivial.strategy.judging.smart import Conflict, Objective, balance, conflicts, horizon, lacks

WHOLE = Objective(
    code="a", verb="increase", kpi="followers", baseline=5000, target=8000, unit="accounts", start=date(2026, 1, 1),
    due=date(2026, 3, 31), owner="ana", goal="g1",
)  # fmt: skip
LONG = replace(WHOLE, code="b", due=date(2027, 12, 31))


def test_a_whole_objective_lacks_nothing() -> None:
    assert lacks(WHOLE) == ()


def test_an_empty_objective_is_told_all_that_it_lacks_in_order() -> None:
    assert lacks(Objective("a", "increase")) == ("kpi", "baseline", "target", "unit", "date", "owner")


def test_a_unit_of_its_own_is_as_good_as_a_figure_of_the_dictionary() -> None:
    assert lacks(replace(WHOLE, kpi="", unit="visits on a Sunday")) == ()
    assert lacks(replace(WHOLE, kpi="", unit="")) == ("kpi", "unit")


def test_a_baseline_of_zero_is_a_baseline() -> None:
    assert lacks(replace(WHOLE, baseline=0.0)) == ()


def test_a_target_on_the_wrong_side_is_said() -> None:
    assert lacks(replace(WHOLE, verb="decrease")) == ("direction",)
    assert lacks(replace(WHOLE, target=5000)) == ("direction",)


def test_keeping_between_needs_both_bounds_in_order() -> None:
    kept = replace(WHOLE, verb="keep_between")
    assert lacks(kept) == ("target",)
    assert lacks(replace(kept, target_high=9000)) == ()
    assert lacks(replace(kept, target_high=7000)) == ("order",)


def test_due_before_it_starts_is_said() -> None:
    assert lacks(replace(WHOLE, due=date(2025, 12, 31))) == ("order",)


def test_horizons() -> None:
    begin = date(2026, 1, 1)
    dues = (date(2026, 4, 3), date(2026, 4, 4), date(2027, 1, 2), date(2027, 1, 3))
    assert [horizon(begin, due) for due in dues] == ["short", "medium", "medium", "long"]


def test_a_short_objective_supports_a_long_one_of_its_goal() -> None:
    together = balance([WHOLE, LONG])
    assert (together.has_short, together.has_long, together.unsupported) == (True, True, ())
    apart = balance([replace(WHOLE, goal="g2", kpi="reach"), LONG])
    assert apart.unsupported == ("b",)
    assert balance([LONG]).has_short is False


def test_six_primary_objectives_are_too_many() -> None:
    six = [replace(WHOLE, code=str(n)) for n in range(6)]
    assert balance(six).is_overloaded
    assert not balance([*six[:5], replace(WHOLE, is_primary=False)]).is_overloaded


def test_pulling_one_figure_both_ways_is_a_conflict_only_at_the_same_time() -> None:
    down = replace(WHOLE, code="c", verb="decrease", target=4000)
    assert conflicts([WHOLE, down]) == (Conflict("opposite", ("a", "c")),)
    assert conflicts([WHOLE, replace(down, start=date(2026, 4, 1), due=date(2026, 6, 1))]) == ()
    assert conflicts([WHOLE, replace(down, kpi="costs")]) == ()


def test_more_posts_in_fewer_hours_is_a_conflict() -> None:
    assert conflicts([], hours=(20, 15), posts_a_week=(5, 7)) == (Conflict("hours"),)
    assert conflicts([], hours=(20, 25), posts_a_week=(5, 7)) == ()
