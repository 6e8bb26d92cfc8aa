"""Who answers on a channel is said by an owner or a strategist; the rest is derived, and what nobody does is said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from convivial.demo.cast import Cast
from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.networks import admitting, answering, granting
from convivial.networks.models import Channel, ChannelDuty
from convivial.team import belonging, covering
from convivial.team.covering import Days, Wish
from convivial.team.models import User

from .conftest import new_channel

As = Callable[[User], Client]
Duty = ChannelDuty.Duty


def press(browser: Client, channel: Channel, slug: str = "harbour", **said: Any) -> HttpResponse:
    told = {duty: [person.code for person in people] for duty, people in said.items()}
    return browser.post(f"/w/{slug}/channels/{channel.code}/duties/", told)  # type: ignore[return-value]


def told(cast: Cast) -> answering.Told:
    members = list(cast.harbour.memberships.select_related("user").prefetch_related("roles").order_by("user__name"))
    (one,) = answering.told(admitting.doors(cast.harbour), members, covering.current(cast.harbour))
    return one


def people(cast: Cast) -> dict[str, str]:
    return {str(line.title): line.people for line in told(cast).lines}


def away(cast: Cast, person: User, colleague: User | None, **more: Any) -> None:
    today = clock.day(clock.now(), "Europe/Berlin")
    here = cast.harbour.memberships
    wish = Wish(
        Days(today, today + timedelta(days=3), "Europe/Berlin"),
        here.get(user=colleague) if colleague else None,
        **more,
    )
    covering.set_away(here.get(user=person), person, wish)


def test_roles_and_reservations_say_who_writes_publishes_and_says_yes(cast: Cast, channel: Channel) -> None:
    assert people(cast) == {
        "Write": "Ana, Ben, Cleo, Mina and Theo", "Publish": "Ana, Ben and Mina", "Say yes": "Cleo",
        "Answer on weekdays": "", "Answer at weekends": "", "Step in": "",
    }  # fmt: skip
    granting.grant(channel, cast.ana, [cast.mina])
    assert people(cast)["Publish"] == "Mina"
    assert f"Only one person may publish on {channel.name}: Mina." in told(cast).gaps


def test_what_nobody_does_is_said(cast: Cast, channel: Channel) -> None:
    assert told(cast).gaps == [f"Nobody answers on {channel.name}."]
    answering.set_duty(channel, cast.ana, Duty.WEEKDAYS, [cast.mina])
    assert told(cast).gaps == [
        f"Nobody answers at weekends on {channel.name}.",
        f"Nobody steps in for Mina on {channel.name}.",
    ]
    answering.set_duty(channel, cast.ana, Duty.WEEKENDS, [cast.ben])
    assert told(cast).gaps == []


def test_an_owner_or_a_strategist_says_who_answers_and_undoes_it(cast: Cast, as_: As, channel: Channel) -> None:
    browser = as_(cast.ana)
    assert press(browser, channel, weekdays=[cast.mina], covers=[cast.ben]).status_code == 302
    page = browser.get("/w/harbour/team/").content.decode()
    assert f"Nobody answers at weekends on {channel.name}." in page
    assert "Undo" in page
    assert [line.params["duty"] for line in Line.objects.filter(act="duty.set").order_by("seq")] == [
        "weekdays", "covers",
    ]  # fmt: skip
    sentence = feed(cast.harbour).lines[1].sentence
    assert "noted who answers on weekdays on" in sentence
    assert "Mina" in sentence
    press(browser, channel, undo=[])
    assert not ChannelDuty.objects.exists()


def test_pressing_twice_is_one_line_and_the_form_shows_what_is(cast: Cast, as_: As, channel: Channel) -> None:
    for _ in range(2):
        press(as_(cast.ana), channel, weekdays=[cast.mina])
    assert Line.objects.filter(act="duty.set").count() == 1
    page = as_(cast.ana).get(f"/w/harbour/channels/{channel.code}/duties/").content.decode()
    assert page.count("checked") == 1


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_nobody_else_says_it(cast: Cast, as_: As, channel: Channel, who: str) -> None:
    browser = as_(getattr(cast, who))
    assert press(browser, channel, weekdays=[cast.ben]).status_code == 403
    assert not ChannelDuty.objects.exists()
    page = browser.get("/w/harbour/team/").content.decode()
    assert f"Nobody answers on {channel.name}." in page
    assert f"channels/{channel.code}/duties/" not in page


def test_a_stranger_finds_nothing_and_nobody_unfit_is_chosen(cast: Cast, as_: As, channel: Channel) -> None:
    for stranger in (cast.zoe, cast.ivo, cast.omar):
        assert press(as_(stranger), channel, weekdays=[cast.ben]).status_code == 404
    assert press(as_(cast.omar), channel, "museum", weekdays=[cast.omar]).status_code == 404
    for unfit in (cast.greta, cast.omar):
        assert press(as_(cast.ana), channel, weekdays=[unfit]).status_code == 422
    assert not ChannelDuty.objects.exists()


def test_whoever_is_away_is_covered_by_the_colleague(cast: Cast, channel: Channel) -> None:
    for duty in (Duty.WEEKDAYS, Duty.WEEKENDS):
        answering.set_duty(channel, cast.ana, duty, [cast.mina, cast.ana])
    away(cast, cast.mina, cast.ben)
    line = next(line for line in told(cast).lines if line.title == "Answer on weekdays")
    assert line.people == "Ana and Ben"
    assert "Mina away until" in line.note


def test_an_absence_without_cover_is_a_gap_and_a_lent_yes_is_none(cast: Cast, channel: Channel) -> None:
    for duty in (Duty.WEEKDAYS, Duty.WEEKENDS):
        answering.set_duty(channel, cast.ana, duty, [cast.mina])
    away(cast, cast.mina, None)
    assert told(cast).gaps == [f"Nobody answers on {channel.name}."]
    away(cast, cast.cleo, cast.ben, lends_yes=True)
    assert people(cast)["Say yes"] == "Ben and Cleo"


def test_who_leaves_has_no_duty_any_more(cast: Cast, channel: Channel) -> None:
    answering.set_duty(channel, cast.ana, Duty.WEEKDAYS, [cast.mina])
    belonging.leave(cast.harbour.memberships.get(user=cast.mina))
    assert not ChannelDuty.objects.exists()


def test_the_page_costs_the_same_for_many_channels(
    cast: Cast, as_: As, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for name in ("one", "two", "three", "four"):
        answering.set_duty(new_channel(cast, name), cast.ana, Duty.WEEKDAYS, [cast.mina, cast.ben])
    away(cast, cast.mina, cast.ben)
    browser = as_(cast.ana)
    browser.get("/w/harbour/team/")
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/team/")
