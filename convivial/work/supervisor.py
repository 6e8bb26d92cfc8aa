"""``python -m convivial run``: one process tree that comes up by itself and leaves nothing behind.

The supervisor takes the lock, brings the database up to date, comes home, and then starts the web server and the
workers. It starts again what falls, gives back at once what a fallen worker held, and ends everything on SIGTERM
within thirty seconds. Each child is killed by the kernel when the supervisor itself is.
"""

import gc
import os
import signal
import socket
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from . import home, locks
from .children import SIGNALS, Child
from .durability import assert_durable
from .keeper import bury
from .opening import before_opening, before_work
from .patience import patience
from .serving import serve
from .worker import bury_former, new_name, work

POLL_SECONDS = 0.25


def supervise(role: str) -> int:
    """Runs the house until it is told to stop; gives the exit code."""
    try:
        held = locks.take(settings.DATA, role, address())
    except locks.AlreadyRuns as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    _prepare(role)
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    tree = Tree(_children(role))
    tree.start()
    if role != "worker":
        tree.wait_for_web()
    _announce(role)
    code = tree.watch()
    del held
    return code


def address() -> str:
    host, port = settings.BIND
    shown = f"[{host}]" if ":" in host else host
    return str(settings.ADDRESS) or f"http://{shown}:{port}"


class Tree:
    """The children, and what becomes of them."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.closing_by: float | None = None

    def start(self) -> None:
        for child in self.children:
            child.start()

    def wait_for_web(self) -> None:
        """Until somebody answers at the address, or a minute has passed."""
        end = time.monotonic() + 60
        while time.monotonic() < end and not _is_answered():
            self._reap()
            self._start_again()
            time.sleep(0.02)

    def watch(self) -> int:
        while self.closing_by is None or any(child.pid for child in self.children):
            came = signal.sigtimedwait(SIGNALS, POLL_SECONDS)
            if came and came.si_signo in (signal.SIGTERM, signal.SIGINT):
                self._close()
            self._reap()
            if self.closing_by is None:
                self._start_again()
            elif time.monotonic() > self.closing_by:
                self._signal(signal.SIGKILL)
        return 0

    def _close(self) -> None:
        """The first time asks everybody to finish; the second time does not wait for it."""
        self._signal(signal.SIGTERM if self.closing_by is None else signal.SIGKILL)
        self.closing_by = self.closing_by or time.monotonic() + patience().drain.total_seconds() + 4

    def _signal(self, number: int) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, number)

    def _reap(self) -> None:
        for child in self.children:
            if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
                child.ended()

    def _start_again(self) -> None:
        for child in self.children:
            if not child.pid and time.monotonic() >= child.again_at:
                child.start()


def _prepare(role: str) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    gc.collect()  # a first start leaves fifty megabytes of models as they were at every step
    assert_durable()
    home.come_home()
    for each in before_work:
        each()
    if role != "web":
        bury_former()
    connections.close_all()


def _children(role: str) -> list[Child]:
    web = [Child("web", serve)] if role != "worker" else []
    workers = [_worker(number) for number in range(settings.WORKERS)] if role != "web" else []
    return [*web, *workers]


def _worker(number: int) -> Child:
    """A worker whose name we know, so that its successor gives back at once what it held when it fell."""
    name, former = new_name(), list[str]()

    def begin() -> None:
        bury(former)
        work(name)

    def ended() -> None:
        nonlocal name
        former[:], name = [name], new_name()

    return Child(f"worker {number + 1}", begin, ended)


def _is_answered() -> bool:
    host, port = settings.BIND
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _announce(role: str) -> None:
    told = [each(address()) for each in before_opening] if role != "worker" else []
    connections.close_all()
    last = (
        "Convivial works; it opens no pages here (--role worker)."
        if role == "worker"
        else f"Convivial is open at {address()}/"
    )
    print("\n".join([*filter(None, told), last]), flush=True)  # noqa: T201
