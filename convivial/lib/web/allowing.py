"""What is known about this installation's surroundings: hosts that the installer lets through beside the public web,
by exact name and port, and the host that we ourselves are.

Higher apps register who knows; they are asked again every few seconds.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async

KEPT_SECONDS = 5.0

Provider = Callable[[], Iterable[tuple[str, int]]]


@dataclass(frozen=True)
class Surroundings:
    allowed: frozenset[tuple[str, int]] = frozenset()
    ourselves: str = ""  # our own host, lower case; "" while it is not known


_provider: Provider | None = None
_ourselves: Callable[[], str] | None = None
_known = Surroundings()
_asked_at = float("-inf")
_asking: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock]" = WeakKeyDictionary()


def allow_from(provider: Provider | None, ourselves: Callable[[], str] | None = None) -> None:
    """Registers who knows the allowed pairs of host (lower case, ASCII) and port, and our own host."""
    global _provider, _ourselves
    _provider, _ourselves = provider, ourselves
    forget_allowed()


def forget_allowed() -> None:
    """After a change: the next call asks again."""
    global _asked_at
    _asked_at = float("-inf")


async def surroundings() -> Surroundings:
    """Those who know read a database, so they are asked in the thread that waits for us."""
    if _is_old():
        lock = _asking.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        async with lock:  # of hundreds of calls that begin at once, one asks
            if _is_old():
                await _learn()
    return _known


def _is_old() -> bool:
    return time.monotonic() - _asked_at > KEPT_SECONDS


async def _learn() -> None:
    global _known, _asked_at
    _known, _asked_at = await sync_to_async(_ask)(), time.monotonic()


def _ask() -> Surroundings:
    return Surroundings(frozenset(_provider() if _provider else ()), _ourselves() if _ourselves else "")
