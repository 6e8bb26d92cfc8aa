"""A look takes long. It locks nothing meanwhile, and writes down what it saw in a moment; so it can be overtaken by
one that began later and saw more. What was written says up to which line it knew of the journal (``seen``), and no
look that knew of less is written over it: it looks again.

    found = in_step(workspace.pk, see, lock, write)
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

from convivial.journal import following

T = TypeVar("T")
TRIES = 3


def in_step(workspace: int, see: Callable[[], T], lock: Callable[[], Any], write: Callable[[T], None]) -> T:
    """``lock`` answers the row that has ``seen``, held. Whoever was overtaken again and again sees while holding it:
    then nobody gets in between."""
    for _try in range(TRIES):
        seen = following.last(workspace)
        found = see()
        with transaction.atomic():
            row = lock()
            if row.seen <= seen:
                _write(row, seen, write, found)
                return found
    with transaction.atomic():
        row, seen = lock(), following.last(workspace)
        found = see()
        _write(row, seen, write, found)
    return found


def _write(row: Any, seen: int, write: Callable[[T], None], found: T) -> None:
    write(found)
    type(row).objects.filter(pk=row.pk).update(seen=seen)
