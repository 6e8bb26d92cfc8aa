"""What the installer lets through beside the public web: exact hosts with exact ports.

A higher app registers where the list is kept; it is asked again every few seconds.
"""

import time
from collections.abc import Callable, Iterable

from asgiref.sync import sync_to_async

KEPT_SECONDS = 5.0

Provider = Callable[[], Iterable[tuple[str, int]]]

_provider: Provider | None = None
_known: frozenset[tuple[str, int]] = frozenset()
_asked_at = float("-inf")


def allow_from(provider: Provider) -> None:
    """Registers who knows the allowed pairs of host (lower case, ASCII) and port."""
    global _provider
    _provider = provider
    forget_allowed()


def forget_allowed() -> None:
    """After a change of the list: the next call asks again."""
    global _asked_at
    _asked_at = float("-inf")


async def allowed() -> frozenset[tuple[str, int]]:
    """The allowed pairs. The provider reads a database, so it runs in the thread that waits for us."""
    global _known, _asked_at
    if _provider is None:
        return frozenset()
    if time.monotonic() - _asked_at > KEPT_SECONDS:
        _known, _asked_at = frozenset(await sync_to_async(_provider)()), time.monotonic()
    return _known
