"""Processes that end with their parent, whatever happens to it."""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bootstrap import NotReady

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def somebody_else() -> str | None:
    """Who runs what refuses to run as root; None when we are not root."""
    return "nobody" if os.geteuid() == 0 else None


def own_folder(path: Path) -> Path:
    """A new folder that belongs to whoever runs the server."""
    path.mkdir(parents=True)
    if owner := somebody_else():
        shutil.chown(path, owner, pwd.getpwnam(owner).pw_gid)
    return path


class Process:
    """One server. Its output lies in ``folder/<name>.log``; the end of it stands in every complaint."""

    def __init__(
        self,
        name: str,
        command: list[object],
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        end: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.log, self._end = name, folder / f"{name}.log", end
        with self.log.open("wb") as log:
            self._popen = subprocess.Popen(
                [str(word) for word in command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                user=user,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_until(self, is_ready: Callable[[], bool], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not is_ready():
            if self._popen.poll() is not None:
                raise NotReady(f"{self.name} ended at once: {self.last_words()}")
            if time.monotonic() > deadline:
                self.stop()
                raise NotReady(f"{self.name} was not ready after {seconds:.0f} seconds: {self.last_words()}")
            time.sleep(0.05)

    def listens_on(self, port: int) -> None:
        self.wait_until(lambda: _answers(port))

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-1500:].strip() or "it said nothing"

    def stop(self, seconds: float = 15) -> None:
        if self._popen.poll() is not None:
            return
        self._popen.send_signal(self._end)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(seconds)
        if self._popen.poll() is None:
            self._popen.kill()
            self._popen.wait(seconds)


def _end_with_parent() -> None:
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
