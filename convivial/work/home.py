"""Knows the place in which this house lives, and notices a copy, a move, and an older memory.

The data folder holds one small file, ``home``: a random name of the place, and the last *beat* that the database
told. The name counts only together with the machine and the very file: a copy of the folder is another place. A
database whose beat is behind the file's is an older copy of itself. In both cases nothing may go out until a person
says so, for the real house may have sent it already. The same holds when the file was laid here after the last sign
of life in the database: somebody has put back a whole folder, database and file alike.

A machine that was set back to an earlier hour, disk and all, cannot be told from a house that was closed. So whoever
comes home after a silence says since when, and what was due in it is looked for before it is sent.
"""

import hashlib
import json
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F, Max

from convivial.lib.codes import new_code
from convivial.lib.now import now

from .alarms import doubtful, silent
from .models import Home, Worker
from .patience import patience

BEAT = timedelta(seconds=30)


@dataclass(frozen=True)
class Doubt:
    reason: str  # "moved" or "restored"
    since: datetime


def come_home() -> Doubt | None:
    """Called at every start, before anything is sent: remembers a new place, and sends ``alarms.doubtful`` when the
    house cannot trust its memory, else ``alarms.silent`` when it slept."""
    doubt, last = _doubt(), last_sign()
    at = now()
    if doubt:
        doubtful.send(sender=Home, reason=doubt.reason, since=doubt.since)
    elif last and at - last > patience().silence:
        silent.send(sender=Home, since=last)
    # Only now: the first beat wipes away what tells of the doubt, and whoever was to hear of it may have failed.
    Home.objects.get_or_create(
        place=place(), defaults={"host": socket.gethostname(), "first_at": at, "beat_at": at}
    )  # fmt: skip
    beat(force=True)
    return doubt


def last_sign() -> datetime | None:
    """When anything of this house, in whatever place, last said in the database that it lives."""
    told = [Home.objects.aggregate(at=Max("beat_at"))["at"], Worker.objects.aggregate(at=Max("beat_at"))["at"]]
    return max((at for at in told if at), default=None)


def beat(force: bool = False) -> None:
    """Counts on, first in the database and then in the folder, at most twice a minute."""
    at = now()
    due = Home.objects.filter(place=place())
    if not force:
        due = due.exclude(beat_at__gt=at - BEAT, beat_at__lte=at)
    if due.update(beat=F("beat") + 1, beat_at=at):
        home = Home.objects.get(place=place())
        _write({**_read(), "beat": home.beat})


def place() -> str:
    """This folder on this machine, as 64 hexadecimal characters."""
    name = _read()["name"]
    inode = _file().stat().st_ino
    return hashlib.sha256(f"{name}:{inode}:{_machine()}".encode()).hexdigest()


def _doubt() -> Doubt | None:
    known = Home.objects.filter(place=place()).first()
    if known is None:
        last = Home.objects.order_by("-beat_at").first()
        return Doubt("moved", last.beat_at) if last else None
    told = last_sign() or known.beat_at
    if known.beat < _read().get("beat", 0):
        return Doubt("restored", known.beat_at)
    if _laid_at() - told > 2 * BEAT:
        return Doubt("restored", told)
    return None


def _laid_at() -> datetime:
    """When the file came to lie here as it is. Every beat writes it just after the database; a program that puts back
    a folder may give it any date of change but this one, which is the file system's own. Whoever gives the files to
    another owner changes it, too: so it is only a doubt, and the page says no more than that."""
    return datetime.fromtimestamp(_file().stat().st_ctime, tz=UTC)


def _file() -> Path:
    return Path(settings.DATA) / "home"


def _read() -> dict[str, Any]:
    try:
        return dict(json.loads(_file().read_text()))
    except (FileNotFoundError, ValueError):
        _write({"name": new_code(), "beat": 0})
        return dict(json.loads(_file().read_text()))


def _write(content: dict[str, Any]) -> None:
    """In place, so that the file stays the very same one."""
    _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(_file(), "r+" if _file().exists() else "w") as file:
        file.write(json.dumps(content).ljust(120))
        file.truncate()


def _machine() -> str:
    """The machine's own name for itself; in a container every new one has another, so there it does not count."""
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "container"
    try:
        return Path("/etc/machine-id").read_text().strip()
    except OSError:
        return ""
