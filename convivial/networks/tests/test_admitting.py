"""On which channels somebody may publish, seen and changed from the Team page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.networks import admitting, granting
from convivial.networks.models import Channel
from convivial.team.access import forget, may
from convivial.team.models import User

from .conftest import new_channel

As = Callable[[User], Client]


def press(browser: Client, person: User, *channels: Channel) -> HttpResponse:
    told = {"channels": [channel.code for channel in channels]}
    return browser.post(f"/w/harbour/team/{person.code}/channels/", told)  # type: ignore[return-value]


def quay(cast: Cast, handle: str = "quay") -> Channel:
    made = new_channel(cast, handle)
    made.name = "The museum quay"
    made.save()
    return made


def rows(cast: Cast) -> int:
    return Line.objects.filter(workspace_id=cast.harbour.pk, act="channel.grant").count()


def team(browser: Client) -> str:
    return " ".join(browser.get("/w/harbour/team/").content.decode().split())


def test_the_team_page_says_who_may_publish_where(cast: Cast, as_: As, channel: Channel) -> None:
    other = quay(cast)
    granting.grant(channel, cast.ana, [cast.ana])
    shown = team(as_(cast.greta))
    assert "Publishes on all channels" in shown
    assert f"Publishes on {other.name} only" in shown
    assert '/channels/">Change' not in shown


def test_an_owner_takes_a_channel_from_somebody_and_gives_it_back(cast: Cast, as_: As, channel: Channel) -> None:
    assert press(as_(cast.ana), cast.ben).status_code == 302
    forget(cast.ben)
    assert not may(cast.ben, "post.schedule", channel)
    assert may(cast.mina, "post.schedule", channel)
    assert press(as_(cast.ana), cast.ben, channel).status_code == 302
    forget(cast.ben)
    assert may(cast.ben, "post.schedule", channel)
    assert rows(cast) == 2


def test_pressing_twice_writes_no_second_line(cast: Cast, as_: As, channel: Channel) -> None:
    for _ in range(2):
        press(as_(cast.ana), cast.ben)
    assert rows(cast) == 1


def test_saving_what_is_there_leaves_a_channel_open_for_everybody(cast: Cast, as_: As, channel: Channel) -> None:
    press(as_(cast.ana), cast.ben, channel)
    assert granting.granted(channel) is None
    assert rows(cast) == 0


def test_the_last_one_is_not_taken_away_and_nothing_else_changes(cast: Cast, as_: As, channel: Channel) -> None:
    other = quay(cast)
    granting.grant(other, cast.ana, [cast.ben])
    answer = press(as_(cast.ana), cast.ben)
    assert answer.status_code == 422
    assert b"Nobody else may publish on The museum quay" in answer.content
    assert granting.granted(channel) is None
    assert granting.granted(other) == [cast.ben.pk]


def test_looking_changes_nothing(cast: Cast, as_: As, channel: Channel) -> None:
    shown = as_(cast.ana).get(f"/w/harbour/team/{cast.ben.code}/channels/")
    assert shown.status_code == 200
    assert f'value="{channel.code}" checked' in shown.content.decode()
    assert rows(cast) == 0


@pytest.mark.parametrize(("who", "status"), [("ben", 403), ("cleo", 403), ("omar", 404)])
def test_strangers_find_nothing_and_too_small_roles_are_refused(
    cast: Cast, as_: As, channel: Channel, who: str, status: int
) -> None:
    assert press(as_(getattr(cast, who)), cast.ben).status_code == status
    assert rows(cast) == 0


def test_who_does_not_publish_has_no_such_page(cast: Cast, as_: As, channel: Channel) -> None:
    assert press(as_(cast.ana), cast.greta).status_code == 404
    assert press(as_(cast.ana), cast.omar).status_code == 404


def test_a_channel_of_another_workspace_cannot_be_named(cast: Cast, as_: As, channel: Channel) -> None:
    theirs = quay(cast)
    Channel.objects.filter(pk=theirs.pk).update(workspace=cast.museum)
    assert press(as_(cast.ana), cast.ben, theirs).status_code == 422


def test_a_team_is_read_with_three_questions_however_many_its_channels(
    cast: Cast, channel: Channel, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        granting.grant(quay(cast, f"quay-{number}"), cast.ana, [cast.ben])
    with django_assert_num_queries(3):
        doors = admitting.doors(cast.harbour)
        assert len(doors.open_to(cast.ben)) == len(doors.open_to(cast.ana)) + 5


def test_a_channel_without_people_is_open_to_nobody(cast: Cast, channel: Channel) -> None:
    granting.grant(channel, cast.ana, [])
    assert admitting.doors(cast.harbour).open_to(cast.ben) == []
