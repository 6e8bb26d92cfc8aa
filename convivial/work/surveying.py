"""Lets SQLite look around, now and then, how much there is of what: without that it takes the long way to an answer
as soon as a table has grown. PostgreSQL does so by itself.

It takes some 25 ms at 4,000 publications, in which nobody else can write; so it waits for a moment in which nothing
is due, though not for ever. Open connections read what was found when they open anew: after ten minutes at most.
"""

import sqlite3
from datetime import datetime, timedelta

from django.db import connection

from convivial.lib.now import now

from .kinds import kinds

LOOK = "ANALYZE"
DAILY = timedelta(days=1)
GROWTH = timedelta(minutes=15)  # between two looks whether a table has grown tenfold; that takes 0.1 ms
PAUSE = timedelta(seconds=15)  # until the next try, where something is due just now
PUT_OFF = timedelta(hours=1)  # at most: a house that is never quiet waits for long questions as well
ROWS = 400  # of each index; the documentation of SQLite advises 100 to 1,000
TELLS_GROWTH = (3, 46)  # from this version on SQLite finds out by itself what has grown


class Surveyor:
    """Remembers when it looked last; a keeper that begins looks as soon as it is quiet."""

    def __init__(self) -> None:
        self.looked_at: datetime | None = None
        self.wanted_at: datetime | None = None
        self.next_at: datetime | None = None

    def survey(self) -> str:
        """The statement that was run; empty when none was."""
        at = now()
        if connection.vendor != "sqlite" or _is_ahead(self.next_at, at):
            return ""
        self.wanted_at = self.wanted_at or at
        if at - self.wanted_at < PUT_OFF and _is_busy(at):
            self.next_at = at + PAUSE
            return ""
        statement = self._statement(at)
        self.next_at = at + PAUSE  # where it fails
        if statement:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA analysis_limit={ROWS}")
                cursor.execute(statement)
        self.wanted_at, self.next_at = None, at + GROWTH
        self.looked_at = at if statement == LOOK else self.looked_at
        return statement

    def _statement(self, at: datetime) -> str:
        if self.looked_at is None or not timedelta(0) <= at - self.looked_at < DAILY:
            return LOOK
        # All tables, also those that this connection never asked.
        return "PRAGMA optimize=0x10002" if sqlite3.sqlite_version_info >= TELLS_GROWTH else ""


def _is_ahead(next_at: datetime | None, at: datetime) -> bool:
    """Not when the clock was put back by more than anything is ever put off."""
    return next_at is not None and at < next_at <= at + PUT_OFF


def _is_busy(at: datetime) -> bool:
    """Whether anything waits to be done this moment, such as a post that is to go out."""
    return any(due_at is not None and due_at <= at for due_at in (kind.earliest() for kind in kinds()))
