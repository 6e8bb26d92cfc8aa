"""Looks take long, and people type meanwhile: what is newer stays, nobody waits for a look, and nothing is lost."""

import threading
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.strategy import checks, deciding, measuring, noticing, renewing
from convivial.strategy.models import Finding, Judging, TypedFigure, Version
from convivial.strategy.noticing import SOON

PACE = "E4.pace"


def the_objective(cast: Cast) -> measuring.Thing:
    return next(each for each in measuring.things(cast.harbour) if each.kind == "objective")


def type_figure(cast: Cast, value: int) -> None:
    taken = measuring.Taken(the_objective(cast), clock.day(clock.now(), cast.harbour.zone), Decimal(value))
    measuring.take(cast.harbour, cast.ravi, [taken])


def actual(cast: Cast) -> Any:
    return Finding.objects.get(check_key=PACE, scope=the_objective(cast).code).row["actual"]


@pytest.fixture
def typed_meanwhile(cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The next look at everything has read its facts when somebody types."""
    answers, left = checks.answers, [7777]

    def slowly(asked: checks.Question, only: Any = ()) -> Any:
        found = answers(asked, only)
        if left and not only:
            type_figure(cast, left.pop())
        return found

    monkeypatch.setattr(checks, "answers", slowly)
    return left


def test_what_is_typed_during_a_look_is_not_overwritten_by_it(cast: Cast, typed_meanwhile: list[int]) -> None:
    type_figure(cast, 14)
    renewing.renew(cast.harbour)
    assert not typed_meanwhile
    assert actual(cast) == 7777


def test_news_during_a_look_brings_the_next_one_forward(cast: Cast, typed_meanwhile: list[int]) -> None:
    assert noticing.follower.read()
    Judging.objects.update(due_at=clock.now(), lease_until=clock.now() + timedelta(minutes=5), worker="worker-1")
    due_at = noticing._look(Judging.objects.get())
    noticing.follower.read()
    assert not typed_meanwhile
    row = Judging.objects.get()
    assert (row.due_at, row.worker, row.lease_until) == (due_at, "", None)
    assert due_at <= clock.now() + SOON


def test_a_look_that_is_always_overtaken_looks_while_nobody_gets_in_between(
    cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, looks = checks.answers, []

    def overtaken(asked: checks.Question, only: Any = ()) -> Any:
        looks.append(only)
        Judging.objects.update(seen=10**6)
        return answers(asked, only)

    renewing.renew(cast.harbour)
    monkeypatch.setattr(checks, "answers", overtaken)
    assert renewing.renew(cast.harbour)
    assert len(looks) == 4


def test_a_figure_stays_when_a_check_goes_wrong(
    cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "answers", lambda *_: 1 / 0)
    type_figure(cast, 14)
    assert TypedFigure.objects.get().value == 14


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_the_checks_look(cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, held = checks.answers, []

    def watched(asked: checks.Question, only: Any = ()) -> Any:
        held.append(connection.in_atomic_block)
        return answers(asked, only)

    monkeypatch.setattr(checks, "answers", watched)
    type_figure(cast, 14)
    measuring.take_back(cast.harbour, cast.ravi, TypedFigure.objects.get().batch)
    renewing.renew(cast.harbour)
    assert held == [False] * 3


@pytest.mark.django_db(transaction=True)
def test_two_looks_at_once_find_everything_once(
    cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, errors = checks.answers, []
    both = threading.Barrier(2, timeout=30)

    def together(asked: checks.Question, only: Any = ()) -> Any:
        found = answers(asked, only)
        both.wait()
        return found

    def look() -> None:
        try:
            renewing.renew(cast.harbour)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(checks, "answers", together)
    looks = [threading.Thread(target=look) for _ in range(2)]
    for each in looks:
        each.start()
    for each in looks:
        each.join(60)
    assert errors == []
    assert Finding.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_holds_the_workspace_lets_figures_be_typed(
    cast: Cast, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL asks at the very end whether the workspace of a new row is there, when its line is written already:
    were the workspace held against that, each of the two would wait for the other."""
    tell = deciding._tell

    def type_and_leave() -> None:
        type_figure(cast, 14)
        connection.close()

    other = threading.Thread(target=type_and_leave)

    def meanwhile(*about: Any) -> None:
        other.start()
        other.join(30 if connection.vendor == "postgresql" else 0)
        assert connection.vendor != "postgresql" or TypedFigure.objects.exists()
        tell(*about)

    monkeypatch.setattr(deciding, "_tell", meanwhile)
    deciding.decide(cast.harbour, cast.ana, {"question": "Boats?", "choice": "Yes.", "reason": "Summer."})
    other.join(60)
    assert TypedFigure.objects.get().value == 14
