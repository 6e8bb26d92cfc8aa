"""Processes that end with their parent, whatever ends the parent."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connections

from .patience import patience

PR_SET_PDEATHSIG = 1
STEADY = timedelta(seconds=10)  # who lived that long did not fall over its own feet
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP)


@dataclass
class Child:
    """One process of the house. ``begin`` runs in the new process, ``after`` in ours when it has ended."""

    title: str
    begin: Callable[[], None]
    after: Callable[[], None] | None = None
    pid: int = 0
    began: float = 0.0
    falls: int = 0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        connections.close_all()  # a connection must never be shared by two processes
        sys.stdout.flush()
        parent = os.getpid()
        self.began = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            self._be_a_child(parent)

    def ended(self) -> None:
        """Plans the next start: at once after a long life, later and later after short ones."""
        self.pid = 0
        steady = time.monotonic() - self.began > STEADY.total_seconds()
        self.falls = 0 if steady else self.falls + 1
        wait = min(patience().restart * 2 ** min(max(self.falls - 1, 0), 16), patience().restart_most)
        self.again_at = time.monotonic() + wait.total_seconds()
        if self.after:
            self.after()

    def _be_a_child(self, parent: int) -> None:
        code = 1
        try:
            die_with(parent)
            for each in SIGNALS:
                signal.signal(each, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            self.begin()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)


def die_with(parent: int) -> None:
    """Asks the kernel to kill this process when its parent ends; checks that it has not ended already."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
