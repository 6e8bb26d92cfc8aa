"""What figures tell."""

import pytest

from convivial.strategy.judging.levels import tells_outcome, vanity


def test_one_figure_of_what_people_did_is_enough() -> None:
    assert tells_outcome(["output", "outtake", "outcome"]) is True
    assert tells_outcome(["output", "impact", ""]) is True
    assert tells_outcome(["output", "outtake", "activity", ""]) is False
    assert tells_outcome(["", ""]) is None


@pytest.mark.parametrize(
    ("output", "other", "is_too_much"), [(3, 2, False), (4, 2, True), (2, 0, False), (3, 0, True), (1, 4, False)]
)
def test_more_than_six_of_ten_that_only_tell_who_saw_it_are_too_many(
    output: int, other: int, is_too_much: bool
) -> None:
    assert vanity(["output"] * output + ["outcome"] * other).is_too_much is is_too_much


def test_figures_whose_level_nobody_knows_are_not_counted() -> None:
    assert vanity(["output", "output", "", "", ""]).share is None
