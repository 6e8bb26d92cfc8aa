"""One worker, from its first line in the database to its last."""

import asyncio
import gc
import os
import socket

from django.conf import settings

from convivial.lib.codes import new_code
from convivial.lib.now import now

from .durability import assert_durable
from .home import place
from .keeper import bury
from .models import Worker
from .pool import Pool


def new_name() -> str:
    """Unlike any other, so that a row says exactly which process held it."""
    return f"{socket.gethostname()[:20]}-{os.getpid()}-{new_code()}"[:40]


def work(name: str) -> None:
    """Works until it is asked to end."""
    assert_durable()
    _keep_what_is_loaded()
    at = now()
    Worker.objects.create(name=name, host=place(), pid=os.getpid(), began_at=at, beat_at=at)
    asyncio.run(_engine(name).run())
    Worker.objects.filter(name=name).update(ended_at=now())


def _keep_what_is_loaded() -> None:
    """The collector of rubbish need not walk through the whole product again and again while thousands of small
    things come and go: that was a third of all that a busy worker did."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def bury_former() -> None:
    """At the start of a house nobody of before is alive here: the lock says so."""
    bury(list(Worker.objects.filter(host=place(), ended_at=None).values_list("name", flat=True)))


def _engine(name: str) -> Pool:
    if settings.ENGINE == "procrastinate":
        from .engines.carried import Carried

        return Carried(name)
    return Pool(name)
