"""A kind of visibility that was planned, and in which nothing happened."""

from datetime import date, timedelta
from typing import Any

import pytest

from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.strategy import changing, renewing, reporting, told
from convivial.strategy.models import Change, Progress, Tactic, Version
from convivial.strategy.tests.conftest import started


@pytest.fixture
def today() -> date:
    return clock.day(clock.now(), "Europe/Berlin")


@pytest.fixture
def tactics(cast: Cast, today: date) -> Any:
    """One paid and one shared tactic, for two months, in a strategy as old."""
    version = started(cast.harbour, cast.ana)
    Version.objects.filter(pk=version.pk).update(begins_on=today - timedelta(days=60))
    rows = Tactic._base_manager.filter(version=version)
    first, second = list(rows)[:2]
    rows.exclude(pk__in=[first.pk, second.pk])._raw_delete(rows.db)
    rows.update(still_example=False, begins_on=today - timedelta(days=60), ends_on=today, status="running")
    rows.filter(pk=first.pk).update(peso="paid")
    rows.filter(pk=second.pk).update(peso="shared")
    return rows


def found(cast: Cast) -> list[str]:
    renewing.renew(cast.harbour)
    return [each.title for each in told.found(cast.harbour) if each.row.check_key == "E3.peso_balance"]


def test_nothing_paid_for_thirty_days_is_said_and_of_posts_unseen_nothing(cast: Cast, tactics: Any) -> None:
    assert found(cast) == ["Paid visibility: nothing for 30 days"]


def test_what_its_owner_said_ends_the_silence_for_thirty_days(cast: Cast, tactics: Any, today: date) -> None:
    reporting.report(tactics.get(peso="paid"), cast.ana, False, evidence="It runs.")
    assert found(cast) == []
    Progress.objects.update(at=clock.now() - timedelta(days=31))
    assert found(cast) == ["Paid visibility: nothing for 30 days"]


def test_letting_it_begin_counts_until_it_is_taken_back(cast: Cast, tactics: Any) -> None:
    tactics.update(status="planned")
    paid = Tactic.objects.select_related("version__workspace").get(version__workspace=cast.harbour, peso="paid")
    change = changing.change(paid, cast.ana, {"status": "running"}, "The money is there.")
    assert found(cast) == []
    Change.objects.filter(pk=change.pk).update(at=clock.now() - timedelta(days=40))
    assert found(cast) == ["Paid visibility: nothing for 30 days"]


@pytest.mark.parametrize(
    "words", [{"status": "stopped"}, {"status": "done"}, {"begins_on": None}, {"peso": "shared"}]
)
def test_what_is_not_planned_any_more_is_not_missed(cast: Cast, tactics: Any, words: dict[str, Any]) -> None:
    tactics.update(**words)
    assert found(cast) == []


def test_a_young_strategy_is_left_alone(cast: Cast, tactics: Any, today: date) -> None:
    Version.objects.update(begins_on=today - timedelta(days=29))
    assert found(cast) == []
