"""The mix: golden figures of rule I.6, and what must hold for every mix."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from convivial.strategy.judging import mix
from convivial.strategy.judging.quotas import exact

PLAN = {"A": 40, "B": 30, "C": 20, "D": 10}
ORDER = ("fine", "watch", "act")


def test_golden_mix_is_leaning_and_not_off() -> None:
    """I.6: distance .200, adherence .80, chance .12."""
    judged = mix.judge({"A": 18, "B": 5, "C": 5, "D": 2}, PLAN)
    assert judged.distance == pytest.approx(0.2)
    assert judged.adherence == pytest.approx(0.8)
    assert judged.chance == pytest.approx(0.12, abs=0.001)
    assert (judged.verdict, judged.certainty) == ("watch", "enough")


def test_the_plain_gap_comes_first() -> None:
    judged = mix.judge({"A": 18, "B": 5, "C": 5, "D": 2}, PLAN)
    assert [(gap.key, gap.short) for gap in judged.gaps] == [("B", 4), ("C", 1), ("D", 1), ("A", -6)]
    assert (judged.most_missing.key, judged.most_overdone.key) == ("B", "A")


def test_the_next_six_posts_would_balance_the_golden_mix() -> None:
    judged = mix.judge({"A": 18, "B": 5, "C": 5, "D": 2}, PLAN)
    assert judged.balance == ("B", "B", "B", "B", "C", "B")
    after = mix.judge({"A": 18, "B": 10, "C": 6, "D": 2}, PLAN)
    assert (after.distance, after.verdict) == (pytest.approx(0.1), "fine")


def test_twice_as_many_posts_of_the_same_mix_are_off_plan() -> None:
    judged = mix.judge({"A": 72, "B": 20, "C": 20, "D": 8}, PLAN)
    assert judged.chance < 0.001
    assert judged.verdict == "act"


def test_four_posts_are_too_early_and_none_is_no_distance() -> None:
    assert mix.judge({"A": 4}, PLAN).verdict == "too_early"
    nothing = mix.judge({}, PLAN)
    assert (nothing.total, nothing.distance, nothing.verdict, nothing.balance) == (0, 0, "too_early", ())


def test_what_stands_in_no_plan_is_overdone() -> None:
    judged = mix.judge({"A": 12, "B": 9, "C": 6, "D": 3, "parties": 30}, PLAN)
    assert judged.most_overdone.key == "parties"
    assert (judged.distance, judged.chance, judged.verdict) == (pytest.approx(0.5), 0, "act")


def test_what_sixty_posts_would_not_balance_is_no_matter_of_the_next_posts() -> None:
    assert mix.judge({"A": 1000}, {"A": 50, "B": 50}).balance is None


def test_chance_by_looking_at_every_outcome_agrees_with_counting_on_fingers() -> None:
    """Two posts, half and half: both the same way in two of four cases."""
    parts = tuple(exact({"A": 50, "B": 50}).values())
    assert mix.likelihood((2, 0), parts) == pytest.approx(0.5)
    assert mix.likelihood((1, 1), parts) == 1


def test_drawn_and_exact_chances_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, parts = (18, 5, 5, 2), tuple(exact(PLAN).values())
    certain = mix.likelihood(counts, parts)
    monkeypatch.setattr(mix, "EXACT_UP_TO", 0)
    assert mix.likelihood.__wrapped__(counts, parts) == pytest.approx(certain, abs=0.02)
    monkeypatch.setattr(mix, "AT_ONCE", 0)
    assert mix.likelihood.__wrapped__(counts, parts) == pytest.approx(certain, abs=0.03)


def test_a_plan_without_shares_is_refused() -> None:
    with pytest.raises(ValueError, match="Shares"):
        mix.judge({"A": 3}, {"A": 0})


counted = some.dictionaries(some.sampled_from("ABCD"), some.integers(0, 8))
planned = some.fixed_dictionaries({key: some.integers(1, 50) for key in "ABCD"})


@given(counted, planned)
@settings(max_examples=60, deadline=None)
def test_distance_and_chance_lie_between_nothing_and_all(counts: dict[str, int], plan: dict[str, int]) -> None:
    judged = mix.judge(counts, plan)
    assert 0 <= judged.distance <= 1
    assert 0 <= judged.chance <= 1
    assert sum(gap.short for gap in judged.gaps) == 0
    assert all(gap.low <= gap.high for gap in judged.gaps)


@given(some.integers(5, 30), some.integers(5, 95), some.sampled_from([0.05, 0.1, 0.2]))
@settings(max_examples=25, deadline=None)
def test_a_farther_mix_is_never_judged_better(total: int, share: int, tolerance: float) -> None:
    judged = [
        mix.judge({"A": n, "B": total - n}, {"A": share, "B": 100 - share}, tolerance) for n in range(total + 1)
    ]
    for near, far in product(judged, judged):
        if near.distance <= far.distance:
            assert ORDER.index(near.verdict) <= ORDER.index(far.verdict)
            assert near.chance >= far.chance - 1e-9


@given(counted, planned)
@settings(max_examples=25, deadline=None)
def test_balancing_posts_keep_their_promise(counts: dict[str, int], plan: dict[str, int]) -> None:
    judged = mix.judge(counts, plan)
    if judged.balance is not None:
        after = {key: counts.get(key, 0) + judged.balance.count(key) for key in plan}
        assert mix.judge(after, plan).distance <= 0.1 + 1e-9
