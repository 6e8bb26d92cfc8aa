"""Was everybody told who should be, and does every figure lead to decisions?"""

from datetime import date, timedelta
from typing import Any

import pytest

from convivial.lib import now as clock
from convivial.meeting import beginning, closing, deciding
from convivial.strategy import deciding as strategy_deciding
from convivial.strategy import renewing, told
from convivial.strategy.models import Decision, Kpi, Objective, ReadingLink, ReportPlan, Version
from convivial.strategy.told import Told

from .conftest import World


def found(world: World, check: str) -> list[Told]:
    renewing.renew(world.cast.harbour)
    return [each for each in told.found(world.cast.harbour) if each.row.check_key == check]


def agreed(version: Version, audience: str, every: str) -> None:
    rows = ReportPlan._base_manager.filter(version=version)
    rows._raw_delete(rows.db)
    ReportPlan._base_manager.bulk_create([ReportPlan(version=version, audience=audience, every=every)])


def test_a_team_that_nobody_told_for_a_week_and_some_days_is_named(world: World) -> None:
    version = world.strategy(mastodon=(2, 3, 4))
    assert found(world, "E6.report_missed") == []
    agreed(version, "team", "week")
    (never,) = found(world, "E6.report_missed")
    assert never.title == "The team was not told as agreed"
    assert never.text.startswith("Agreed was every week; we know of no time yet.")
    review = beginning.review(world.cast.harbour, world.cast.ana)
    closing.close(review, world.cast.ana, [], dict)
    assert found(world, "E6.report_missed") == []
    review.closing.__class__.objects.update(at=clock.now() - timedelta(days=11))
    (late,) = found(world, "E6.report_missed")
    assert "the last time that we know of was 12 November 2026" in late.text
    assert late.judged.weight == "watch"


def test_a_board_is_told_by_a_link_that_is_read(world: World) -> None:
    version = world.strategy(timedelta(days=120), mastodon=(2, 3, 4))
    agreed(version, "board", "quarter")
    assert len(found(world, "E6.report_missed")) == 1
    link = ReadingLink.objects.create(
        workspace=world.cast.harbour, name="Board", token="x", expires_at=clock.now(), made_by=world.cast.ana
    )
    assert found(world, "E6.report_missed") == []
    ReadingLink.objects.filter(pk=link.pk).update(made_at=clock.now() - timedelta(days=110))
    assert len(found(world, "E6.report_missed")) == 1
    ReadingLink.objects.filter(pk=link.pk).update(opened_at=clock.now() - timedelta(days=20))
    assert found(world, "E6.report_missed") == []


@pytest.fixture
def old(world: World) -> Any:
    """A strategy that is half a year old, with two figures of its own."""
    version = world.strategy(timedelta(days=190), mastodon=(2, 3, 4))
    rows = Kpi._base_manager.filter(version=version)
    rows._raw_delete(rows.db)
    Kpi._base_manager.bulk_create([
        Kpi(version=version, key="leads", label="People who ask"), Kpi(version=version, key="", label="Cups"),
    ])  # fmt: skip
    return rows


def test_a_figure_that_nothing_named_for_half_a_year_is_asked_about(world: World, old: Any) -> None:
    (both,) = found(world, "E6.metric_to_decision")
    assert (both.title, both.judged.weight, both.judged.certainty) == (
        "2 figures were named in no decision for half a year", "watch", "early",
    )  # fmt: skip
    strategy_deciding.decide(world.cast.harbour, world.cast.ana, {
        "question": "Larger cups?", "choice": "No.", "reason": "The cups that we sell stay the same.",
    })  # fmt: skip
    (one,) = found(world, "E6.metric_to_decision")
    assert "names: People who ask." in one.text
    Objective._base_manager.filter(version__workspace=world.cast.harbour).update(kpi="leads", still_example=False)
    review = beginning.review(world.cast.harbour, world.cast.ana)
    deciding.judge(review, world.cast.ana, Objective.objects.first(), "met", "Enough.")
    assert found(world, "E6.metric_to_decision") == []
    Decision.objects.update(on=date(2026, 1, 1))
    assert "names: Cups." in found(world, "E6.metric_to_decision")[0].text


def test_a_belief_that_is_still_open_uses_its_figure(world: World, old: Any) -> None:
    strategy_deciding.suppose(world.cast.harbour, world.cast.ana, {
        "believe": "Videos help.", "threshold": "20", "by_date": date(2027, 1, 1), "kpi": "leads",
    })  # fmt: skip
    (one,) = found(world, "E6.metric_to_decision")
    assert "names: Cups." in one.text


def test_a_strategy_of_less_than_two_quarters_is_left_alone(world: World, old: Any) -> None:
    Version.objects.update(begins_on=clock.now().date() - timedelta(days=180))
    assert found(world, "E6.metric_to_decision") == []
