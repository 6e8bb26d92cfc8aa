"""What stood on the page from which an act came: the fingerprints of the editions whose words and pictures it showed.

An act that comes from no page, or from one that does not say, has seen nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seen: ContextVar[frozenset[str]] = ContextVar("seen", default=frozenset())


@contextmanager
def seeing(fingerprints: Iterable[str]) -> Iterator[None]:
    """Inside, every change is one by somebody who had these before them."""
    token = _seen.set(frozenset(fingerprints))
    try:
        yield
    finally:
        _seen.reset(token)


def was_seen(fingerprint: str) -> bool:
    return fingerprint in _seen.get()
