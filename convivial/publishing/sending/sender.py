"""Sends what is due, many at once, each exactly as recorded.

    claim, look again, record *sending* (one transaction for dozens)  →  speak to the network  →  write what became

One event loop speaks to the networks; one thread of its own writes the ledger. A little more than may be under way
is claimed ahead, so that no line stands empty while the ledger is written.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db.models import Min

from convivial.content.errors import PictureLost
from convivial.content.links import open_links, store
from convivial.lib.now import now
from convivial.lib.steady import steady
from convivial.lib.web import begun_before
from convivial.networks.errors import NetworkError
from convivial.networks.network import Access
from convivial.publishing.finding import mending
from convivial.publishing.models import Publication
from convivial.work.patience import patience
from convivial.work.threads import in_thread, tidied

from . import outcomes
from .due import Due
from .lanes import Keys, network_of
from .outcomes import Outcome
from .stepping import Step, step
from .wrapping import compose, is_plain, plain

log = logging.getLogger("convivial.publishing")
AHEAD = 200  # recorded and ready beside those under way
GROUP = 50  # outcomes worth a commit of their own
GATHER_SECONDS = 0.015  # how long the first outcome waits for others to share its commit
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Parcel:
    """One publication on its way. ``deadline`` (of ``lib.steady``): the last moment at which its last call may
    begin, for then its answer still comes within the lease."""

    publication: Due
    access: Access
    deadline: float


class Sender:
    """The kind of work that publishes. One to a process; nothing in it is bound to one before its first turn."""

    name = "publication"

    def __init__(self) -> None:
        self.closing = False
        self.worker = ""
        self.keys = Keys()
        self.ledger = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self.ready: deque[Parcel] = deque()
        self.finished: list[Outcome] = []
        self.opened: list[Due] = []
        self.outstanding = self.under_way = 0
        self.held: frozenset[int | None] = frozenset()
        self.tasks: set[asyncio.Task[None]] = set()
        self.news_came = asyncio.Event()

    @property
    def news(self) -> timedelta:
        return patience().news

    def earliest(self) -> datetime | None:
        rows = Publication.objects.filter(state=Publication.State.SCHEDULED)
        moment: datetime | None = rows.aggregate(at=Min("try_at"))["at"]
        return moment

    async def turn(self, worker: str) -> bool:
        self.worker, began = worker, steady()
        finished, self.finished = self.finished, []
        opened, self.opened = self.opened, []
        try:
            staying = self.outstanding - len(finished) - len(opened)
            taken = await self._in_ledger(
                step, finished, self._room(staying), staying, worker, self.keys, now(), opened
            )
        except BaseException:
            self.finished, self.opened = finished + self.finished, opened + self.opened
            raise
        self.outstanding -= len(finished) + len(opened)
        self.held = taken.held
        self._start(taken, began)
        if not self.outstanding:
            return bool(finished or opened)
        await self._gathered()
        return True

    def free(self, workers: list[str]) -> None:
        mending.free(workers)

    def heal(self) -> None:
        mending.heal()

    async def drain(self) -> None:
        """Nothing new; what is under way is finished and written, what waited its turn is given back unsent."""
        self.closing = True
        self._pump()
        while self.outstanding:
            await self._gathered()
            finished, self.finished = self.finished, []
            opened, self.opened = self.opened, []
            await self._in_ledger(step, finished, 0, 0, self.worker, self.keys, now(), opened)
            self.outstanding -= len(finished) + len(opened)
        self.ledger.shutdown(wait=True)

    def _room(self, staying: int) -> int:
        """For so many more, beside those that stay. Claims are worth a statement when there is room for many, or
        when little is under way anyway."""
        room = int(settings.IN_FLIGHT) + AHEAD - staying
        return room if room >= GROUP or staying < GROUP else 0

    def _start(self, taken: Step, began: float) -> None:
        """``began`` is the moment before the claim: a process that was stopped since then has less time left."""
        self.outstanding += len(taken.go) + len(taken.ask)
        deadline = began + (patience().lease - patience().margin - patience().answer).total_seconds()
        self.ready.extend(Parcel(publication, access, deadline) for publication, access in taken.go)
        for publication in taken.ask:
            self._begin(self._open_links(publication))
        self._pump()

    def _pump(self) -> None:
        while self.ready and (self.closing or self.under_way < settings.IN_FLIGHT):
            parcel = self.ready.popleft()
            if self.closing or self._is_held(parcel):
                self._finish(outcomes.not_sent(parcel.publication, now()))
                continue
            self.under_way += 1
            self._begin(self._send(parcel))

    def _begin(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _is_held(self, parcel: Parcel) -> bool:
        return None in self.held or parcel.publication.workspace_id in self.held

    async def _send(self, parcel: Parcel) -> None:
        outcome = await _spoken(parcel, self._is_held)
        self.under_way -= 1
        self._finish(outcome)
        self._pump()

    async def _open_links(self, publication: Due) -> None:
        try:
            looks = await open_links(publication.edition.links, with_page=False)
            await in_thread(store, publication.workspace_id, looks)
        except Exception:
            # Its line must not stay closed because of a mistake of ours; what was seen of its links before counts.
            log.exception("Opening the links of %s broke off", publication.code)
        self.opened.append(publication)
        self.news_came.set()

    def _finish(self, outcome: Outcome) -> None:
        self.finished.append(outcome)
        self.news_came.set()

    async def _gathered(self) -> None:
        """Until enough has finished for a commit, or the first has waited long enough for others, or it is time to
        ask what else is due."""
        self.news_came.clear()
        if not self.finished and not self.opened:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.news.total_seconds() / 4):
                    await self.news_came.wait()
        end = time.monotonic() + GATHER_SECONDS
        while 0 < len(self.finished) < min(GROUP, self.outstanding) and time.monotonic() < end:
            await asyncio.sleep(GATHER_SECONDS / 5)

    async def _in_ledger(self, ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        asked = partial(tidied, ask, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self.ledger, asked)


async def _spoken(parcel: Parcel, is_held: Callable[[Parcel], bool]) -> Outcome:
    """Speaks to the network, and tells what became of it. Whatever is not known for sure is *unknown*."""
    publication, network = parcel.publication, network_of(parcel.publication.channel)
    seconds = patience().answer.total_seconds()
    try:
        outgoing = plain(publication) if is_plain(publication) else await in_thread(compose, publication)
        prepared = publication.prepared
        if outgoing.pictures and not prepared:
            async with asyncio.timeout(seconds):
                prepared = dict(await network.prepare(parcel.access, outgoing))
    except NetworkError as error:
        return outcomes.of_error(publication, error, now())
    except TimeoutError:
        return outcomes.not_sent_in_time(publication, now())
    except PictureLost:
        return outcomes.unreadable(publication, now())
    except Exception:
        # A mistake of ours before the call that people would see: nothing was made, and it is tried again later.
        log.exception("Preparing %s broke off", publication.code)
        return outcomes.not_prepared(publication, now())
    if steady() > parcel.deadline or is_held(parcel):
        return outcomes.not_sent(publication, now())
    try:
        with begun_before(parcel.deadline):
            async with asyncio.timeout(seconds):
                receipt = await network.publish(parcel.access, outgoing, prepared)
        return outcomes.published(publication, receipt, now())
    except NetworkError as error:
        return outcomes.of_error(publication, error, now())
    except TimeoutError:
        return outcomes.unknown(publication, now(), "slow")
    except Exception:
        # A mistake of ours in the middle of a call: nobody knows what the network has made of it.
        log.exception("Sending %s broke off", publication.code)
        return outcomes.unknown(publication, now(), "broke_off")
