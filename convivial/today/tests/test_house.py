"""The switch: everything stops, everybody sees it, and resuming says what becomes of what is late."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.publishing import holding
from convivial.publishing.models import Hold, Publication
from convivial.team.models import User

from .test_today import plan

As = Callable[[User], Client]
HOLD, RESUME, HOUSE = "/w/harbour/house/hold/", "/w/harbour/house/resume/", "/w/harbour/house/"


def test_everything_is_put_on_hold_and_every_page_says_so(cast: Cast, as_: As) -> None:
    assert as_(cast.cleo).post(HOLD, {"why": "Storm in the harbour"}).status_code == 302
    for address in ("/w/harbour/", "/w/harbour/calendar/", "/w/harbour/notices/"):
        assert "Storm in the harbour" in as_(cast.greta).get(address).content.decode()
    assert "Storm" not in as_(cast.omar).get("/w/museum/").content.decode()
    assert Line.objects.filter(act="house.hold", actor_id=cast.cleo.pk).count() == 1


def test_pressing_twice_holds_once(cast: Cast, as_: As) -> None:
    browser = as_(cast.ana)
    for _ in range(2):
        browser.post(HOLD, {"why": "Storm"})
    assert Hold.objects.count() == 1
    for _ in range(2):
        browser.post(RESUME)
    assert Line.objects.filter(act="house.resume").count() == 1


def test_hold_without_a_reason_is_refused(cast: Cast, as_: As) -> None:
    answer = as_(cast.ana).post(HOLD, {"why": "  \n "})
    assert answer.status_code == 422
    assert not Hold.objects.exists()


@pytest.mark.parametrize(("late", "state"), [("ask", "on_hold"), ("", "on_hold"), ("nonsense", "on_hold")])
def test_what_missed_its_moment_waits_for_a_person(cast: Cast, as_: As, late: str, state: str) -> None:
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        missed = plan(cast.harbour, cast.ben, "Missed", "2026-11-21T10:00")
        coming = plan(cast.harbour, cast.ben, "Coming", "2026-11-21T18:00")
        holding.hold_all(cast.ana, "Storm", cast.harbour)
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        assert "1 post missed its moment" in as_(cast.ana).get(HOUSE).content.decode()
        as_(cast.ana).post(RESUME, {"late": late})
    missed.refresh_from_db()
    coming.refresh_from_db()
    assert (missed.state, missed.reason) == (state, "too_late")
    assert coming.state == "scheduled"
    assert holding.current(cast.harbour) is None


def test_what_missed_its_moment_goes_out_now_when_one_says_so(cast: Cast, as_: As) -> None:
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        missed = plan(cast.harbour, cast.ben, "Missed", "2026-11-21T10:00")
        holding.hold_all(cast.ana, "Storm", cast.harbour)
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        as_(cast.ana).post(RESUME, {"late": "send"})
    missed.refresh_from_db()
    assert (missed.state, missed.wall_time) == ("scheduled", "2026-11-21T13:00")


def test_hold_of_the_whole_house_is_lifted_for_one_s_own_workspace(cast: Cast, as_: As) -> None:
    holding.hold_house("clock")
    assert as_(cast.cleo).post(RESUME).status_code == 403
    assert "clock" in as_(cast.ana).get("/w/harbour/").content.decode()
    as_(cast.ana).post(RESUME)
    assert holding.current(cast.harbour) is None
    assert holding.current(cast.museum) is not None


@pytest.mark.parametrize("late", ["ask", "send"])
def test_a_house_in_doubt_asks_the_networks_at_the_moment_that_was_missed(cast: Cast, as_: As, late: str) -> None:
    """Yesterday's copy still says scheduled: what it would send now may stand there since the morning."""
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        missed = plan(cast.harbour, cast.ben, "Missed", "2026-11-21T10:00")
        holding.hold_house("restored", clock.now())
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        assert "asked first" in as_(cast.ana).get(HOUSE).content.decode()
        as_(cast.ana).post(RESUME, {"late": late})
    missed.refresh_from_db()
    assert (missed.state, missed.reason, missed.wall_time) == ("unknown", "doubtful", "2026-11-21T10:00")


def test_resuming_touches_no_other_workspace(cast: Cast, as_: As) -> None:
    holding.hold_all(cast.omar, "Fog", cast.museum)
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    as_(cast.ana).post(RESUME)
    assert holding.current(cast.museum) is not None
    assert holding.current(cast.harbour) is None


def test_switch_is_refused_where_it_must_be(cast: Cast, as_: As) -> None:
    assert as_(cast.ana).get(HOLD).status_code == 405
    assert as_(cast.zoe).post(HOLD, {"why": "x"}).status_code == 404
    assert as_(cast.omar).post(HOLD, {"why": "x"}).status_code == 404
    assert as_(cast.greta).post(HOLD, {"why": "x"}).status_code == 403
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    assert as_(cast.ana).get(RESUME).status_code == 405
    assert as_(cast.cleo).post(RESUME).status_code == 403
    assert as_(cast.zoe).post(RESUME).status_code == 404
    assert Publication.objects.count() == 0
