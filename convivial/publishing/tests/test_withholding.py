"""What somebody scheduled whose right has ended since."""

from datetime import timedelta
from typing import Any

import pytest

from convivial.journal.models import Line
from convivial.networks import granting
from convivial.networks.errors import OutcomeUnknown, TryLater
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.errors import NotYours
from convivial.publishing.models import Publication
from convivial.publishing.states import reason_sentence
from convivial.publishing.tending.withholding import withheld
from convivial.team.belonging import remove
from convivial.team.models import Membership

from .conftest import Stage, journalled

State = Publication.State


@pytest.fixture
def kept(stage: Stage) -> Channel:
    """A channel of which Ben and Mina are on the list."""
    channel = stage.channel()
    granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    return channel


def take_ben_off(stage: Stage, channel: Channel) -> None:
    """While the network is being spoken to."""
    stage.beside.submit(lambda: granting.grant(channel, stage.cast.ana, [stage.cast.mina])).result()


def states(*publications: Publication) -> list[str]:
    return list(Publication.objects.filter(pk__in=[each.pk for each in publications]).values_list("state", flat=True))


def test_what_somebody_scheduled_who_left_still_goes_out(stage: Stage) -> None:
    stage.due()
    remove(Membership.objects.get(user=stage.cast.ben, workspace=stage.cast.harbour), stage.cast.ana)
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]


def test_what_was_scheduled_before_a_channel_was_kept_for_others_still_goes_out(stage: Stage) -> None:
    publication = stage.due()
    granting.grant(publication.channel, stage.cast.ana, [stage.cast.mina])
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]


def test_what_somebody_scheduled_who_is_taken_off_the_list_waits_for_one_who_may(stage: Stage) -> None:
    channel = stage.channel()
    granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    publication = stage.due(channel=channel)
    granting.grant(channel, stage.cast.ana, [stage.cast.mina])
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_theirs")
    assert "may not publish here any more" in str(reason_sentence(publication))
    assert stage.network.made == []
    with pytest.raises(NotYours):
        scheduling.resume(publication, stage.cast.ben)
    scheduling.resume(publication, stage.cast.mina)
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]
    assert journalled(publication) == ["publication.stop", "publication.resume", "publication.publish"]


def test_what_others_scheduled_or_on_other_channels_is_left_alone(stage: Stage) -> None:
    channel = stage.channel(1)
    granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    elsewhere = stage.due(channel=stage.channel(2))
    theirs = stage.due(channel=channel)
    Publication.objects.filter(pk=theirs.pk).update(scheduled_by=stage.cast.mina)
    granting.grant(channel, stage.cast.ana, [stage.cast.mina])
    assert states(elsewhere, theirs) == [State.SCHEDULED, State.SCHEDULED]


def test_opening_the_channel_for_everybody_withholds_nothing(stage: Stage) -> None:
    channel = stage.channel()
    granting.grant(channel, stage.cast.ana, [stage.cast.ben])
    publication = stage.due(channel=channel)
    granting.grant(channel, stage.cast.ana, None)
    assert states(publication) == [State.SCHEDULED]


def test_a_worker_that_holds_it_for_its_links_drops_it(stage: Stage) -> None:
    channel = stage.channel()
    granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    publication = stage.due(channel=channel)
    Publication.objects.update(worker="worker-1", lease_until=publication.due_at + timedelta(minutes=1), token=3)
    granting.grant(channel, stage.cast.ana, [stage.cast.mina])
    publication.refresh_from_db()
    assert (publication.worker, publication.lease_until, publication.token) == ("", None, 4)


def test_the_owner_s_act_stands_before_what_follows_from_it(stage: Stage) -> None:
    channel = stage.channel()
    granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    stage.due(channel=channel)
    granting.grant(channel, stage.cast.ana, [stage.cast.mina])
    assert list(Line.objects.order_by("seq").values_list("act", flat=True))[-2:] == [
        "channel.grant",
        "publication.stop",
    ]


def test_what_is_on_its_way_was_theirs_to_send(stage: Stage, kept: Channel) -> None:
    publication = stage.due(channel=kept)
    stage.network.next.append(lambda: take_ben_off(stage, kept))
    stage.round()
    assert states(publication) == [State.PUBLISHED]


def test_what_comes_back_from_its_way_waits_for_one_who_may(stage: Stage, kept: Channel) -> None:
    publication = stage.due(channel=kept)

    def later() -> Exception:
        take_ben_off(stage, kept)
        return TryLater("busy")

    stage.network.next.append(later)
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason, publication.try_at) == (State.ON_HOLD, "not_theirs", None)
    assert journalled(publication) == ["publication.delay", "publication.stop"]
    stage.wait(timedelta(hours=1))
    stage.round()
    assert stage.network.made == []
    scheduling.resume(publication, stage.cast.mina)
    publication.refresh_from_db()
    assert not publication.is_withheld
    stage.network.next.append(TryLater("busy"))  # what she resumed is hers, however often it comes back
    stage.round()
    stage.wait(timedelta(hours=1))
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]


def test_what_is_surely_absent_waits_for_one_who_may(stage: Stage, kept: Channel) -> None:
    publication = stage.due(channel=kept)
    stage.network.next.append(OutcomeUnknown("hung_up"))
    stage.round()
    assert states(publication) == [State.UNKNOWN]
    granting.grant(kept, stage.cast.ana, [stage.cast.mina])
    for _ in range(2):
        stage.wait_for_step(publication)
        stage.look()
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_theirs")
    assert journalled(publication)[-2:] == ["publication.miss", "publication.stop"]
    assert stage.network.made == []


def test_who_is_on_the_list_again_by_then_is_not_held_up(stage: Stage, kept: Channel) -> None:
    publication = stage.due(channel=kept)
    stage.network.next.append(OutcomeUnknown("hung_up"))
    stage.round()
    granting.grant(kept, stage.cast.ana, [stage.cast.mina])
    granting.grant(kept, stage.cast.ana, [stage.cast.ben])
    for _ in range(2):
        stage.wait_for_step(publication)
        stage.look()
    stage.round()
    assert states(publication) == [State.PUBLISHED]


def test_what_comes_back_to_a_channel_that_is_kept_for_others_by_now_still_goes_out(stage: Stage) -> None:
    publication = stage.due()
    stage.network.next.append(TryLater("busy"))
    stage.round()
    granting.grant(publication.channel, stage.cast.ana, [stage.cast.mina])
    stage.wait(timedelta(minutes=50))
    stage.round()
    assert states(publication) == [State.PUBLISHED]


def test_many_that_come_back_are_asked_about_once(stage: Stage, django_assert_num_queries: Any) -> None:
    channels = [stage.channel(number) for number in (1, 2)]
    for channel in channels:
        granting.grant(channel, stage.cast.ana, [stage.cast.ben, stage.cast.mina])
    rows = [stage.due(channel=channel) for channel in channels]
    Publication.objects.update(is_withheld=True)
    with django_assert_num_queries(1):
        assert withheld([row.pk for row in rows]) == []
