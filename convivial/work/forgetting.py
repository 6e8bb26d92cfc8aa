"""What the house forgets by itself, and when. Each app says so when it is ready, the periods stand in
``docs/desk/retention.md``, and a test compares the two.

    forgets("notices", timedelta(days=90), forget_read)   # forget_read(before) -> how many rows

``before`` is the moment before which it is old enough. At most ``AT_ONCE`` rows are changed in one step, so that no
step keeps anybody waiting; the hourly tidying goes on until nothing is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

AT_ONCE = 1_000
STEPS = 50  # what is more waits an hour

Forget = Callable[[datetime], int]


@dataclass(frozen=True)
class Forgotten:
    name: str
    after: timedelta
    forget: Forget


_forgotten: dict[str, Forgotten] = {}


def forgets(name: str, after: timedelta, forget: Forget) -> None:
    _forgotten[name] = Forgotten(name, after, forget)


def everything() -> list[Forgotten]:
    return list(_forgotten.values())


def forget_all(at: datetime) -> dict[str, int]:
    """How many rows were forgotten, by name."""
    return {each.name: _forget(each, at) for each in everything()}


def some(rows: QuerySet[Any]) -> list[Any]:
    """The keys of the next rows to forget."""
    return list(rows.order_by().values_list("pk", flat=True)[:AT_ONCE])


def _forget(each: Forgotten, at: datetime) -> int:
    total = 0
    for _ in range(STEPS):
        count = each.forget(at - each.after)
        total += count
        if count < AT_ONCE:
            break
    return total
