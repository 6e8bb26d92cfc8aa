"""What a server takes changes after a channel was connected; the channel follows."""

from datetime import timedelta

import pytest

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.networks import learning, removing
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn
from convivial.networks.messages import Account
from convivial.networks.models import Arrival, Channel, Learning, Secret
from convivial.networks.registry import network
from convivial.networks.tests.peer import let_through, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def row(cast: Cast, mastodon: MastodonStandIn) -> Learning:
    opened = mastodon.open_account("harbour")
    channel = Channel.objects.create(
        workspace=cast.harbour, network="mastodon", server=mastodon.address, remote_id=opened["remote_id"],
        handle="@harbour@harbour.example", name="Harbour", limits={"text": 500, "pictures": 4, "keeps_key": 1},
    )  # fmt: skip
    secret = Secret(channel=channel)
    secret.keep({"access_token": opened["access_token"]})
    secret.save()
    learning.learn_daily(channel)
    return Learning.objects.get()


def limits() -> dict[str, int]:
    return Channel.objects.get().limits


def test_a_channel_follows_its_server_within_a_day(row: Learning, mastodon: MastodonStandIn) -> None:
    assert now() < row.due_at <= now() + DAY
    mastodon.longest, mastodon.pictures = 4000, 8
    due_at = wait_for(learning.learn(row))
    assert timedelta(hours=23) < due_at - now() <= DAY
    assert (limits()["text"], limits()["pictures"]) == (4000, 8)
    capabilities = network("mastodon").limits(limits())
    assert (capabilities.text, capabilities.pictures) == (4000, 8)
    line = Line.objects.get(act="channel.learn")
    assert line.params == {"most": 4000}


def test_nothing_new_is_not_told(row: Learning) -> None:
    for _ in range(2):
        wait_for(learning.learn(row))
    assert not Line.objects.filter(act="channel.learn").exists()


def test_what_a_server_no_longer_tells_stays_as_it_was(
    row: Learning, mastodon: MastodonStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    Channel.objects.update(limits={"text": 4000, "pictures": 8, "keeps_key": 1})
    monkeypatch.setattr(mastodon, "configuration", lambda: {"configuration": {"statuses": {"max_characters": 3000}}})
    wait_for(learning.learn(row))
    assert (limits()["text"], limits()["pictures"]) == (3000, 8)


def test_a_server_that_is_away_changes_nothing_and_is_asked_again_soon(row: Learning) -> None:
    with MastodonStandIn() as away:
        Channel.objects.update(server=away.address)
    before = limits()
    with let_through(away.host):
        due_at = wait_for(learning.learn(row))
    assert due_at - now() < DAY
    assert (limits(), Channel.objects.get().access) == (before, Channel.Access.CONNECTED)


def test_a_channel_that_was_taken_away_is_left_alone(cast: Cast, row: Learning, mastodon: MastodonStandIn) -> None:
    removing.remove(Channel.objects.get(), cast.ana)
    mastodon.calls.clear()
    assert wait_for(learning.learn(row)) > now() + DAY / 2
    assert mastodon.calls == []


def test_connecting_again_begins_the_days_anew(cast: Cast, row: Learning) -> None:
    from convivial.networks import connecting

    Learning.objects.update(due_at=None)
    channel = Channel.objects.get()
    account = Account(channel.remote_id, channel.handle, channel.name, "", channel.server, {"text": 700})
    arrival = Arrival(workspace=cast.harbour, user=cast.ana, network="mastodon", account=account.__dict__)
    arrival.keep({"access_token": "another"})
    arrival.save()
    connecting.confirm(arrival, cast.ana)
    assert Learning.objects.get().due_at > now()
    assert limits() == {"text": 700}


def test_networks_whose_limits_are_their_own_are_not_asked(practice: Channel) -> None:
    learning.learn_daily(practice)
    assert not Learning.objects.exists()
