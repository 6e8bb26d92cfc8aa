"""What a group is worth: the golden figures of rule I.1, and groups that differ or do not."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.strategy.judging.shrinking import by_chance, shrunk, strength, worth


@pytest.mark.parametrize(("posts", "mean", "value"), [(2, 0.06, 0.02190), (10, 0.04, 0.02400), (80, 0.03, 0.02667)])
def test_golden_shrinking(posts: int, mean: float, value: float) -> None:
    assert shrunk(posts, mean, everybody=0.02, strength=40) == pytest.approx(value, abs=5e-6)


def test_the_strength_by_hand() -> None:
    """Means 2 and 6 around 4 with three each. Within 4/4 = 1; between 24/1 = 24; spread (24 - 1)/3; k = 3/23."""
    assert strength({"a": [1, 2, 3], "b": [5, 6, 7]}) == pytest.approx(3 / 23)


def test_groups_that_do_not_differ_are_all_worth_the_same() -> None:
    rows = worth({"a": [1, 9, 5], "b": [9, 1, 5], "c": []})
    assert math.isinf(strength({"a": [1, 9, 5], "b": [9, 1, 5]}))
    assert [row.value for row in rows] == [5, 5, 5]


def test_the_best_group_stands_first_and_a_group_without_posts_is_worth_what_all_are() -> None:
    rows = worth({"a": [1, 2, 3], "b": [5, 6, 7], "c": []})
    assert [row.key for row in rows] == ["b", "c", "a"]
    assert (rows[1].mean, rows[1].value, rows[1].ratio, rows[1].certainty) == (None, 4, 1, "not_enough")
    assert rows[0].value == pytest.approx((3 * 6 + 3 / 23 * 4) / (3 + 3 / 23))


def test_nothing_is_worth_nothing_to_say() -> None:
    assert worth({"a": []}) == ()
    assert shrunk(0, 3.0, everybody=2.0, strength=0) == 2.0


@given(some.integers(0, 500), some.floats(-5, 5), some.floats(-5, 5), some.floats(0.01, 100))
def test_a_value_lies_between_its_own_mean_and_everybodys(posts: int, mean: float, mu: float, k: float) -> None:
    value = shrunk(posts, mean, mu, k)
    assert min(mean, mu) - 1e-9 <= value <= max(mean, mu) + 1e-9


def test_groups_of_one_kind_are_told_apart_no_oftener_than_one_time_in_twenty() -> None:
    chance, told = random.Random(5), 0
    for _world in range(120):
        alike = {key: [chance.gauss(0, 1) for _post in range(8)] for key in "abcd"}
        told += by_chance(alike) < 0.05
    assert told <= 12
    apart = {key: [chance.gauss(level, 1) for _post in range(12)] for key, level in (("a", 0.0), ("b", 1.6))}
    assert by_chance(apart) < 0.05
    assert by_chance(apart) == by_chance(apart)
    assert by_chance({"a": [0.0, 0.0], "b": [0.0]}) == 1
