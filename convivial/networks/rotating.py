"""Changes the key that seals secrets. It can be killed at any point and run again: both keys open until it is done.

1. A next key is made. From then on everything is sealed with it, by every process, for the files are read each time.
2. Row by row, what the old key sealed is sealed anew.
3. With every table of sealed rows locked, one last look; then the next key takes the old one's place.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from convivial.journal.models import PersonKey
from convivial.journal.recording import record
from convivial.lib import secrets

from .models import AppKey, Arrival, Connecting, Sealed, Secret

KINDS: tuple[type[Any], ...] = (Secret, AppKey, Connecting, Arrival, PersonKey)
BATCH = 200

Progress = Callable[[int], None]


def rotate(progress: Progress = lambda count: None) -> int:
    """Seals everything with a new key; says how many rows. Rows that no key opens stay as they are: their channels
    ask to be connected again, and the old key, put back, would still open them."""
    secrets.begin_new_key()
    count = 0
    for kind in KINDS:
        for batch in _batches(kind):
            count += _seal_anew(kind, batch)
            progress(count)
    with transaction.atomic():
        _lock()
        for kind in KINDS:
            count += _seal_anew(kind, _old(kind))
        secrets.finish_new_key()
        record("key.rotate", rows=count)
    return count


def _batches(kind: type[Any]) -> Iterator[list[int]]:
    old = _old(kind)
    for start in range(0, len(old), BATCH):
        yield old[start : start + BATCH]


def _old(kind: type[Any]) -> list[int]:
    """The rows that the newest key did not seal."""
    newest = secrets.roots()[0].name
    rows = kind._default_manager.values_list("pk", "sealed")
    return [pk for pk, sealed in rows if secrets.sealed_with(sealed) != newest]


def _seal_anew(kind: type[Any], keys: list[int]) -> int:
    with transaction.atomic():
        rows = list(kind._default_manager.select_for_update().filter(pk__in=keys))
        return sum(_seal_row(row) for row in rows)


def _seal_row(row: Sealed | PersonKey) -> int:
    try:
        words = row.open()
    except secrets.CannotOpen:
        return 0
    row.keep(words)
    row.save(update_fields=["sealed"])
    return 1


def _lock() -> None:
    """Nobody adds a row between the last look and the change of keys. SQLite's one writer is us already."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(_table(kind)) for kind in KINDS)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


def _table(kind: type[Model]) -> str:
    return kind._meta.db_table
