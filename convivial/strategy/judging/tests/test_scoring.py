"""Networks: scores, bands, capacity and tiers, counted by hand (E.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.strategy.judging.scoring import (
    WEIGHTS,
    Candidate,
    Capacity,
    Criterion,
    Flip,
    Mark,
    audience_fit,
    capacity,
    effort_mark,
    flips,
    from_answers,
    score,
    tiers,
)


def marks(*values: float, evidence: str = "own") -> dict[Criterion, Mark]:
    """In the order of the weights: audience, goal, format, effort, results, competition, risk."""
    return {key: Mark(value, evidence) for key, value in zip(WEIGHTS, values, strict=False)}  # type: ignore[arg-type]


LINKEDIN = Candidate("linkedin", marks(5, 4, 4, 3, 4, 2, 4), hours=5)
INSTAGRAM = Candidate("instagram", marks(4, 3, 4, 2, 3, 1, 3), hours=4)
MASTODON = Candidate("mastodon", marks(2, 3, 3, 4, 2, 4, 5), hours=2)
TIKTOK = Candidate("tiktok", marks(3, 3, 2, 0, 1, 2, 2), hours=8)
FOUR = [LINKEDIN, INSTAGRAM, MASTODON, TIKTOK]


def test_golden_scores_by_hand() -> None:
    """LinkedIn: (30*5 + 20*4 + 15*4 + 15*3 + 10*4 + 5*2 + 5*4) / 100 = 405 / 100."""
    assert sum(WEIGHTS.values()) == 100
    assert [round(score(each).value, 4) for each in FOUR] == [4.05, 3.2, 2.9, 2.1]


def test_assumptions_widen_the_band_up_to_the_ends_of_the_scale() -> None:
    """All third-party: half a point either way, but audience cannot pass 5: high is 4.05 + .5 - .3 * .5."""
    third = score(Candidate("linkedin", marks(5, 4, 4, 3, 4, 2, 4, evidence="third")))
    assert (third.low, third.high) == (pytest.approx(3.55), pytest.approx(4.4))
    own = score(LINKEDIN)
    assert own.low == own.value == own.high
    mixed = score(Candidate("new", {"audience": Mark(3, "own"), "goal": Mark(3, "assumed")}))
    assert (mixed.low, mixed.high) == (pytest.approx(3 - 0.4), pytest.approx(3 + 0.4))


def test_what_nobody_answered_is_left_out_and_named() -> None:
    scored = score(Candidate("new", {"audience": Mark(4), "results": Mark(0)}))
    assert scored.value == pytest.approx(3)
    assert scored.missing == ("goal", "format", "effort", "competition", "risk")
    nothing = score(Candidate("new", {}))
    assert (nothing.value, nothing.low, nothing.high) == (0, 0, 5)


def test_three_answers_stand_for_their_criteria() -> None:
    answers = {"people_there": Mark(5, "third"), "can_do_well": Mark(3), "brought": Mark(1, "own")}
    assert from_answers(answers) == {
        "audience": Mark(5, "third"),
        "goal": Mark(5, "third"),
        "format": Mark(3),
        "effort": Mark(3),
        "results": Mark(1, "own"),
    }


def test_audience_fit_weighs_personas_by_focus() -> None:
    """Two thirds of our focus use it at 60 %, one third at 30 %: half of all, 2.5 of 5."""
    assert audience_fit([(2, 0.6), (1, 0.3)]) == pytest.approx(2.5)
    assert audience_fit([]) == 0


def test_effort_is_marked_the_other_way_round() -> None:
    assert [effort_mark(hours, 10) for hours in (0, 5, 10, 15)] == [5, 2.5, 0, 0]
    assert effort_mark(1, 0) == 0


def test_golden_capacity_two_networks_with_ten_hours() -> None:
    """5 + 4 hours fit into ten; Mastodon's 2 no longer do. With eleven hours all three do, TikTok's 8 never."""
    assert capacity(FOUR, 10) == Capacity(("linkedin", "instagram"), 9, 10)
    assert capacity(FOUR, 11).done_well == ("linkedin", "instagram", "mastodon")
    assert capacity(FOUR, 7).done_well == ("linkedin", "mastodon")


def test_golden_tiers() -> None:
    assert tiers(FOUR, 11) == {
        "linkedin": "primary",
        "instagram": "primary",
        "mastodon": "secondary",
        "tiktok": "presence",
    }
    assert tiers(FOUR, 10)["mastodon"] == "presence"
    assert tiers(FOUR, 30)["mastodon"] == "primary"
    assert tiers([Candidate("x", marks(1, 1, 1, 1, 1, 1, 1))], 30) == {"x": "parked"}


def test_an_order_that_holds_does_not_flip() -> None:
    assert flips(FOUR, 11) == ()


def test_golden_sensitivity() -> None:
    """One leads, for the hours allow one. A: .3*4 + .2*2 = 1.6; B: .3*2 + .2*4.9 = 1.58, over half the weights 3.2
    and 3.16. When goal weighs 24: A 168/54 = 3.11, B 177.6/54 = 3.29. When audience does: A 136/44, B 146/44."""
    close = [
        Candidate("a", {"audience": Mark(4), "goal": Mark(2)}, hours=5),
        Candidate("b", {"audience": Mark(2), "goal": Mark(4.9)}, hours=5),
    ]
    assert tiers(close, 5) == {"a": "primary", "b": "presence"}
    assert flips(close, 5) == (
        Flip("audience", 0.8, "a", "primary", "presence"),
        Flip("audience", 0.8, "b", "presence", "primary"),
        Flip("goal", 1.2, "a", "primary", "presence"),
        Flip("goal", 1.2, "b", "presence", "primary"),
    )


def test_a_mark_is_between_nothing_and_five() -> None:
    with pytest.raises(ValueError, match="between 0 and 5"):
        Mark(6)


@given(some.lists(some.floats(0, 5), min_size=7, max_size=7), some.sampled_from(["own", "third", "assumed"]))
def test_a_score_lies_within_its_band_and_the_scale(values: list[float], evidence: str) -> None:
    scored = score(Candidate("any", marks(*values, evidence=evidence)))
    assert -1e-9 <= scored.low <= scored.value + 1e-9
    assert scored.value <= scored.high + 1e-9
    assert scored.high <= 5 + 1e-9
