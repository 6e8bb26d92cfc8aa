"""Two posts with the same words on one channel, and an answer that is lost: in the end exactly two stand there.

Against a Mastodon that forgets every key and really lists what it has.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from convivial.lib.now import now
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn
from convivial.networks.models import Channel, Secret
from convivial.networks.standing_in import Mood
from convivial.networks.tests.peer import let_through
from convivial.publishing.finding import mending
from convivial.publishing.models import Look, Publication
from convivial.publishing.sending.lanes import Keys
from convivial.publishing.sending.stepping import step

from .conftest import Stage

State = Publication.State
WORDS = "The ferry leaves at six."


@pytest.fixture
def there() -> Iterator[MastodonStandIn]:
    with MastodonStandIn() as server, let_through(server.host):
        server.keeps_keys = False
        yield server


@pytest.fixture
def channel(stage: Stage, there: MastodonStandIn) -> Channel:
    account = there.open_account("harbour")
    channel = Channel.objects.create(
        workspace=stage.cast.harbour, network="mastodon", server=there.address, remote_id=account["remote_id"],
        handle="@harbour@harbour.example", name="Harbour", limits={"keeps_key": 0},
    )  # fmt: skip
    secret = Secret(channel=channel)
    secret.keep({"access_token": account["access_token"]})
    secret.save()
    return channel


def goes_out(stage: Stage, channel: Channel) -> Publication:
    publication = stage.due(WORDS, channel)
    stage.round()
    return publication


def loses_its_answer(stage: Stage, channel: Channel, there: MastodonStandIn) -> Publication:
    there.feel(Mood.HANGS_UP_AFTER_ACCEPTING, times=1)
    return goes_out(stage, channel)


def never_arrives(stage: Stage, channel: Channel) -> Publication:
    """The worker ends after it has recorded and before a byte has left."""
    publication = stage.due(WORDS, channel)
    step([], 10, 0, "mortal", Keys(), now())
    mending.free(["mortal"])
    return publication


def settle(stage: Stage) -> None:
    """Looks and sends until nothing is open any more."""
    for _ in range(12):
        stage.wait(timedelta(seconds=100))
        stage.look()
        stage.round()
        if not Publication.objects.exclude(state=State.PUBLISHED).exists():
            return


def assert_both_stand_there_once(there: MastodonStandIn) -> None:
    assert there.log.texts() == [WORDS, WORDS]
    assert set(Publication.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    assert sorted(Publication.objects.values_list("remote_id", flat=True)) == [
        each.remote_id for each in there.log.all()
    ]


@pytest.mark.parametrize("is_first", [True, False])
def test_one_loses_its_answer(stage: Stage, channel: Channel, there: MastodonStandIn, is_first: bool) -> None:
    if is_first:
        loses_its_answer(stage, channel, there)
        goes_out(stage, channel)
    else:
        goes_out(stage, channel)
        loses_its_answer(stage, channel, there)
    settle(stage)
    assert_both_stand_there_once(there)


@pytest.mark.parametrize("is_first", [True, False])
def test_one_never_arrives(stage: Stage, channel: Channel, there: MastodonStandIn, is_first: bool) -> None:
    if is_first:
        never_arrives(stage, channel)
        goes_out(stage, channel)
    else:
        goes_out(stage, channel)
        never_arrives(stage, channel)
    settle(stage)
    assert_both_stand_there_once(there)


def test_both_lose_their_answers(stage: Stage, channel: Channel, there: MastodonStandIn) -> None:
    loses_its_answer(stage, channel, there)
    loses_its_answer(stage, channel, there)
    settle(stage)
    assert_both_stand_there_once(there)


def test_one_loses_its_answer_and_the_other_never_arrives(
    stage: Stage, channel: Channel, there: MastodonStandIn
) -> None:
    loses_its_answer(stage, channel, there)
    never_arrives(stage, channel)
    settle(stage)
    assert_both_stand_there_once(there)
    assert "anothers" in Look.objects.values_list("detail__why", flat=True)


def test_what_stands_there_may_belong_to_one_that_is_just_on_its_way(
    stage: Stage, channel: Channel, there: MastodonStandIn
) -> None:
    lost = never_arrives(stage, channel)
    other = stage.due(WORDS, channel)
    step([], 10, 0, "slow", Keys(), now())
    there.log.add(there._make(channel.remote_id, (channel.remote_id, ""), {"status": WORDS}))  # its bytes arrived
    stage.wait_for_step(lost)
    stage.look()
    lost.refresh_from_db()
    assert (lost.state, lost.remote_id) == (State.UNKNOWN, "")
    mending.free(["slow"])
    settle(stage)
    other.refresh_from_db()
    assert_both_stand_there_once(there)


def test_an_account_that_two_workspaces_share_is_one(stage: Stage, channel: Channel, there: MastodonStandIn) -> None:
    goes_out(stage, channel)
    Publication.objects.update(workspace=stage.cast.museum)
    elsewhere = Channel.objects.get()
    Channel.objects.filter(pk=elsewhere.pk).update(workspace=stage.cast.museum)
    twin = Channel.objects.create(
        workspace=stage.cast.harbour, network="mastodon", server=there.address, remote_id=channel.remote_id,
        handle=channel.handle, name="Harbour", limits={"keeps_key": 0},
    )  # fmt: skip
    secret = Secret(channel=twin)
    secret.keep({"access_token": next(iter(there.tokens))})
    secret.save()
    never_arrives(stage, twin)
    settle(stage)
    assert_both_stand_there_once(there)
