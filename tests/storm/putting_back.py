"""A whole data folder is put back over itself, database and file alike, while the network remembers what was sent in
between; and a house that was only closed for a while. Both with the product as it is started."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import F

from .scene import HERE, judged, network, prepare

PATIENT = 60.0  # seconds


def put_back(folder: Path) -> dict[str, Any]:
    """A copy of before is put back into the very same files; the house that is opened then has sent all of it."""
    from ledger import Size

    backup = folder / "backup"
    with network(folder, delay=0.01) as there:
        _let_through(there.port)
        _house_lives(lambda: True)
        prepare(Size(6, 3, 1), there.port, due_in=1.0)
        _copy(folder, backup)
        _house_lives(_all_is_said)
        sent = len(there.log.read_text().splitlines())
        _restore(backup, folder)
        _house_lives(_all_is_said)
        return judged(there, sent_before=sent, holds=_holds())


def put_back_late(folder: Path) -> dict[str, Any]:
    """The same an hour later: what people cancelled, held or wrote anew in it is forgotten too, so nothing goes."""
    from ledger import Size

    backup = folder / "backup"
    with network(folder, delay=0.01) as there:
        _let_through(there.port)
        _house_lives(lambda: True)
        prepare(Size(6, 3, 1), there.port)
        _grow_old(timedelta(hours=1))
        _copy(folder, backup)
        _restore(backup, folder)
        _house_lives(lambda: _holds() > 0)
        return judged(there, holds=_holds())


def _grow_old(span: timedelta) -> None:
    """As if the last signs of life had been given so long ago."""
    from convivial.work.models import Home, Worker

    for kind in (Home, Worker):
        kind.objects.update(beat_at=F("beat_at") - span)


def closed(folder: Path) -> dict[str, Any]:
    """What was due while the house was closed goes out when it is opened again, and nobody is asked."""
    from ledger import Size

    with network(folder, delay=0.01) as there:
        _let_through(there.port)
        _house_lives(lambda: True)
        prepare(Size(6, 3, 1), there.port)
        time.sleep(2)  # longer than a silence with this patience
        _house_lives(_all_is_said)
        return judged(there, holds=_holds(), looks=_looks())


def _let_through(port: int) -> None:
    from convivial.networks.models import AllowedHost

    AllowedHost.objects.create(host="127.0.0.1", port=port)


def _house_lives(until: Callable[[], bool]) -> None:
    """Until then, and until a worker has said that it lives."""
    from django.db import connections

    from convivial.work.models import Worker

    connections.close_all()
    began = time.time()
    house = subprocess.Popen([sys.executable, "-m", "convivial", "run"], cwd=HERE, stdout=subprocess.DEVNULL)
    try:
        while not (Worker.objects.filter(ended_at=None).exists() and until()):
            assert house.poll() is None, "The house ended by itself."
            assert time.time() < began + PATIENT, "It did not happen."
            time.sleep(0.1)
    finally:
        connections.close_all()
        house.terminate()
        house.wait(40)


def _all_is_said() -> bool:
    from convivial.publishing.models import Publication

    return not Publication.objects.exclude(state="published").exists()


def _holds() -> int:
    from convivial.publishing.models import Hold

    return Hold.objects.count()


def _looks() -> int:
    from convivial.publishing.models import Look

    return Look.objects.count()


def _copy(folder: Path, backup: Path) -> None:
    """With everybody out of the database, its file is whole."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    backup.mkdir()
    for each in ("convivial.sqlite3", "home"):
        shutil.copyfile(folder / each, backup / each)


def _restore(backup: Path, folder: Path) -> None:
    for log in ("convivial.sqlite3-wal", "convivial.sqlite3-shm"):
        (folder / log).unlink(missing_ok=True)
    for each in ("convivial.sqlite3", "home"):
        before = os.stat(folder / each).st_ino
        shutil.copyfile(backup / each, folder / each)
        assert os.stat(folder / each).st_ino == before
