"""Leases on due rows: one takes, the others pass; whoever holds an older token writes nothing."""

import asyncio
from datetime import timedelta

import pytest
from django.db import connection

from convivial.lib.now import now
from convivial.work import due, kinds
from convivial.work.duties import hold_duty, lay_down
from convivial.work.models import Canary, Worker
from convivial.work.patience import patience
from convivial.work.threads import close_threads

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=90)


def test_a_claimed_row_is_nobody_else_s_until_its_lease_lapses() -> None:
    at = now()
    Canary.objects.create(due_at=at)
    first = due.claim(Canary, "one", 5, at, LEASE)
    assert len(first) == 1
    assert due.claim(Canary, "two", 5, at, LEASE) == []
    later = due.claim(Canary, "two", 5, at + LEASE, LEASE)
    assert [row.token for row in later] == [first[0].token + 1]
    assert later[0].deaths == 1


def test_an_older_token_writes_nothing() -> None:
    at = now()
    Canary.objects.create(due_at=at)
    old = due.claim(Canary, "one", 5, at, LEASE)[0]
    new = due.claim(Canary, "two", 5, at + LEASE, LEASE)[0]
    assert not due.put_back(old, None)
    assert Canary.objects.get().due_at is not None
    assert due.put_back(new, None)
    assert Canary.objects.get().due_at is None


def test_no_more_than_asked_for_are_taken_the_earliest_first() -> None:
    at = now()
    rows = [Canary.objects.create(due_at=at - timedelta(seconds=second)) for second in range(5)]
    assert [row.pk for row in due.claim(Canary, "one", 2, at, LEASE)] == [rows[4].pk, rows[3].pk]


def test_what_is_due_later_or_never_is_left() -> None:
    at = now()
    Canary.objects.create(due_at=at + timedelta(seconds=1))
    Canary.objects.create(due_at=None)
    assert due.claim(Canary, "one", 5, at, LEASE) == []


def test_a_row_that_ended_three_workers_is_left_alone() -> None:
    at = now()
    Canary.objects.create(due_at=at)
    for number in range(due.DEATHS):
        assert due.claim(Canary, f"worker-{number}", 5, at, LEASE)
        due.free(Canary, [f"worker-{number}"])
    assert due.claim(Canary, "one", 5, at, LEASE) == []


def test_freeing_touches_only_what_the_ended_held() -> None:
    at = now()
    Canary.objects.create(due_at=at)
    due.claim(Canary, "alive", 5, at, LEASE)
    due.free(Canary, ["gone"])
    assert Canary.objects.get().worker == "alive"


def test_a_duty_is_one_worker_s_until_it_lays_it_down_or_falls_silent() -> None:
    assert hold_duty("keeper", "one", LEASE)
    assert hold_duty("keeper", "one", LEASE)
    assert not hold_duty("keeper", "two", LEASE)
    lay_down("one")
    assert hold_duty("keeper", "two", LEASE)
    assert hold_duty("keeper", "three", -LEASE) is False


@pytest.mark.django_db(transaction=True)
class TestRows:
    @pytest.fixture(autouse=True)
    def threads(self):
        yield
        close_threads()

    def test_an_error_is_tried_again_later_and_the_row_is_kept(self, caplog: pytest.LogCaptureFixture) -> None:
        async def breaks(row: Canary) -> None:
            raise RuntimeError("a broken wing")

        Canary.objects.create(due_at=now())
        asyncio.run(due.Rows("broken", Canary, breaks).turn("one"))
        row = Canary.objects.get()
        assert row.tries == 1
        assert row.due_at > now() + patience().back_off * 0.7
        assert row.lease_until is None
        assert "a broken wing" in caplog.text

    def test_what_is_done_is_due_again_when_it_says_so(self) -> None:
        async def sings(row: Canary):
            return row.due_at + timedelta(days=1)

        at = now()
        Canary.objects.create(due_at=at, tries=4)
        kind = due.Rows("singing", Canary, sings)
        assert kind.earliest() == at
        assert asyncio.run(kind.turn("one"))
        row = Canary.objects.get()
        assert (row.due_at, row.tries, row.deaths) == (at + timedelta(days=1), 0, 0)
        assert not asyncio.run(kind.turn("one"))


def test_the_canary_is_a_kind_of_work_like_any_other() -> None:
    assert "canary" in {kind.name for kind in kinds.kinds()}


def test_a_worker_row_says_whether_it_lives() -> None:
    from convivial.work.keeper import bury_silent

    at = now()
    Worker.objects.create(name="silent", host="h", pid=1, began_at=at, beat_at=at - patience().silence * 2)
    Worker.objects.create(name="lively", host="h", pid=2, began_at=at, beat_at=at)
    bury_silent()
    assert Worker.objects.get(name="silent").ended_at is not None
    assert Worker.objects.get(name="lively").ended_at is None


def test_this_connection_keeps_what_it_says_is_written() -> None:
    from convivial.work.durability import assert_durable

    seen = assert_durable()
    expected = {"journal_mode", "synchronous"} if connection.vendor == "sqlite" else {
        "fsync", "synchronous_commit", "full_page_writes",
    }  # fmt: skip
    assert set(seen) == expected


def test_a_connection_that_could_forget_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from convivial.work import durability

    monkeypatch.setattr(durability, "seen_on_connection", lambda: {"synchronous": (1, False), "fsync": ("on", True)})
    with pytest.raises(durability.NotDurable, match="synchronous is 1"):
        durability.assert_durable()
