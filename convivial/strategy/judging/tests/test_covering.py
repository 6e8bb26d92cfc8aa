"""What the plan names and the work leaves out."""

from datetime import date, timedelta

import pytest

from convivial.strategy.judging.covering import (
    empty_cells,
    is_abandoned,
    is_alive,
    is_quiet,
    unreached,
    untied,
)

TODAY = date(2026, 6, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("missing", "total", "verdict"),
    [(0, 30, "fine"), (6, 30, "watch"), (7, 30, "act"), (7, 10, "watch"), (4, 4, "too_early")],
)
def test_untied_posts_are_counted_and_red_only_when_there_are_enough(missing: int, total: int, verdict: str) -> None:
    assert untied(missing, total).verdict == verdict


def test_a_persona_is_reached_by_a_primary_network_and_more_than_a_guess() -> None:
    known = [("offices", "primary", "third"), ("regulars", "primary", "assumed"), ("guests", "secondary", "own")]
    assert unreached(["offices", "regulars", "guests"], known) == ("regulars", "guests")  # type: ignore[arg-type]


def test_empty_cells_of_persona_and_stage() -> None:
    done = [("offices", "known"), ("regulars", "liked")]
    assert empty_cells(done, ["offices", "regulars"], ["known", "liked"]) == (
        ("offices", "liked"),
        ("regulars", "known"),
    )


def test_a_tier_says_how_long_an_account_may_be_quiet() -> None:
    assert is_abandoned("primary", ago(31), ago(400), TODAY)
    assert not is_abandoned("primary", ago(30), ago(400), TODAY)
    assert not is_abandoned("presence", ago(90), ago(400), TODAY)
    assert not is_abandoned("parked", None, ago(400), TODAY)
    assert is_abandoned("secondary", None, ago(40), TODAY)
    assert not is_abandoned("secondary", None, ago(5), TODAY)


def test_a_tactic_is_alive_by_an_act_in_its_period_and_dead_only_after_it() -> None:
    assert is_alive(ago(20), ago(1), [ago(10)], TODAY) is True
    assert is_alive(ago(20), ago(1), [ago(30)], TODAY) is False
    assert is_alive(ago(20), TODAY, [], TODAY) is None


def test_a_kind_of_visibility_is_quiet_after_thirty_days_without_an_act() -> None:
    spans: list[tuple[date, date | None]] = [(ago(40), None), (ago(5), TODAY)]
    assert is_quiet(spans, [ago(31), ago(30)], TODAY)
    assert not is_quiet(spans, [ago(29)], TODAY)
    assert not is_quiet([(ago(29), None), (ago(60), ago(1))], [], TODAY)
