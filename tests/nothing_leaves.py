"""While tests run, nothing leaves loopback, and the product's own code connects through ``lib.web`` only.

Python tells an audit hook of every connection and of every name that is looked up. A hook cannot be taken away again,
so it is set once and speaks only while the fixture is open.
"""

import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

CODE = str(Path(__file__).resolve().parent.parent / "convivial") + "/"
DOOR = f"{CODE}lib/web/"
MAIL = "django/core/mail/"  # Django's own door for mail, to the host that set-up recorded
STAND_INS = ("stand_in.py", "standing_in.py")

broken: list[str] = []
_is_watching = False


class LeavesLoopback(ConnectionRefusedError):
    """A test, or what it tests, was about to speak to somebody else."""


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not _is_watching:
        return
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _judge(str(arguments[1][0]), "connects to")
        if _is_window(sys._getframe(1)):
            _refuse(f"the product connects to {arguments[1]} around lib.web")
    elif event == "socket.getaddrinfo" and arguments[0]:
        name = arguments[0].decode() if isinstance(arguments[0], bytes) else str(arguments[0])
        _judge(name, "looks up")


def _judge(host: str, does: str) -> None:
    if not _is_here(host):
        _refuse(f"something {does} {host}")


def _is_here(host: str) -> bool:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host in ("localhost", "localhost.localdomain") or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _is_window(frame: FrameType | None) -> bool:
    """Whether the product's own code is at work, and the door is not among it."""
    ours: list[str] = []
    while frame:
        file = frame.f_code.co_filename
        if MAIL in file:
            return False
        if file.startswith(CODE) and "/tests/" not in file and not file.endswith(STAND_INS):
            ours.append(file)
        frame = frame.f_back
    return bool(ours) and not any(file.startswith(DOOR) for file in ours)


def _refuse(what: str) -> None:
    broken.append(what)
    raise LeavesLoopback(what)


sys.addaudithook(watch)


@pytest.fixture(autouse=True, scope="session")
def nothing_leaves() -> Iterator[None]:
    global _is_watching
    _is_watching = True
    yield
    _is_watching = False


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    broken.clear()
    yield
    assert broken == [], broken
