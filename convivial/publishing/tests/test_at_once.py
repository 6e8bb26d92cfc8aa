"""Somebody is taken off the list of a channel in the very moment in which something of theirs is written there: two
real transactions, each held open while the other one knocks."""

import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from convivial.content import checks, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast, invite_the_cast
from convivial.journal.models import Line
from convivial.journal.recording import record_all
from convivial.lib.now import now, wall
from convivial.networks import granting
from convivial.networks.errors import TryLater
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.errors import NotYours
from convivial.publishing.models import Attempt, Publication
from convivial.publishing.sending import outcomes
from convivial.team.models import User

from .rehearsing import Rehearsal

pytestmark = pytest.mark.django_db(transaction=True)
State = Publication.State
ZONE = "Europe/Berlin"


class Knock:
    """Another transaction that begins in the middle of this one. ``meanwhile`` waits until it is done or stands at
    the door; SQLite's door is shut to it from the beginning."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act, self.error = act, Exception("never ended")
        self.thread = threading.Thread(target=self._run)

    def meanwhile(self, *args: Any, **kwargs: Any) -> None:
        self.thread.start()
        end = monotonic() + 30
        while connection.vendor == "postgresql" and self.thread.is_alive() and not _is_somebody_waiting():
            assert monotonic() < end

    def ended(self) -> Exception | None:
        self.thread.join(60)
        return self.error

    def _run(self) -> None:
        try:
            self.act()
            self.error = None  # type: ignore[assignment]
        except NotYours as error:
            self.error = error
        finally:
            connection.close()


def _is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


@pytest.fixture
def world(network: Rehearsal) -> tuple[Cast, Channel, Post]:
    """Ben and Mina are on the list of a channel; he has a post for it."""
    cast = invite_the_cast()
    channel = Channel.objects.create(workspace=cast.harbour, network="rehearsal", remote_id="1", name="Harbour")
    granting.grant(channel, cast.ana, [cast.ben, cast.mina])
    post = writing.start(cast.harbour, cast.ben, "The ferry leaves at six.")
    writing.add_channel(post, cast.ben, channel)
    return cast, channel, post


def schedule(cast: Cast, post: Post) -> Publication:
    return scheduling.schedule(post, cast.ben, wall(now() + timedelta(hours=2), ZONE), ZONE)[0]


def test_what_is_just_being_scheduled_by_somebody_taken_off_is_held(
    world: tuple[Cast, Channel, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, channel, post = world
    knock = Knock(lambda: granting.grant(channel, cast.ana, [cast.mina]))
    monkeypatch.setattr(checks, "may_go_out", lambda post: knock.meanwhile() or True)  # he was asked for already
    publication = schedule(cast, post)
    assert knock.ended() is None
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_theirs")


def test_who_is_just_being_taken_off_schedules_nothing_any_more(
    world: tuple[Cast, Channel, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, channel, post = world
    knock, written = Knock(lambda: schedule(cast, post)), granting.record_all

    def slowly(entries: Any) -> None:
        monkeypatch.setattr(granting, "record_all", written)
        knock.meanwhile()
        written(entries)

    monkeypatch.setattr(granting, "record_all", slowly)
    granting.grant(channel, cast.ana, [cast.mina])
    assert isinstance(knock.ended(), NotYours)
    assert not Publication.objects.exists()


def test_what_is_just_coming_back_is_held(world: tuple[Cast, Channel, Post], monkeypatch: pytest.MonkeyPatch) -> None:
    cast, channel, post = world
    publication = schedule(cast, post)
    Publication.objects.update(state=State.SENDING, token=1, worker="worker-1")
    Attempt.objects.create(publication=publication, token=1, worker="worker-1", began_at=now())
    knock, rows = Knock(lambda: granting.grant(channel, cast.ana, [cast.mina])), Publication.objects.with_story()
    monkeypatch.setattr(outcomes, "catch_up", lambda again: knock.meanwhile() or [])
    with transaction.atomic():
        record_all(outcomes.write([outcomes.of_error(rows.get(), TryLater("busy"), now())], "worker-1"))
    assert knock.ended() is None
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_theirs")


@pytest.mark.parametrize(("times", "status"), [(1, 302), (2, 503)])
def test_act_that_the_database_undid_for_another_is_done_once_more(
    world: tuple[Cast, Channel, Post],
    as_: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    status: int,
) -> None:
    cast, _, post = world
    publication, cancel, browser = schedule(cast, post), scheduling.cancel, as_(cast.ben)
    browser.raise_request_exception = False
    ended = [Ended()] * times

    def cancels(publication: Publication, by: User) -> None:
        with transaction.atomic():
            cancel(publication, by)
            if ended:
                raise OperationalError("deadlock detected") from ended.pop()

    monkeypatch.setattr(scheduling, "cancel", cancels)
    assert browser.post(f"/w/harbour/publications/{publication.code}/cancel/").status_code == status
    assert Line.objects.filter(act="publication.cancel").count() == (1 if status == 302 else 0)


class Ended(Exception):
    """As PostgreSQL says it."""

    sqlstate = "40P01"
