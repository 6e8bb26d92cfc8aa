"""One supervisor for each role in a data folder: the second says who runs, and stops."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO

ROLES = {"all": ("web", "worker"), "web": ("web",), "worker": ("worker",)}


class AlreadyRuns(RuntimeError):
    """Somebody else holds the lock; the message says who."""


def take(data: Path, role: str, address: str) -> list[IO[str]]:
    """The locks of a role, held until the process ends in whatever way."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [_take(data / f"{each}.lock", address) for each in ROLES[role]]


def _take(path: Path, address: str) -> IO[str]:
    file = open(path, "a+")  # noqa: SIM115 - the lock is the open file, and lives as long as the process
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise AlreadyRuns(_told(path)) from error
    file.truncate(0)
    file.write(json.dumps({"process": os.getpid(), "address": address}))
    file.flush()
    return file


def _told(path: Path) -> str:
    try:
        who = json.loads(path.read_text())
    except ValueError:
        who = {"process": "?", "address": "?"}
    return (
        f"Convivial already runs here: process {who['process']}, at {who['address']}. "
        "Stop that one first, or give this one a data folder of its own (CONVIVIAL_DATA)."
    )
