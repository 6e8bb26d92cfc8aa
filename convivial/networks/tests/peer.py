"""One account on a server that a test may do anything with: a stand-in, or real software on loopback."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from convivial.lib import web
from convivial.networks.network import Access, Network, Refresh, Secrets
from convivial.networks.standing_in import Mood, StandIn

T = TypeVar("T")


@dataclass(frozen=True)
class Seen:
    """A post as the server itself shows it, read around our adapter."""

    remote_id: str
    text: str
    alts: tuple[str, ...] = ()


@dataclass
class Peer:
    """``seen`` reads what stands there, oldest first, by another way than the adapter under test. ``hang_up`` makes
    the next thing that is made there lose its answer. ``stand_in`` is None for real software."""

    network: Network
    access: Access
    seen: Callable[[], list[Seen]]
    hang_up: Callable[[], None]
    withdraw: Callable[[], None]
    stand_in: StandIn | None = None

    def feel(self, mood: Mood, times: int = 0) -> None:
        assert self.stand_in is not None, "Only a stand-in has moods."
        self.stand_in.feel(mood, times)


@contextmanager
def let_through(*hosts: tuple[str, int]) -> Iterator[None]:
    """What an installer does on the desk, without a desk: lets exact hosts and ports through."""
    before = web.allowing._provider, web.allowing._ourselves
    web.allow_from(lambda: hosts)
    try:
        yield
    finally:
        web.allow_from(*before)


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    return web.run(work)


class KeptInMemory:
    """The lock and the store of ``opening.access`` without a database: for adapters that renew their secrets."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.secrets: Secrets = dict(secrets)
        self.renewals = 0

    async def renew(self, stale: Secrets, refresh: Refresh) -> Secrets:
        if dict(stale) == dict(self.secrets):
            fresh = await refresh(self.secrets)
            self.secrets = {**self.secrets, **{name: word for name, word in fresh.items() if word}}
            self.renewals += 1
        return self.secrets
