"""Real servers, started once for all tests that ask for them."""

from collections.abc import Iterator

import pytest

from tests.live.bluesky import Bluesky, bluesky
from tests.live.mastodon import MastodonServer, mastodon


@pytest.fixture(scope="session")
def bluesky_network() -> Iterator[Bluesky]:
    with bluesky() as network:
        yield network


@pytest.fixture(scope="session")
def bluesky_without_appview() -> Iterator[Bluesky]:
    with bluesky(with_appview=False) as network:
        yield network


@pytest.fixture(scope="session")
def mastodon_server() -> Iterator[MastodonServer]:
    with mastodon() as server:
        yield server
