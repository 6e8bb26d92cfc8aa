"""What the strategy itself tells: levels, ages and agreements are held against the day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.strategy import measuring, renewing, told
from convivial.strategy.models import (
    Asking,
    Kpi,
    NetworkChoice,
    Objective,
    OwnAccount,
    Reply,
    Stage,
    TypedFigure,
    Version,
)
from convivial.strategy.told import Told
from convivial.team.models import User

As = Callable[[User], Client]
Finds = Callable[[str], list[Told]]


@pytest.fixture
def finds(cast: Cast, version: Version) -> Finds:
    def of(check: str) -> list[Told]:
        renewing.renew(cast.harbour)
        return [each for each in told.found(cast.harbour) if each.row.check_key == check]

    return of


@pytest.fixture
def today() -> date:
    return clock.day(clock.now(), "Europe/Berlin")


def ours(model: Any, version: Version) -> Any:
    """All parts of a noun, with a yes to each."""
    rows = model._base_manager.filter(version=version)
    rows.update(still_example=False)
    return rows


def typed(cast: Cast, code: str, on: date, value: int) -> None:
    TypedFigure.objects.create(
        workspace=cast.harbour, part_code=code, on=on, value=Decimal(value), batch="b", by=cast.ravi
    )


def test_a_strategy_of_which_nothing_says_what_people_did_is_told_so(version: Version, finds: Finds) -> None:
    objectives, figures = ours(Objective, version), ours(Kpi, version)
    assert finds("E4.outcome_level") == []
    objectives.update(level="output")
    figures.update(level="outtake")
    (found,) = finds("E4.outcome_level")
    assert (found.judged.weight, found.title) == ("watch", "No objective and no figure says what people did")
    figures.filter(pk=figures.first().pk).update(level="impact")
    assert finds("E4.outcome_level") == []


def test_figures_that_only_tell_who_saw_it_are_counted(version: Version, finds: Finds) -> None:
    figures = ours(Kpi, version)
    count = figures.count()
    figures.update(level="output")
    (found,) = finds("E6.vanity_share")
    assert found.title == f"{count} of {count} figures only tell who saw it"
    assert (found.planned, found.actual) == ("60 %", "100 %")
    figures.update(level="")  # as the dictionary says
    assert finds("E6.vanity_share") == []


def test_an_objective_counted_too_long_ago_is_told_unless_its_kpi_tells(
    cast: Cast, version: Version, finds: Finds, today: date
) -> None:
    objective = ours(Objective, version).first()
    rows = Objective._base_manager.filter(pk=objective.pk)
    rows.update(kpi="", start=today - timedelta(days=60), due=today + timedelta(days=30))
    typed(cast, objective.code, today - timedelta(days=30), 3)
    assert finds("E4.stale") == []
    TypedFigure.objects.update(on=today - timedelta(days=31))
    (found,) = finds("E4.stale")
    assert (found.judged.planned, found.judged.actual, found.judged.weight) == (30, 31, "watch")
    assert objective.statement in found.title
    assert found.button is not None
    assert found.button.address.endswith(f"figures/?what={objective.code}")
    rows.update(due=today - timedelta(days=1))
    assert finds("E4.stale") == []


def test_a_far_objective_to_which_nothing_near_leads_is_named(version: Version, finds: Finds, today: date) -> None:
    near, far = ours(Objective, version)[:2]
    objectives = Objective._base_manager.filter(version=version)
    objectives.exclude(pk__in=[near.pk, far.pk])._raw_delete(objectives.db)
    objectives.update(start=today, goal="g", kpi="")
    objectives.filter(pk=near.pk).update(due=today + timedelta(days=80))
    objectives.filter(pk=far.pk).update(due=today + timedelta(days=500))
    assert finds("E4.balance") == []
    objectives.filter(pk=near.pk).update(goal="h")
    assert [each.title for each in finds("E4.balance")] == [f"Nothing near leads to: {far.statement}"]


def test_the_day_to_decide_about_a_network_comes(cast: Cast, version: Version, finds: Finds, today: date) -> None:
    choices = ours(NetworkChoice, version)
    choice = choices.filter(tier="primary").first()
    rows = choices.filter(pk=choice.pk)
    rows.update(exit_kpi="leads", exit_below=10, exit_on=today + timedelta(days=1))
    assert finds("E2.exit_due") == []
    rows.update(exit_on=today)
    (unknown,) = finds("E2.exit_due")
    assert (unknown.judged.message, unknown.judged.weight) == ("exit.unknown", "watch")
    kpi = ours(Kpi, version).first()
    Kpi._base_manager.filter(pk=kpi.pk).update(key="leads", network=choice.network)
    typed(cast, kpi.code, today, 4)
    (below,) = finds("E2.exit_due")
    assert (below.judged.weight, below.judged.certainty, below.judged.actual) == ("act", "enough", 4)
    assert below.text.startswith("Inquiries: 4 on ")
    TypedFigure.objects.update(on=today - timedelta(days=90))
    (old,) = finds("E2.exit_due")
    assert (old.judged.weight, old.judged.certainty) == ("watch", "early")
    TypedFigure.objects.update(on=today, value=12)
    assert finds("E2.exit_due")[0].judged.weight == "info"
    rows.update(tier="parked")
    assert finds("E2.exit_due") == []


@pytest.mark.parametrize(
    ("admins", "checked", "message"),
    [
        ("", [], ""), ("Ana, Ben", ["name"], ""), ("Ana", [], "single.one"), ("", ["name"], "single.unticked"),
        ("Ana", ["two_admins"], ""), ("Ana\nBen", [], ""),
    ],
)  # fmt: skip
def test_an_account_with_one_person_who_gets_in(
    version: Version, finds: Finds, admins: str, checked: list[str], message: str
) -> None:
    OwnAccount._base_manager.bulk_create(
        [OwnAccount(version=version, network="bluesky", handle="harbour", admins=admins, checked=checked)]
    )
    assert [each.judged.message for each in finds("E2.single_admin")] == ([message] if message else [])


def test_the_way_to_an_account_ends_at_the_account(cast: Cast, as_: As, version: Version, finds: Finds) -> None:
    OwnAccount._base_manager.bulk_create(
        [OwnAccount(version=version, network="bluesky", handle="harbour", admins="Ana")]
    )
    button = finds("E2.single_admin")[0].button
    assert button is not None
    page, _hash, code = button.address.partition("#")
    assert f'id="{code}"' in as_(cast.greta).get(page).content.decode()


def test_figures_beside_what_a_network_is_there_for(version: Version, finds: Finds) -> None:
    choice = ours(NetworkChoice, version).filter(tier="primary").first()
    figures = ours(Kpi, version)
    figures.update(key="applause")
    NetworkChoice._base_manager.filter(pk=choice.pk).update(role="leads")
    assert finds("E2.role_fit") == []
    kpi = figures.first()
    figures.filter(pk=kpi.pk).update(network=choice.network)
    (found,) = finds("E2.role_fit")
    assert found.text.startswith(f"It is there for: inquiries. Counted there: {kpi.label}.")
    figures.exclude(pk=kpi.pk).filter(network="").update(key="orders")
    assert finds("E2.role_fit") == []


def test_where_people_get_lost_is_told_from_what_sales_counted(
    cast: Cast, version: Version, finds: Finds, today: date
) -> None:
    stages = list(ours(Stage, version))
    Stage._base_manager.filter(version=version).update(conversion=Decimal(20))
    assert finds("E7.leak") == []

    def reply(*counts: int | None, days_ago: int = 3) -> None:
        asking = Asking.objects.create(
            workspace=cast.harbour, name="Sales", first=today - timedelta(days=30 + days_ago), stages=[],
            last=today - timedelta(days=days_ago), expires_at=clock.now(), asked_by=cast.ana,
        )  # fmt: skip
        codes = [stage.code for stage in stages]
        Reply.objects.create(asking=asking, counts=dict(zip(codes, counts, strict=False)))

    reply(60, 3)
    assert finds("E7.leak")[0].judged.message == "leak.few"
    reply(1000, 190, 12)
    (found,) = finds("E7.leak")
    assert found.title == f"Most people get lost after “{stages[1].name}”"
    assert (found.judged.weight, found.planned, found.actual) == ("act", "20 %", "6 %")
    reply(1000, 200, 41)
    assert [(each.judged.message, each.judged.weight) for each in finds("E7.leak")] == [("leak.fine", "good")]
    Asking.objects.update(last=today - timedelta(days=200))
    assert finds("E7.leak") == []


def test_what_is_counted_like_a_kpi_is_left_to_the_kpis(
    cast: Cast, version: Version, finds: Finds, today: date
) -> None:
    kpi = ours(Kpi, version).exclude(key="").first()
    objective = ours(Objective, version).first()
    Objective._base_manager.filter(pk=objective.pk).update(kpi=kpi.key, due=today + timedelta(days=30))
    known = {thing.code: thing for thing in measuring.things(cast.harbour)}
    measuring.take(
        cast.harbour, cast.ravi, [measuring.Taken(known[kpi.code], today - timedelta(days=80), Decimal(3))]
    )
    assert finds("E4.stale") == []
