"""Asserts on the live connection that what was committed stays, before anything is sent on the strength of it."""

from typing import Any

from django.db import connection

SYNCHRONOUS_FULL = 2


class NotDurable(RuntimeError):
    """The database could forget what it said was written: a post could go out twice after a power cut."""


def assert_durable() -> dict[str, Any]:
    """Reads the settings back from this connection; gives them, or raises ``NotDurable`` with the mend."""
    seen = seen_on_connection()
    wrong = {name: value for name, (value, is_good) in seen.items() if not is_good}
    if wrong:
        told = ", ".join(f"{name} is {value}" for name, value in wrong.items())
        raise NotDurable(f"The database could lose what it has written: {told}. See docs/desk, “Database”.")
    return {name: value for name, (value, _) in seen.items()}


def seen_on_connection() -> dict[str, tuple[Any, bool]]:
    """Each setting with its value and whether it is good."""
    if connection.vendor == "sqlite":
        journal, level = _pragma("journal_mode"), _pragma("synchronous")
        return {"journal_mode": (journal, journal == "wal"), "synchronous": (level, level >= SYNCHRONOUS_FULL)}
    return {
        name: (_shown(name), _shown(name) != "off") for name in ("fsync", "synchronous_commit", "full_page_writes")
    }


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def _shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])
