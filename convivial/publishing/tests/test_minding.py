"""Health tells the truth about what is due."""

from datetime import timedelta

from convivial.lib.now import now
from convivial.publishing import holding
from convivial.publishing.models import Lane, Publication
from convivial.publishing.tending.minding import publishing
from convivial.work.health import ACT, GOOD

from .conftest import Stage


def test_something_two_minutes_late_is_bad_and_says_since_when(stage: Stage) -> None:
    publication = stage.due()
    assert publishing().state == GOOD
    stage.wait(timedelta(minutes=2, seconds=1))
    found = publishing()
    assert (found.state, found.since) == (ACT, publication.due_at)
    assert str(found.meaning)
    assert str(found.fix)


def test_a_hold_is_no_fault(stage: Stage) -> None:
    stage.due()
    holding.hold_all(stage.cast.ana, "Storm")
    stage.wait(timedelta(minutes=5))
    assert publishing().state == GOOD


def test_a_network_that_asked_us_to_wait_is_no_fault(stage: Stage) -> None:
    stage.due()
    Lane.objects.update(open_at=now() + timedelta(minutes=30))
    stage.wait(timedelta(minutes=5))
    assert publishing().state == GOOD


def test_sending_that_nobody_mends_is_bad(stage: Stage) -> None:
    stage.due()
    Publication.objects.update(state=Publication.State.SENDING, lease_until=now())
    stage.wait(timedelta(minutes=5))
    assert publishing().state == ACT


def test_what_went_out_is_good(stage: Stage) -> None:
    stage.due()
    stage.round()
    stage.wait(timedelta(hours=5))
    assert publishing().state == GOOD
