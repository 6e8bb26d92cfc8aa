"""The embedded engine: one process that does what is due, each kind in its own loop, all on one event loop.

It sleeps until the next row is due, and asks every so often whether somebody else made something due sooner.
"""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError

from convivial.lib import web
from convivial.lib.now import now

from .alarms import doubtful
from .clock import Clock
from .keeper import keep
from .kinds import Kind, kinds
from .models import Home, Worker
from .patience import patience
from .threads import close_threads, in_thread

log = logging.getLogger("convivial.work")
SOON = timedelta(milliseconds=50)
BROKEN_DISK = 70  # the exit code of a worker whose disk said that it could not write


class Pool:
    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.closing = asyncio.Event()
        self.clock = Clock()
        self.worked_at: datetime | None = None

    async def run(self) -> None:
        """Until SIGTERM; then no new claims, and what is under way is finished."""
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, self.closing.set)
        async with web.session():
            rounds = [self._carry(kind) for kind in kinds()]
            tasks = [asyncio.create_task(each) for each in (*rounds, self._beat(), self._keep(), self.listen())]
            await self.closing.wait()
            await self._drain(tasks)
        close_threads()

    async def listen(self) -> None:
        """For engines that carry news: until the house closes."""

    def longest_rest(self, kind: Kind) -> timedelta:
        """How long a kind may sleep without asking whether somebody else made something due."""
        return kind.news

    async def rest_of(self, kind: Kind, wait: timedelta) -> None:
        await self._rest(wait)

    async def _drain(self, tasks: list[asyncio.Task[None]]) -> None:
        _, late = await asyncio.wait(tasks, timeout=patience().drain.total_seconds())
        for task in late:
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience().drain.total_seconds()):
                await asyncio.gather(*(kind.drain() for kind in kinds()))

    async def _carry(self, kind: Kind) -> None:
        while not self.closing.is_set():
            await self.rest_of(kind, await self._step(kind))

    async def _step(self, kind: Kind) -> timedelta:
        """Does what is due of a kind, and says how long to rest."""
        try:
            if await kind.turn(self.worker):
                self.worked_at = now()
                return timedelta(0)
            return _until(await in_thread(kind.earliest), kind.news, self.longest_rest(kind))
        except (OperationalError, InterfaceError) as error:
            _leave_a_broken_disk(error)
            log.warning("%s waits for the database: %s", kind.name, error)
            return patience().keeping
        except Exception:
            # The boundary between kinds: one that is broken must not stop the others. Health shows what waits.
            log.exception("%s went wrong", kind.name)
            return patience().back_off / 4

    async def _beat(self) -> None:
        """Says that this worker lives. Whoever was thought dead and buried meanwhile ends, for others do its work."""
        while not self.closing.is_set():
            try:
                if not await in_thread(_sign_of_life, self.worker, self.worked_at):
                    self.closing.set()
            except (OperationalError, InterfaceError):
                pass  # no database, no sign: whoever is silent for long is thought dead, and rightly
            except Exception:
                log.exception("The sign of life went wrong")  # a worker that works must not be thought dead for it
            await self._rest(patience().beat)

    async def _keep(self) -> None:
        while not self.closing.is_set():
            jumped_from = self.clock.jumped_from()
            try:
                if jumped_from:
                    await in_thread(_tell_of_jump, jumped_from)
                await in_thread(keep, self.worker)
            except (OperationalError, InterfaceError) as error:
                _leave_a_broken_disk(error)
                log.warning("The keeper waits for the database: %s", error)
            except Exception:
                # Whoever keeps the house must not end in silence over one thing that is broken: the rest needs it.
                log.exception("The keeper went wrong")
            await self._rest(patience().keeping)

    async def _rest(self, wait: timedelta) -> None:
        if wait > timedelta(0):
            with suppress(TimeoutError):
                async with asyncio.timeout(wait.total_seconds()):
                    await self.closing.wait()


def _until(due_at: datetime | None, news: timedelta, longest: timedelta) -> timedelta:
    """How long to sleep; what is due but could not be taken (somebody else has it, or a hold) is tried again soon."""
    if due_at is None:
        return longest
    wait = due_at - now()
    return min(wait, longest) if wait > timedelta(0) else max(SOON, news / 4)


def _sign_of_life(worker: str, worked_at: datetime | None) -> bool:
    told = {"worked_at": worked_at} if worked_at else {}
    return bool(Worker.objects.filter(name=worker, ended_at=None).update(beat_at=now(), **told))


def _tell_of_jump(jumped_from: datetime) -> None:
    log.error("The clock jumped from %s to %s: the house holds, and asks.", jumped_from, now())
    doubtful.send(sender=Home, reason="clock", since=jumped_from)


def _leave_a_broken_disk(error: Exception) -> None:
    """After a failed write nobody knows what is on the disk: the process ends, and a new one reads what is there."""
    if "disk I/O error" in str(error):
        log.critical("The disk could not write (%s). This worker ends, and another begins.", error)
        os._exit(BROKEN_DISK)
