"""Leases on due rows of any table, and the kind of work that is nothing but such rows.

    async def measure(row: FigureDue) -> datetime | None: ...     # answers when it is due again, or None
    kinds.register(due.Rows("figure", FigureDue, measure, at_once=20))

A row is claimed by compare-and-set with a lease and a token. Whoever holds an older token writes nothing. An
error is written to the log and the row tried again with back-off; a row that ended three workers is left alone, and
given up where somebody waits for it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.db.models import Case, F, Min, Q, Value, When

from convivial.lib.now import now

from .models import DueRow
from .patience import patience
from .threads import in_thread

log = logging.getLogger("convivial.work")
DEATHS = 3
ERRORS = 8  # in a row, before a row is given up
M = TypeVar("M", bound=DueRow)


def claim(model: type[M], worker: str, limit: int, at: datetime, lease: timedelta) -> list[M]:
    """Takes up to ``limit`` due rows for a worker; what an expired lease still covers counts as a death."""
    rows = model._default_manager
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    with transaction.atomic():
        found = rows.filter(free, due_at__lte=at, deaths__lt=DEATHS).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            found = found.select_for_update(skip_locked=True)
        ids = list(found.values_list("pk", flat=True)[:limit])
        rows.filter(pk__in=ids).update(
            token=F("token") + 1,
            deaths=Case(When(lease_until=None, then=F("deaths")), default=F("deaths") + Value(1)),
            worker=worker,
            lease_until=at + lease,
        )
        return list(rows.filter(pk__in=ids, worker=worker).order_by("due_at", "pk"))


def put_back(row: DueRow, due_at: datetime | None, **fields: Any) -> bool:
    """Ends a claim: says when the row is due again, and whether the claim was still ours."""
    mine = type(row)._default_manager.filter(pk=row.pk, token=row.token, lease_until__isnull=False)
    return bool(mine.update(due_at=due_at, worker="", lease_until=None, **fields))


def free(model: type[DueRow], workers: list[str]) -> None:
    """What ended workers held is due again at once, and their end is remembered with each row."""
    held = model._default_manager.filter(worker__in=workers, lease_until__isnull=False)
    held.update(token=F("token") + 1, deaths=F("deaths") + 1, worker="", lease_until=None)


class Rows(Generic[M]):
    """A kind of work that is rows of one table, each done by ``perform``. ``give_up`` is told, in a transaction, of a
    row that ended three workers or went wrong eight times, and that nobody does any more: it tells a person."""

    def __init__(
        self,
        name: str,
        model: type[M],
        perform: Callable[[M], Awaitable[datetime | None]],
        *,
        at_once: int = 20,
        news: timedelta | None = None,
        give_up: Callable[[M], None] | None = None,
    ) -> None:
        self.name, self.model, self.perform, self.at_once = name, model, perform, at_once
        self._news, self.give_up = news, give_up

    @property
    def news(self) -> timedelta:
        return self._news or patience().news * 4

    def earliest(self) -> datetime | None:
        rows = self.model._default_manager.filter(due_at__isnull=False, deaths__lt=DEATHS)
        free_at = rows.filter(lease_until=None).aggregate(at=Min("due_at"))["at"]
        lapse_at = rows.filter(lease_until__isnull=False).aggregate(at=Min("lease_until"))["at"]
        return min((at for at in (free_at, lapse_at) if at), default=None)

    async def turn(self, worker: str) -> bool:
        claimed = await in_thread(claim, self.model, worker, self.at_once, now(), patience().lease)
        await asyncio.gather(*(self._one(row) for row in claimed))
        return bool(claimed)

    def free(self, workers: list[str]) -> None:
        free(self.model, workers)

    def heal(self) -> None:
        """A lapsed lease is simply due again; what nobody does any more is given up."""
        if self.give_up is None:
            return
        for row in self._hopeless(now()):
            with transaction.atomic():
                if self._left(row):
                    self.give_up(row)

    def _hopeless(self, at: datetime) -> list[M]:
        free_ones = self.model._default_manager.filter(Q(lease_until=None) | Q(lease_until__lte=at))
        return list(free_ones.filter(Q(deaths__gte=DEATHS) | Q(tries__gte=ERRORS), due_at__isnull=False)[:50])

    def _left(self, row: M) -> bool:
        """Whether it was still as it was seen: then it is not due any more."""
        mine = self.model._default_manager.filter(pk=row.pk, token=row.token, due_at__isnull=False)
        return bool(mine.update(due_at=None, token=F("token") + 1, worker="", lease_until=None))

    async def drain(self) -> None:
        """Every turn ends by itself within the lease."""

    async def _one(self, row: M) -> None:
        try:
            async with asyncio.timeout((patience().lease - patience().margin).total_seconds()):
                due_at = await self.perform(row)
        except Exception:
            # The boundary between the house and any one piece of its work: told, and tried again later.
            log.exception("%s %s went wrong", self.name, row.pk)
            tries = min(row.tries + 1, 1000)
            await in_thread(put_back, row, now() + patience().after(tries), tries=tries)
        else:
            await in_thread(put_back, row, due_at, tries=0, deaths=0)
