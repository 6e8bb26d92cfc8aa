"""Many machines: procrastinate carries the news through PostgreSQL, within milliseconds, to a worker on any of them.

A job holds the name of a kind and nothing else, at most one is waiting for each kind, and losing it loses nothing:
every worker still sleeps no longer than until the next row is due.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from convivial.work.kinds import Kind
from convivial.work.patience import patience
from convivial.work.pool import Pool

from .embedded import noted

log = logging.getLogger("convivial.work")
QUEUE = "due"
JOB = "do_due"
QUIET = 20  # how many times rarer than without it a worker asks for news by itself
AT_ONCE = 8


class Carrying(BaseTaskBackend):
    """After the commit, and so never for what was rolled back."""

    supports_defer = True

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        self.validate_task(task)

        def tell() -> None:
            _tell(*args, **kwargs)

        transaction.on_commit(tell, robust=True)
        return noted(self, task, args, kwargs)


class Carried(Pool):
    """A worker that is woken."""

    def __init__(self, worker: str) -> None:
        super().__init__(worker)
        self.news: dict[str, asyncio.Event] = {}

    async def listen(self) -> None:
        """Takes jobs until the house closes; each wakes the loop of its kind here. When the line breaks it is made
        again; until then the worker asks for itself, only more rarely."""
        while not self.closing.is_set():
            try:
                await self._listen()
            except (ConnectorException, OSError) as error:
                log.warning("The line that carries news broke: %s", error)
                await self._rest(patience().beat)

    async def _listen(self) -> None:
        listening = App(connector=_connector().get_worker_connector())  # beside the one that tells, through Django
        listening.task(name=JOB, queue=QUEUE)(self._wake)
        async with listening.open_async():
            working = asyncio.create_task(
                listening.run_worker_async(
                    queues=[QUEUE], name=self.worker, concurrency=AT_ONCE, install_signal_handlers=False,
                    listen_notify=True, delete_jobs="always", shutdown_graceful_timeout=1,
                    fetch_job_polling_interval=patience().beat.total_seconds(),
                )
            )  # fmt: skip
            retrying = asyncio.create_task(self._retry_stalled(listening))
            closing = asyncio.create_task(self.closing.wait())
            done, open_ones = await asyncio.wait({working, retrying, closing}, return_when=asyncio.FIRST_COMPLETED)
            for each in open_ones:
                each.cancel()
            await asyncio.gather(*open_ones, return_exceptions=True)
            for each in done:
                each.result()

    def longest_rest(self, kind: Kind) -> timedelta:
        return kind.news * QUIET

    async def rest_of(self, kind: Kind, wait: timedelta) -> None:
        news = self.news.setdefault(kind.name, asyncio.Event())
        closing = asyncio.ensure_future(self.closing.wait())
        told = asyncio.ensure_future(news.wait())
        await asyncio.wait({closing, told}, timeout=wait.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        for each in (closing, told):
            each.cancel()
        news.clear()

    async def _wake(self, kind: str) -> None:
        self.news.setdefault(kind, asyncio.Event()).set()

    async def _retry_stalled(self, listening: App) -> None:
        """What a dead worker had taken is taken again; it costs one glance at the rows."""
        while True:
            await asyncio.sleep(patience().silence.total_seconds() / 4)
            with suppress(OSError):
                stalled = await listening.job_manager.get_stalled_jobs(
                    queue=QUEUE, seconds_since_heartbeat=patience().silence.total_seconds()
                )
                for job in stalled:
                    await listening.job_manager.retry_job(job)


def _tell(kind: str) -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(JOB, queue=QUEUE, queueing_lock=kind, allow_unknown=True).defer(kind=kind)


def _connector() -> DjangoConnector:
    assert isinstance(app.connector, DjangoConnector)
    return app.connector
