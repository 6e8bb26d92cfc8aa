"""Findings and the seven bars they make (B.4)."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.strategy.judging.certainty import tempered
from convivial.strategy.judging.findings import (
    Finding,
    NextStep,
    heaviest,
    word,
)  # fmt: skip


def found(weight: str = "good", certainty: str = "enough", chapter: str = "content", **more: Any) -> Finding:
    return Finding("E1.mix", chapter, certainty, weight, "mix.short", **more)  # type: ignore[arg-type]


def test_no_finding_asks_for_an_act_unless_it_is_sure() -> None:
    with pytest.raises(ValueError, match="temper"):
        found("act", "early")
    with pytest.raises(ValueError, match="temper"):
        found("act", is_estimate=True)
    assert found("act").weight == "act"


def test_points_are_straight_between_the_act_limit_and_the_plan() -> None:
    assert found(planned=4, actual=3, limit=2).points == 50
    assert found(planned=4, actual=5, limit=2).points == 100
    assert found(planned=4, actual=1, limit=2).points == 0
    assert found(planned=0, actual=0.05, limit=0.2).points == pytest.approx(75)
    assert found(planned=4, actual=None, limit=2).points is None


def test_a_word_is_that_of_the_worst_certain_finding() -> None:
    assert word([found(), found("act"), found("watch")]) == "off_plan"
    assert word([found(), found("watch")]) == "watch"
    assert word([found(), found("watch", "early"), found("info")]) == "on_plan"
    assert word([found("watch", "early"), found("info")]) == "too_early"


def test_what_is_heavy_sure_and_far_off_comes_first() -> None:
    far, near = found("watch", planned=1, actual=0, limit=0), found("watch", planned=2, actual=1, limit=0)
    assert heaviest([found(), near, found("act"), far]) == [found("act"), far, near, found()]


def test_a_finding_survives_its_row() -> None:
    whole = found(
        "watch", scope="channel:abc", first=date(2026, 1, 1), last=date(2026, 3, 31), planned=4.0, actual=3.1,
        limit=2.0, params={"pillar": "B", "short": 7}, evidence=("post:x", "post:y"),
        next_step=NextStep("publishing:calendar", "fill_pillar", {"pillar": "B"}),
    )  # fmt: skip
    assert Finding.from_row(json.loads(json.dumps(whole.as_row()))) == whole
    assert Finding.from_row(json.loads(json.dumps(found().as_row()))) == found()


weights = some.sampled_from(["act", "watch", "info", "good", "too_early"])
certainties = some.sampled_from(["enough", "early", "not_enough"])


@given(some.lists(some.tuples(weights, certainties)))
def test_a_word_is_never_better_than_any_certain_finding(pairs: list[tuple[str, str]]) -> None:
    findings = [found(tempered(weight, sure), sure) for weight, sure in pairs]  # type: ignore[arg-type]
    certain = {each.weight for each in findings if each.certainty == "enough"}
    said = word(findings)
    assert said == "off_plan" if "act" in certain else said != "off_plan"
    assert said != "on_plan" or not certain & {"act", "watch"}
