"""An owner says who may publish on a channel; the rest is asked everywhere by ``team.access.may``."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from convivial.demo.cast import Cast
from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.networks import granting
from convivial.networks.models import Channel, ChannelGrant, Reservation
from convivial.team import belonging
from convivial.team.access import forget, may
from convivial.team.models import User

from .conftest import new_channel

As = Callable[[User], Client]


def press(browser: Client, channel: Channel, *people: User, who: str = "these", **more: Any) -> HttpResponse:
    told = {"who": who, "people": [person.code for person in people], **more}
    return browser.post(f"/w/harbour/channels/{channel.code}/grant/", told)  # type: ignore[return-value]


def lines() -> list[Line]:
    return list(Line.objects.filter(act="channel.grant").order_by("seq"))


def test_at_first_everybody_may_publish_whose_role_includes_it(cast: Cast, channel: Channel) -> None:
    assert may(cast.ben, "post.schedule", channel)
    assert granting.shut_to(cast.ben, [channel]) == []


def test_an_owner_says_who_may_publish_and_the_journal_names_them(cast: Cast, as_: As, channel: Channel) -> None:
    assert press(as_(cast.ana), channel, cast.mina).status_code == 302
    assert granting.granted(channel) == [cast.mina.pk]
    assert not may(cast.ben, "post.schedule", channel)
    assert not may(cast.ana, "post.schedule", channel)
    assert may(cast.mina, "post.schedule", channel)
    (line,) = lines()
    assert line.params == {"people": [cast.mina.pk], "is_open": False}
    assert "chose who may publish on" in feed(cast.harbour).lines[0].sentence
    assert "Mina" in feed(cast.harbour).lines[0].sentence
    assert "Only Mina may publish here" in as_(cast.greta).get("/w/harbour/channels/").content.decode()


def test_writing_and_holding_stay_open(cast: Cast, channel: Channel) -> None:
    granting.grant(channel, cast.ana, [cast.mina])
    for act in ("post.write", "publication.hold", "publication.cancel", "channel.see"):
        assert may(cast.ben, act, channel), act


def test_other_channels_stay_open(cast: Cast, channel: Channel) -> None:
    other = new_channel(cast, "other")
    granting.grant(channel, cast.ana, [cast.mina])
    assert may(cast.ben, "post.schedule", other)
    assert granting.shut_to(cast.ben, [channel, other]) == [channel]


def test_it_is_opened_again_for_everybody(cast: Cast, as_: As, channel: Channel) -> None:
    press(as_(cast.ana), channel, cast.mina)
    assert press(as_(cast.ana), channel, who="everybody").status_code == 302
    assert may(cast.ben, "post.schedule", channel)
    assert "everybody whose role includes it" in feed(cast.harbour).lines[0].sentence
    assert not ChannelGrant.objects.exists()


def test_undo_is_offered_and_leads_back(cast: Cast, as_: As, channel: Channel) -> None:
    browser = as_(cast.ana)
    press(browser, channel, cast.mina)
    assert "Undo" in browser.get("/w/harbour/channels/").content.decode()
    answer = browser.post(
        f"/w/harbour/channels/{channel.code}/grant/", {"who": "everybody", "undo": "1"},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    assert answer.headers["HX-Redirect"] == "/w/harbour/channels/"
    assert may(cast.ben, "post.schedule", channel)
    assert "Undo" not in browser.get("/w/harbour/channels/").content.decode()


def test_pressing_twice_writes_one_line(cast: Cast, as_: As, channel: Channel) -> None:
    for _ in range(2):
        assert press(as_(cast.ana), channel, cast.mina, cast.ben).status_code == 302
    assert len(lines()) == 1


def test_looking_changes_nothing(cast: Cast, as_: As, channel: Channel) -> None:
    page = as_(cast.ana).get(f"/w/harbour/channels/{channel.code}/grant/")
    assert page.status_code == 200
    assert not Reservation.objects.exists()
    for name in ("Ana", "Ben", "Mina"):
        assert name in page.content.decode()
    assert "Greta" not in page.content.decode()


def test_strangers_find_nothing_and_too_small_roles_are_refused(cast: Cast, as_: As, channel: Channel) -> None:
    for stranger in (cast.zoe, cast.omar, cast.ivo):
        assert press(as_(stranger), channel, cast.mina).status_code == 404
    assert as_(cast.omar).post(f"/w/museum/channels/{channel.code}/grant/", {"who": "everybody"}).status_code == 404
    for member in (cast.ben, cast.cleo, cast.mina, cast.ravi, cast.theo, cast.greta):
        assert press(as_(member), channel, cast.mina).status_code == 403
    assert not Reservation.objects.exists()


@pytest.mark.parametrize("wrong", [{"who": "these"}, {"who": "nobody"}, {}, {"who": "these", "people": ["missing"]}])
def test_what_makes_no_sense_is_refused_with_words(
    cast: Cast, as_: As, channel: Channel, wrong: dict[str, Any]
) -> None:
    answer = as_(cast.ana).post(f"/w/harbour/channels/{channel.code}/grant/", wrong or {"people": []})
    assert answer.status_code == 422
    assert not Reservation.objects.exists()


def test_nobody_of_another_workspace_or_without_the_role_can_be_named(cast: Cast, as_: As, channel: Channel) -> None:
    for person in (cast.omar, cast.greta, cast.cleo):
        assert press(as_(cast.ana), channel, person).status_code == 422
    assert not Reservation.objects.exists()


def test_when_the_last_one_leaves_nobody_comes_in_by_that(cast: Cast, as_: As, channel: Channel) -> None:
    granting.grant(channel, cast.ana, [cast.mina])
    belonging.remove(cast.mina.memberships.get(workspace=cast.harbour), cast.ana)
    assert not may(cast.ben, "post.schedule", channel)
    assert "Nobody may publish here now" in as_(cast.ana).get("/w/harbour/channels/").content.decode()


def test_a_grant_gives_no_role(cast: Cast, channel: Channel) -> None:
    granting.grant(channel, cast.ana, [cast.mina])
    membership = cast.mina.memberships.get(workspace=cast.harbour)
    belonging.change_roles(membership, cast.ana, ["viewer"])
    forget(cast.mina)
    assert not may(cast.mina, "post.schedule", channel)
    assert granting.named([channel])[channel.pk] == []


def test_the_list_costs_the_same_for_many_reserved_channels(
    cast: Cast, as_: As, channel: Channel, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        granting.grant(new_channel(cast, f"more{number}"), cast.ana, [cast.mina, cast.ben])
    browser = as_(cast.ana)
    browser.get("/w/harbour/channels/")
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/channels/")
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/journal/")
