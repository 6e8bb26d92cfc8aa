from collections.abc import Iterator

import pytest

from convivial.demo.cast import Cast
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn
from convivial.networks.models import AllowedHost, Channel
from convivial.networks.practising import open_practice

from .peer import let_through


@pytest.fixture
def practice(cast: Cast) -> Channel:
    return open_practice(cast.harbour, cast.ana)


@pytest.fixture
def mastodon() -> Iterator[MastodonStandIn]:
    """A Mastodon server on loopback that the installer lets us reach."""
    with MastodonStandIn() as there, let_through(there.host):
        yield there


def allow(host: tuple[str, int]) -> None:
    AllowedHost.objects.create(host=host[0], port=host[1], why="a server of the tests")


@pytest.fixture
def channel(cast: Cast) -> Channel:
    """Harbour Coffee's Mastodon account, with a secret that everybody looks for everywhere."""
    return new_channel(cast)


CANARY = "canary-in-the-harbour-4711"


def new_channel(cast: Cast, handle: str = "harbour") -> Channel:
    from convivial.networks.models import Secret

    made = Channel.objects.create(
        workspace=cast.harbour, network="mastodon", server="mastodon.example", remote_id=handle,
        handle=f"@{handle}@mastodon.example", name="Harbour Coffee", address=f"https://mastodon.example/@{handle}",
    )  # fmt: skip
    secret = Secret(channel=made)
    secret.keep({"access_token": CANARY})
    secret.save()
    return made
