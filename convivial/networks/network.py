"""What every network must be able to do, and what it says about itself.

Methods that speak to the network are coroutines, take an ``Access`` and touch no database: the caller loads the
secrets before and saves them after.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from .errors import Unsupported
from .messages import Account, Measured, Outgoing, PastPost, Receipt

MOST_PAST, MOST_PAGES = 1000, 60  # of what is looked back on
Secrets = Mapping[str, str]
Refresh = Callable[[Secrets], Awaitable[Secrets]]
Renew = Callable[[Secrets, Refresh], Awaitable[Secrets]]


@dataclass(frozen=True)
class Access:
    """The way in to one channel. ``secrets`` maps names to words (``access_token`` …).

    A network whose tokens are renewed says ``fresh = await access.renew(stale, refresh)`` when ``stale`` no longer
    opens, and goes on with ``fresh``. One task at a time gets through, in all processes: whoever finds that another
    one has renewed meanwhile is given that one's secrets. ``refresh`` is handed the latest secrets and asks the
    network; what it returns is stored before anybody uses it, and a good word is never overwritten with an empty one.
    """

    remote_id: str
    server: str
    handle: str
    secrets: Secrets = field(repr=False)
    renew: Renew | None = field(default=None, repr=False)


class AppKeys(Protocol):
    """Where the registration of our app with a server is kept, for networks of many servers."""

    async def get(self, server: str) -> Mapping[str, str] | None: ...

    async def keep(self, server: str, keys: Mapping[str, str]) -> None: ...


@dataclass(frozen=True)
class Question:
    """What a communicator is asked to connect a channel. ``kind``: "server", "handle" or "secret"; the words of the
    label, the hint and the placeholder are found by network and name in ``networks.words``."""

    name: str
    kind: str


@dataclass(frozen=True)
class Connected:
    """The end of connecting: whose account it is, and the secrets that open it."""

    account: Account
    secrets: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Elsewhere:
    """The person says yes at the network itself and comes back; ``memory`` is kept, sealed, until then. The frame
    adds ``state`` to the address, and has checked it before ``finish`` is called."""

    address: str
    memory: Mapping[str, str] = field(repr=False)


class Found(Enum):
    """The answer to "is it there?" when a receipt cannot be shown."""

    ABSENT = "absent"  # surely not there
    UNTELLABLE = "untellable"  # the network cannot tell, or not yet


@dataclass(frozen=True)
class Capabilities:
    """Data, not code: the composer warns from it and the README's table is made from it. ``None``: no such limit."""

    text: int | None
    text_bytes: int | None = None
    counting: str = "graphemes"  # a rule's name in lib.counting
    pictures: int = 0
    picture_bytes: int | None = None
    alt_text: int | None = None
    link_card: str = "none"  # "none", "theirs" (the network makes it) or "ours" (we send it)
    removes: bool = True
    measures: tuple[str, ...] = ()
    key_lasts: timedelta | None = None  # how long the network keeps our key; None: no key; max: for ever
    lists_late: timedelta = timedelta(0)  # how long a new post may be missing from a list
    looks_back: bool = False  # lists what stands on the account already
    pace: tuple[int, timedelta] | None = None  # at most so many posts in a time, for each channel


class Network(ABC):
    """One network. Register the instance in ``networks.registry``."""

    name: str  # the key in addresses and rows: "mastodon"
    title: str  # as people write it: "Mastodon"
    capabilities: Capabilities

    def limits(self, channel_limits: Mapping[str, int]) -> Capabilities:
        """The capabilities with what this channel's own server says, bounded to sane values."""
        return self.capabilities

    asks_limits = False  # whether servers of this network differ in what they take, and say so

    async def current_limits(self, access: Access) -> Mapping[str, int]:
        """What the channel's own server says now, under the names of ``Account.limits``; what it does not say is not
        there. Asked only where ``asks_limits``."""
        return {}

    questions: tuple[Question, ...] = ()
    ids_are_global = False  # an account's id means the same account on every server

    @abstractmethod
    async def begin(self, answers: Mapping[str, str], come_back: str, keys: AppKeys) -> Connected | Elsewhere:
        """Starts connecting with the answers to ``questions``; ``come_back`` is our exact callback address."""

    async def finish(self, memory: Mapping[str, str], arrived: Mapping[str, str], keys: AppKeys) -> Connected:
        """Ends connecting with what the network's redirect brought; only for networks that answer ``Elsewhere``."""
        raise Unsupported("no_second_step")

    @abstractmethod
    def new_key(self) -> str:
        """A key for one publication, chosen once; see ``Outgoing.key``."""

    async def prepare(self, access: Access, outgoing: Outgoing) -> Mapping[str, str]:
        """Uploads what can be uploaded before the due second and returns the ids to be remembered until then."""
        return {}

    @abstractmethod
    async def publish(self, access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt: ...

    @abstractmethod
    async def find(self, access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
        """Looks for it among what was posted since ``outgoing.made_at``. ``others``: ids that are known to be
        something else; who does not look by a key of ours passes over them, for words alone are no proof."""

    @abstractmethod
    async def remove(self, access: Access, remote_id: str) -> None:
        """Takes a post down. A post that is already gone is no error."""

    @abstractmethod
    async def measure_post(self, access: Access, remote_id: str) -> Measured: ...

    @abstractmethod
    async def measure_channel(self, access: Access) -> Measured: ...

    @abstractmethod
    async def whoami(self, access: Access) -> Account: ...

    async def look_back(self, access: Access, since: datetime) -> list[PastPost]:
        """What was posted on the account since then, the newest first, at most ``MOST_PAST`` of at most
        ``MOST_PAGES`` pages. Asked only where
        ``capabilities.looks_back``."""
        raise Unsupported("no_looking_back")
