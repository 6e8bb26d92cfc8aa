"""The switch: everything stops, everybody sees it, and resuming says what becomes of what is late."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.networks import granting
from convivial.publishing import holding
from convivial.publishing.models import Hold, Publication
from convivial.team.models import User

from .test_today import plan

As = Callable[[User], Client]
HOLD, RESUME, HOUSE = "/w/harbour/house/hold/", "/w/harbour/house/resume/", "/w/harbour/house/"
EXPLAIN = "/w/harbour/house/explain/"


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


@pytest.mark.parametrize("page", ["/w/harbour/", "/w/harbour/calendar/", "/w/harbour/calendar/list/"])
def test_one_press_holds_and_why_can_be_said_afterwards(cast: Cast, as_: As, page: str) -> None:
    plan(cast.harbour, cast.ben, "Coming", "2031-11-21T10:00")
    browser = as_(cast.cleo)
    assert browser.get(page).content.decode().count(f'action="{HOLD}"') == 2  # on the page, and in the palette
    assert browser.post(HOLD).status_code == 302
    shown = browser.get(page).content.decode()
    assert "1 planned post waits." in shown
    assert "Say why" in shown
    assert "Nobody has said why yet." in as_(cast.greta).get(page).content.decode()
    browser.post(EXPLAIN, {"why": "Storm in  the harbour"})
    browser.post(EXPLAIN, {"why": "Storm in the harbour"})
    assert "Storm in the harbour" in as_(cast.greta).get(page).content.decode()
    assert Line.objects.filter(act="house.explain", actor_id=cast.cleo.pk).count() == 1


def test_who_may_not_hold_is_offered_no_switch(cast: Cast, as_: As) -> None:
    for page in ("/w/harbour/", "/w/harbour/calendar/"):
        assert HOLD not in as_(cast.ben).get(page).content.decode()


def test_why_the_house_stopped_by_itself_is_nobody_s_to_say(cast: Cast, as_: As) -> None:
    holding.hold_house("clock")
    as_(cast.ana).post(EXPLAIN, {"why": "Storm"})
    assert Hold.objects.get().why == ""
    assert f'action="{EXPLAIN}"' not in as_(cast.ana).get(HOUSE).content.decode()


def test_lifting_a_hold_of_the_whole_house_asks_again_who_one_is(cast: Cast, as_: As) -> None:
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    browser = as_(cast.ana)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    browser.post(RESUME)
    assert holding.current(cast.harbour) is None
    holding.hold_house("restored", clock.now())
    assert "/account/again/" in browser.post(RESUME).headers["Location"]
    assert holding.current(cast.harbour) is not None


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


def test_what_missed_its_moment_on_somebody_else_s_channel_waits_for_them(cast: Cast, as_: As) -> None:
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        missed = plan(cast.harbour, cast.ben, "Missed", "2026-11-21T10:00")
        granting.grant(missed.channel, cast.ana, [cast.ben])
        holding.hold_all(cast.ana, "Storm", cast.harbour)
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        assert as_(cast.ana).post(RESUME, {"late": "send"}).status_code == 302
    missed.refresh_from_db()
    assert (missed.state, missed.reason) == ("on_hold", "too_late")
    assert holding.current(cast.harbour) is None


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
    assert as_(cast.ana).get(HOLD).status_code == as_(cast.ana).get(EXPLAIN).status_code == 405
    assert as_(cast.zoe).post(EXPLAIN, {"why": "x"}).status_code == 404
    assert as_(cast.greta).post(EXPLAIN, {"why": "x"}).status_code == 403
    assert as_(cast.zoe).post(HOLD, {"why": "x"}).status_code == 404
    assert as_(cast.omar).post(HOLD, {"why": "x"}).status_code == 404
    assert as_(cast.greta).post(HOLD, {"why": "x"}).status_code == 403
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    assert as_(cast.ana).get(RESUME).status_code == 405
    assert as_(cast.cleo).post(RESUME).status_code == 403
    assert as_(cast.zoe).post(RESUME).status_code == 404
    assert Publication.objects.count() == 0


def test_page_of_a_house_without_plans_counts_no_posts(cast: Cast, as_: As) -> None:
    page = as_(cast.omar).get("/w/museum/house/").content.decode()
    assert "Nothing is planned yet." in page
    assert "0 planned posts" not in page
