from collections.abc import Iterator

import pytest

from convivial.networks.adapters.mastodon import network
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn, OtherStandIn
from convivial.networks.network import Access
from convivial.networks.standing_in import Mood
from convivial.networks.tests.peer import Peer, Seen, let_through
from convivial.networks.tests.promises import PromisesInBadWeather


def peer_at(there: MastodonStandIn) -> Peer:
    secrets = there.open_account("harbour")
    access = Access(
        secrets["remote_id"], there.address, "@harbour@127.0.0.1", {"access_token": secrets["access_token"]}
    )
    return Peer(
        network=network,
        access=access,
        seen=lambda: [Seen(made.remote_id, made.text, tuple(made.extra["alts"])) for made in there.log.there()],
        hang_up=lambda: there.feel(Mood.HANGS_UP_AFTER_ACCEPTING, times=1),
        withdraw=there.tokens.clear,
        stand_in=there,
    )


class TestOnStockServer(PromisesInBadWeather):
    @pytest.fixture
    def peer(self) -> Iterator[Peer]:
        with MastodonStandIn() as there, let_through(there.host):
            yield peer_at(there)


class TestOnServerThatDiffers(PromisesInBadWeather):
    @pytest.fixture
    def peer(self) -> Iterator[Peer]:
        with OtherStandIn() as there, let_through(there.host):
            yield peer_at(there)
