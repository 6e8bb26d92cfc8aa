"""What somebody scheduled whose right has ended since."""

from datetime import timedelta

import pytest

from convivial.journal.models import Line
from convivial.networks import granting
from convivial.publishing import scheduling
from convivial.publishing.errors import NotYours
from convivial.publishing.models import Publication
from convivial.publishing.states import reason_sentence
from convivial.team.belonging import remove
from convivial.team.models import Membership

from .conftest import Stage, journalled

State = Publication.State


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
