"""Asks the networks whether an unknown publication is there. Never sends anything.

Found: *published*. Surely absent: *scheduled* again, or back to where it was on hold. A network with a lasting key
of ours is believed at once; any other is asked twice, with a rest, for lists are late. Whoever cannot be asked, or
cannot tell, for a quarter of an hour: a person is asked, and it stays *unknown* until somebody says.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Min

from convivial.lib.now import now
from convivial.networks.errors import Disconnected, NetworkError
from convivial.networks.messages import Receipt
from convivial.networks.network import Access, Found
from convivial.publishing.models import Publication
from convivial.publishing.sending.lanes import network_of
from convivial.publishing.sending.wrapping import is_plain, plain, whole
from convivial.work.patience import patience
from convivial.work.threads import in_thread

from .concluding import conclude
from .looking_for import Answer, Sought, claim, equip

log = logging.getLogger("convivial.publishing")
GATHER_SECONDS = 0.25  # how long the first answer waits for others to share its commit


class Reconciler:
    """The kind of work that asks."""

    name = "reconciliation"

    @property
    def news(self) -> timedelta:
        return patience().news * 2

    def earliest(self) -> datetime | None:
        rows = Publication.objects.filter(state=Publication.State.UNKNOWN, try_at__isnull=False)
        moment: datetime | None = rows.aggregate(at=Min("try_at"))["at"]
        return moment

    async def turn(self, worker: str) -> bool:
        sought = await in_thread(_taken, worker)
        asking = {asyncio.create_task(_answered(each)) for each in sought}
        try:
            while asking:
                done, asking = await _some(asking)
                await in_thread(conclude, [each.result() for each in done])
        finally:
            for each in asking:
                each.cancel()
        return bool(sought)

    def free(self, workers: list[str]) -> None:
        """``mending.free`` gives back every lease on a publication."""

    def heal(self) -> None:
        """A lapsed lease is simply due again."""

    async def drain(self) -> None:
        """Every turn ends by itself within the lease."""


Asking = asyncio.Task[tuple[Sought, Answer]]


def _taken(worker: str) -> Sequence[Sought]:
    sought = claim(worker, now())
    if sought:
        equip(sought)
    return sought


async def _some(asking: set[Asking]) -> tuple[set[Asking], set[Asking]]:
    """Those that have answered, with whoever answers shortly after the first; and those that have not."""
    done, waiting = await asyncio.wait(asking, return_when=asyncio.FIRST_COMPLETED)
    if waiting:
        more, waiting = await asyncio.wait(waiting, timeout=GATHER_SECONDS)
        done |= more
    return done, waiting


async def _answered(sought: Sought) -> tuple[Sought, Answer]:
    return sought, sought.answer or await _asked(sought)


async def _asked(sought: Sought) -> Answer:
    if not isinstance(sought.access, Access):
        closed = sought.access.reason if isinstance(sought.access, Disconnected) else ""
        return Answer("not_reached", why=closed)
    try:
        return await _found(sought, sought.access)
    except NetworkError as error:
        return Answer("not_reached", why=error.reason)
    except TimeoutError:
        return Answer("not_reached", why="slow")
    except Exception:
        # A mistake of ours while only asking: it is asked again, and a person is told in time.
        log.exception("Asking for %s broke off", sought.publication.code)
        return Answer("not_reached", why="broke_off")


async def _found(sought: Sought, access: Access) -> Answer:
    publication = sought.publication
    outgoing = plain(publication) if is_plain(publication) else await in_thread(whole, publication)
    async with asyncio.timeout(patience().answer.total_seconds()):
        asked_for = replace(outgoing, made_at=sought.since)
        found = await network_of(publication.channel).find(access, asked_for, sought.others)
    if isinstance(found, Receipt):
        return Answer("found", found)
    return Answer("absent" if found is Found.ABSENT else "untellable")
