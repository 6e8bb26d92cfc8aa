"""A stand-in with one account, and the adapter that looks people up there."""

import socket
from collections.abc import Iterator

import pytest

from convivial.networks.adapters.bluesky import Bluesky
from convivial.networks.adapters.bluesky.identity import Directories
from convivial.networks.adapters.bluesky.stand_in import Account, BlueskyStandIn
from convivial.networks.tests.peer import let_through


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is looked up outside of this machine."""

    async def no_such_name(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr("convivial.lib.web.connecting.look_up", no_such_name)


@pytest.fixture
def there() -> Iterator[BlueskyStandIn]:
    with BlueskyStandIn() as there, let_through(there.host):
        there.open_account("harbour")
        yield there


@pytest.fixture
def harbour(there: BlueskyStandIn) -> Account:
    return next(iter(there.accounts.values()))


@pytest.fixture
def adapter(there: BlueskyStandIn) -> Bluesky:
    return Bluesky(Directories(there.address, there.address))
