"""A channel that was cut off is connected again."""

from datetime import timedelta

import pytest

from convivial.journal.models import Line
from convivial.journal.recording import Entry
from convivial.lib.now import now, wall
from convivial.networks import removing
from convivial.networks.errors import Disconnected, OutcomeUnknown
from convivial.networks.models import Channel
from convivial.networks.network import Found
from convivial.networks.opening import tell_returned
from convivial.publishing import scheduling
from convivial.publishing.models import Doubt, Publication
from convivial.publishing.states import reason_sentence
from convivial.work.patience import patience

from .conftest import Stage, journalled

State = Publication.State


def cut_off(stage: Stage, channel: Channel) -> Publication:
    """The network shuts us out while a post is sent; another one is due a minute later."""
    first = stage.due("The ferry leaves at six.", channel)
    moment = wall(now() + timedelta(minutes=1), "Europe/Berlin")
    scheduling.schedule(stage.post(channel, text="The rain menu begins."), stage.cast.ben, moment, "Europe/Berlin")
    stage.network.next.append(Disconnected("token_refused"))
    stage.round()
    stage.wait(timedelta(minutes=1))
    stage.round()
    channel.refresh_from_db()
    assert not channel.is_usable
    return first


def connect_again(channel: Channel, stage: Stage) -> None:
    Channel.objects.filter(pk=channel.pk).update(access=Channel.Access.CONNECTED, access_reason="")
    channel.refresh_from_db()
    about = {"workspace": channel.workspace_id, "by": stage.cast.ana.pk}
    tell_returned(channel, Entry("channel.reconnect", thing="channel", code=channel.code, **about))


def told() -> list[tuple[str, int]]:
    lines = Line.objects.filter(act="channel.return").order_by("seq")
    return [(line.thing_code, line.params["posts"]) for line in lines]


def test_what_a_cut_off_channel_held_comes_back_once_and_nothing_goes_out_by_itself(stage: Stage) -> None:
    channel = stage.channel()
    first = cut_off(stage, channel)
    connect_again(channel, stage)
    stage.round()
    assert told() == [(channel.code, 2)]
    assert stage.network.made == []
    first.refresh_from_db()
    first.channel.refresh_from_db()
    assert (first.state, first.reason) == (State.ON_HOLD, "disconnected")
    assert "Publish it now, choose another time, or cancel it" in str(reason_sentence(first))


def test_each_goes_out_now_at_a_new_time_or_not_at_all(stage: Stage) -> None:
    channel = stage.channel()
    cut_off(stage, channel)
    connect_again(channel, stage)
    sent, later = Publication.objects.order_by("pk")
    scheduling.resume(sent, stage.cast.ben)
    scheduling.move(later, stage.cast.ben, wall(now() + timedelta(hours=1), "Europe/Berlin"))
    assert later.state == State.SCHEDULED
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]
    stage.wait(timedelta(hours=1))
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six.", "The rain menu begins."]


def test_while_the_channel_is_shut_another_time_changes_nothing(stage: Stage) -> None:
    first = cut_off(stage, stage.channel())
    first.refresh_from_db()
    scheduling.move(first, stage.cast.ben, wall(now() + timedelta(hours=1), "Europe/Berlin"))
    assert (first.state, first.reason) == (State.ON_HOLD, "disconnected")


def test_a_channel_on_which_nothing_waits_is_not_told(stage: Stage) -> None:
    channel = stage.channel()
    connect_again(channel, stage)
    removing.remove(channel, stage.cast.ana)
    assert removing.bring_back(channel, stage.cast.ana)
    assert told() == []


def test_a_channel_that_is_brought_back_tells_what_waits_for_it(stage: Stage) -> None:
    channel = stage.channel()
    removing.remove(channel, stage.cast.ana)
    publication = stage.due(channel=stage.channel(2))
    Publication.objects.filter(pk=publication.pk).update(
        channel=channel, state=State.ON_HOLD, reason="channel_removed", try_at=None
    )
    removing.bring_back(channel, stage.cast.ana)
    assert told() == [(channel.code, 1)]


@pytest.fixture
def left(stage: Stage) -> Publication:
    """Nobody knows whether it arrived, and we were shut out before we could ask."""
    publication = stage.due()
    stage.network.next.append(OutcomeUnknown("hung_up"))
    stage.round()
    Channel.objects.update(access=Channel.Access.WITHDRAWN, access_reason="token_refused")
    until = now() + patience().asking * 2
    while now() < until:
        stage.look()
        stage.wait(timedelta(minutes=2))
    publication.refresh_from_db()
    assert (publication.state, publication.reason, publication.try_at) == (State.UNKNOWN, "ask_person", None)
    return publication


def look_until_told(stage: Stage, publication: Publication) -> None:
    for _ in range(20):
        stage.look()
        stage.wait(timedelta(minutes=2))
    publication.refresh_from_db()


def test_what_nobody_could_look_for_is_asked_for_again_and_found(stage: Stage, left: Publication) -> None:
    connect_again(left.channel, stage)
    left.refresh_from_db()
    assert (left.state, left.reason, left.try_at) == (State.UNKNOWN, "back_again", now())
    stage.network.finds.append(stage.network._receipt(1))
    look_until_told(stage, left)
    assert (left.state, left.remote_id, Doubt.objects.exists()) == (State.PUBLISHED, "r1", False)


def test_what_is_surely_not_there_waits_for_a_person_and_is_not_sent(stage: Stage, left: Publication) -> None:
    connect_again(left.channel, stage)
    stage.network.finds.extend([Found.ABSENT] * 20)
    look_until_told(stage, left)
    stage.round()
    assert (left.state, left.reason, Doubt.objects.exists()) == (State.ON_HOLD, "disconnected", False)
    assert stage.network.made == []
    assert journalled(left)[-1] == "publication.keep"


def test_what_the_network_cannot_tell_is_left_to_a_person_again(stage: Stage, left: Publication) -> None:
    connect_again(left.channel, stage)
    stage.network.finds.extend([Found.UNTELLABLE] * 20)
    look_until_told(stage, left)
    assert (left.state, left.reason, left.try_at) == (State.UNKNOWN, "ask_person", None)
    connect_again(left.channel, stage)
    left.refresh_from_db()
    assert left.try_at is None  # the network was asked: nothing is new about it
