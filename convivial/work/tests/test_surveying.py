"""SQLite looks how much there is of what: at the beginning, daily, and when a table has grown; never in the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection

from convivial.lib.now import now
from convivial.work import keeper, surveying
from convivial.work.models import Canary
from convivial.work.surveying import DAILY, GROWTH, PAUSE, PUT_OFF, Surveyor

pytestmark = pytest.mark.django_db


class Due:
    """A kind of work of which something is due at a moment."""

    at: datetime | None = None

    def earliest(self) -> datetime | None:
        return self.at


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> Due:
    kind = Due()
    monkeypatch.setattr(surveying, "kinds", lambda: [kind])
    return kind


@pytest.fixture
def clock(due: Due) -> Iterator[Any]:
    with time_machine.travel(now(), tick=False) as moving:
        yield moving


@pytest.mark.sqlite
def test_the_first_look_is_at_once_and_tells_how_many_rows_there_are(clock: Any) -> None:
    Canary.objects.bulk_create(Canary(due_at=now()) for _ in range(150))
    assert Surveyor().survey() == "ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [Canary._meta.db_table])
        assert {row[0].split()[0] for row in cursor.fetchall()} == {"150"}


@pytest.mark.sqlite
def test_it_looks_again_after_a_day_and_asks_for_growth_in_between(clock: Any) -> None:
    surveyor = Surveyor()
    told = []
    for wait in (timedelta(0), GROWTH / 2, GROWTH / 2, DAILY - 2 * GROWTH, GROWTH):
        clock.shift(wait)
        told.append(surveyor.survey())
    assert told == ["ANALYZE", "", "PRAGMA optimize=0x10002", "PRAGMA optimize=0x10002", "ANALYZE"]


@pytest.mark.sqlite
def test_it_waits_while_something_is_due_but_not_for_ever(clock: Any, due: Due) -> None:
    surveyor, due.at = Surveyor(), now()
    told = []
    for _ in range(int(PUT_OFF / PAUSE) + 1):
        told.append(surveyor.survey())
        clock.shift(PAUSE)
    assert told == [""] * int(PUT_OFF / PAUSE) + ["ANALYZE"]


@pytest.mark.sqlite
def test_what_is_due_later_is_no_reason_to_wait(clock: Any, due: Due) -> None:
    due.at = now() + timedelta(seconds=1)
    assert Surveyor().survey() == "ANALYZE"


@pytest.mark.sqlite
def test_a_clock_that_was_put_back_keeps_nobody_waiting(clock: Any) -> None:
    surveyor = Surveyor()
    surveyor.survey()
    clock.shift(timedelta(days=-400))
    assert surveyor.survey() == "ANALYZE"


@pytest.mark.sqlite
def test_an_older_sqlite_is_asked_daily_alone(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying.sqlite3, "sqlite_version_info", (3, 40, 1))
    surveyor = Surveyor()
    assert surveyor.survey() == "ANALYZE"
    clock.shift(GROWTH)
    assert surveyor.survey() == ""


@pytest.mark.sqlite
def test_a_look_that_failed_does_not_count_and_keeps_the_house_from_nothing(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyor, beats = Surveyor(), list[int]()
    monkeypatch.setattr(keeper, "surveyor", surveyor)
    monkeypatch.setattr(keeper.home, "beat", lambda: beats.append(1))
    monkeypatch.setattr(keeper, "checkpoint", lambda: None)

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        if sql == "ANALYZE":
            raise OperationalError("disk I/O error")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        assert keeper.keep("worker-1")
    assert beats == [1]
    assert surveyor.survey() == ""
    clock.shift(PAUSE)
    assert surveyor.survey() == "ANALYZE"


def test_postgresql_is_left_alone(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert Surveyor().survey() == ""
