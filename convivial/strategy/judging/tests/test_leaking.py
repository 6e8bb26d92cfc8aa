"""Where people get lost on the way."""

import pytest

from convivial.strategy.judging.chances import binomial_at_most
from convivial.strategy.judging.leaking import Step, largest


@pytest.mark.parametrize(
    ("count", "total", "share", "chance"),
    [
        (3, 10, 0.5, 0.171875),
        (0, 5, 0.2, 0.32768),
        (40, 100, 0.5, 0.028444),
        (5, 5, 0.3, 1.0),
        (2450, 5000, 0.5, 0.0808),
    ],
)
def test_chance_of_so_few(count: int, total: int, share: float, chance: float) -> None:
    assert binomial_at_most(count, total, share) == pytest.approx(chance, abs=2e-4)


def test_the_largest_leak_is_where_the_largest_part_of_those_expected_is_missing() -> None:
    """From 50 % to 40 % a fifth is missing, from 4 % to 1 % three quarters."""
    found = largest([Step("known", 400, 1000, 0.5), Step("asked", 4, 400, 0.04)])
    assert found.step is not None
    assert (found.step.stage, found.step.lost, found.verdict) == ("asked", 0.75, "act")
    assert largest([Step("known", 400, 1000, 0.5)]).verdict == "watch"


def test_what_chance_alone_would_bring_is_no_leak() -> None:
    found = largest([Step("known", 46, 100, 0.5)])
    assert (found.verdict, found.certainty) == ("fine", "enough")


def test_a_share_of_fewer_than_a_hundred_people_says_nothing() -> None:
    assert largest([Step("known", 1, 99, 0.5)]).step is None
    assert largest([Step("known", 120, 110, 0.5)]).verdict == "too_early"
