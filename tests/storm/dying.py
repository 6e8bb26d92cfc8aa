"""Dies at the n-th event of a worker's way: a statement, a commit, bytes that leave, bytes that arrive.

Only what happens on a publication's own way counts, so that the way is the same each time and no longer than it is:
from the first statement that chooses what is due, the statements and commits of the ledger's own thread, and the
bytes that leave and arrive. What other threads ask in between is no other moment to die at.
"""

import itertools
import os
import threading
from asyncio import selector_events
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

ENDED = 137


def die_at(number: int) -> None:
    """From now on, in this process."""
    count = itertools.count(1)
    counting = [False]

    def event() -> None:
        if counting[0] and _is_on_the_way() and next(count) == number:
            os._exit(ENDED)

    _before(CursorWrapper, "execute", event, lambda args: _note_start(args, counting))
    _before(CursorWrapper, "executemany", event)
    _before_and_after(BaseDatabaseWrapper, "_commit", event)
    _before_and_after(selector_events._SelectorSocketTransport, "write", event)
    _before_and_after(selector_events._SelectorSocketTransport, "_read_ready__data_received", event)


def _is_on_the_way() -> bool:
    return threading.current_thread() is threading.main_thread() or threading.current_thread().name.startswith(
        "ledger"
    )


def _note_start(args: tuple[Any, ...], counting: list[bool]) -> None:
    if "WITH heads" in str(args[1]):
        counting[0] = True


def _before(
    owner: type, name: str, event: Callable[[], None], note: Callable[[tuple[Any, ...]], None] | None = None
) -> Callable[..., Any]:
    """What comes after a statement is what comes before the next one, so that once is enough."""
    real = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if note:
            note(args)
        event()
        return real(*args, **kwargs)

    setattr(owner, name, wrapped)
    return wrapped


def _before_and_after(owner: type, name: str, event: Callable[[], None]) -> None:
    told_before = _before(owner, name, event)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        answer = told_before(*args, **kwargs)
        event()
        return answer

    setattr(owner, name, wrapped)
