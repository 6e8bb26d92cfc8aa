"""How a higher app follows the journals: by a cursor of its own for each workspace. An act never waits for it, and
whatever goes wrong there is tried again from the same line.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from convivial.lib.now import now
from convivial.work.patience import patience
from convivial.work.threads import in_thread

from .models import Head, Line

AT_ONCE = 100  # workspaces


class Follower:
    """A kind of work (``work.kinds``). ``behind`` answers the workspaces to read on in, ``read_on`` reads on in one,
    in one short transaction that locks the cursor. ``pace``: how much rarer than other work it asks for news."""

    def __init__(
        self, name: str, behind: Callable[[], list[int]], read_on: Callable[[int], object], pace: int = 20
    ) -> None:
        self.name, self.behind, self.read_on, self.pace = name, behind, read_on, pace

    @property
    def news(self) -> timedelta:
        return patience().news * self.pace

    def earliest(self) -> datetime | None:
        return now() if self.behind() else None

    async def turn(self, worker: str) -> bool:
        return await in_thread(self.read)

    def read(self) -> bool:
        """Reads on wherever there is something to read; says whether there was."""
        workspaces = self.behind()
        for workspace in workspaces:
            self.read_on(workspace)
        return bool(workspaces)

    def free(self, workers: list[str]) -> None:
        """A transaction that was cut off left nothing behind."""

    def heal(self) -> None:
        """What was missed is ahead of the cursor."""

    async def drain(self) -> None:
        """Every reading is one short transaction."""


def behind(cursors: QuerySet[Any], workspaces: QuerySet[Any]) -> list[int]:
    """Those of the workspaces whose journal has lines that were not read yet. ``cursors`` have a ``workspace`` and a
    ``seq``. The journal of a workspace that is gone stays, and is not read."""
    read = cursors.filter(workspace=OuterRef("workspace_id")).values("seq")
    there = workspaces.filter(pk=OuterRef("workspace_id"))
    heads = Head.objects.filter(Exists(there)).annotate(read=Coalesce(Subquery(read), Value(0)))
    return list(heads.filter(seq__gt=F("read")).values_list("workspace_id", flat=True)[:AT_ONCE])


def last(workspace: int) -> int:
    """The newest line of a workspace's journal. Whatever happened until then is there for whoever reads on."""
    return Head.objects.filter(workspace_id=workspace).values_list("seq", flat=True).first() or 0


def news(workspace: int, seq: int) -> tuple[QuerySet[Line], int]:
    """What was written after ``seq``, and the line up to which that is true."""
    until = last(workspace)
    return Line.objects.filter(workspace_id=workspace, seq__gt=seq, seq__lte=until), max(until, seq)
