"""How sure: bounds of rule I.8, and no red from too little."""

import pytest

from convivial.strategy.judging.certainty import of_points, of_posts, ratio, tempered, weight_of, worst


def test_ratios_over_too_few_are_not_spoken_of() -> None:
    assert ratio(5, 99, of="people") is None
    assert ratio(5, 100, of="people") == 0.05
    assert ratio(1, 4, of="posts") is None
    assert ratio(1, 5, of="posts") == 0.2


def test_what_is_not_known_gives_no_ratio() -> None:
    assert ratio(None, 500, of="people") is None
    assert ratio(5, None, of="people") is None
    assert ratio(0, 0, of="times") is None
    assert ratio(0, 500, of="people") == 0


def test_few_posts_are_enough_when_chance_would_hardly_bring_them() -> None:
    assert [of_posts(n) for n in (4, 5, 19, 20)] == ["not_enough", "early", "early", "enough"]
    assert of_posts(8, chance=0.01) == "enough"
    assert of_posts(4, chance=0.01) == "not_enough"


def test_points_must_reach_half_as_far_back_as_one_looks_ahead() -> None:
    assert [of_points(n) for n in (3, 4, 11, 12)] == ["not_enough", "early", "early", "enough"]
    assert of_points(12, ahead=25) == "early"


@pytest.mark.parametrize(
    ("weight", "certainty", "is_estimate", "said"),
    [
        ("act", "enough", False, "act"),
        ("act", "early", False, "watch"),
        ("act", "enough", True, "watch"),
        ("act", "not_enough", False, "too_early"),
        ("good", "not_enough", False, "too_early"),
        ("info", "not_enough", False, "info"),
        ("good", "early", False, "good"),
    ],
)
def test_no_red_from_too_few_posts_nor_from_an_estimate(
    weight: str, certainty: str, is_estimate: bool, said: str
) -> None:
    assert tempered(weight, certainty, is_estimate=is_estimate) == said  # type: ignore[arg-type]


def test_verdicts_become_weights() -> None:
    assert weight_of("unlikely", "enough") == "act"
    assert weight_of("unlikely", "early") == "watch"
    assert weight_of("fine", "enough") == "good"
    assert weight_of("too_early", "not_enough") == "too_early"


def test_a_statement_is_as_sure_as_its_least_sure_fact() -> None:
    assert worst(["enough", "early"]) == "early"
    assert worst([]) == "not_enough"
