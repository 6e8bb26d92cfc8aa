"""The promises of every network, kept on the stand-in (``tests/live/test_bluesky.py``: on the real software)."""

from collections.abc import Iterator

import pytest

from convivial.networks.adapters.bluesky import Bluesky
from convivial.networks.adapters.bluesky.identity import Directories
from convivial.networks.adapters.bluesky.stand_in import BlueskyStandIn
from convivial.networks.network import Access
from convivial.networks.standing_in import Mood
from convivial.networks.tests.peer import KeptInMemory, Peer, Seen, let_through
from convivial.networks.tests.promises import PromisesInBadWeather


def peer_at(there: BlueskyStandIn, renews: bool = True) -> Peer:
    opened = there.open_account("harbour")
    secrets = {name: opened[name] for name in ("access_token", "refresh_token")}
    renew = KeptInMemory(secrets).renew if renews else None
    return Peer(
        network=Bluesky(Directories(there.address, there.address)),
        access=Access(opened["remote_id"], there.address, opened["handle"], secrets, renew),
        seen=lambda: [Seen(made.remote_id, made.text, _alts(made.extra)) for made in there.log.there()],
        hang_up=lambda: there.feel(Mood.HANGS_UP_AFTER_ACCEPTING, times=1),
        withdraw=lambda: there.withdraw(opened["remote_id"]),
        stand_in=there,
    )


def _alts(embed: dict) -> tuple[str, ...]:
    return tuple(image["alt"] for image in embed.get("images", []))


class TestWithWordsThatRenew(PromisesInBadWeather):
    @pytest.fixture
    def peer(self) -> Iterator[Peer]:
        with BlueskyStandIn() as there, let_through(there.host):
            yield peer_at(there)


class TestWithWordsThatEnd(PromisesInBadWeather):
    @pytest.fixture
    def peer(self) -> Iterator[Peer]:
        with BlueskyStandIn() as there, let_through(there.host):
            yield peer_at(there, renews=False)
