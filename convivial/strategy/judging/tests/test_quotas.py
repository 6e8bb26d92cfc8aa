"""Quotas: they sum, they are near, and sequences keep to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.strategy.judging.quotas import exact, quotas, sequence

shares = some.dictionaries(some.sampled_from("ABCDEF"), some.floats(0, 100).map(lambda x: round(x, 1)), min_size=1)
wanted = some.dictionaries(some.sampled_from("ABCDE"), some.integers(0, 9), min_size=1)


def test_golden_quotas_by_hand() -> None:
    assert quotas(30, {"A": 40, "B": 30, "C": 20, "D": 10}) == {"A": 12, "B": 9, "C": 6, "D": 3}
    assert quotas(7, {"A": 50, "B": 30, "C": 20}) == {"A": 4, "B": 2, "C": 1}


def test_equal_remainders_go_to_whoever_stands_first() -> None:
    assert quotas(1, {"A": 1, "B": 1, "C": 1}) == {"A": 1, "B": 0, "C": 0}


def test_a_share_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        exact({"A": -1, "B": 5})


@given(some.integers(0, 400), shares.filter(lambda each: sum(each.values()) > 0))
def test_quotas_sum_and_are_never_a_whole_one_away(total: int, plan: dict[str, float]) -> None:
    given_, parts = quotas(total, plan), exact(plan)
    assert sum(given_.values()) == total
    assert all(abs(given_[key] - total * parts[key]) < 1 for key in plan)


@given(wanted, some.sampled_from(["", "A", "B"]))
def test_a_sequence_holds_all_and_repeats_only_where_it_must(plan: dict[str, int], before: str) -> None:
    made = sequence(plan, before)
    assert {key: made.count(key) for key in plan} == plan
    repeats = sum(one == other for one, other in zip([before, *made], made, strict=False))
    most = max(plan, key=lambda key: plan[key])
    others = sum(plan.values()) - plan[most]
    assert repeats <= max(0, plan[most] - others - (most != before))


def test_a_sequence_is_spread_evenly() -> None:
    assert "".join(sequence({"A": 4, "B": 2, "C": 2})) == "ABCABACA"
