"""The database from asynchronous code: a few threads of our own, each with its own connection."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connection, connections

THREADS = 4
P = ParamSpec("P")
T = TypeVar("T")

_pools: dict[int, ThreadPoolExecutor] = {}  # by process: threads do not survive a fork


async def in_thread(ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs blocking code in one of the threads and gives its answer."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), lambda: tidied(ask, *args, **kwargs))


def close_threads() -> None:
    """Ends the threads of this process, and with them their connections."""
    pool = _pools.pop(os.getpid(), None)
    if pool:
        for _ in range(THREADS):
            pool.submit(connections.close_all)
        pool.shutdown(wait=True)


def _pool() -> ThreadPoolExecutor:
    if os.getpid() not in _pools:
        _pools[os.getpid()] = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
    return _pools[os.getpid()]


def tidied(ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Asks, and afterwards drops the connection of this thread if it is broken or old."""
    try:
        return ask(*args, **kwargs)
    finally:
        if not connection.in_atomic_block:
            close_old_connections()
