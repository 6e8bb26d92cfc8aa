"""Moves SQLite's log into its file, from one process only and under a lock.

SQLite before 3.51.3 can lose a reset log when two connections write or checkpoint in the same instant; so no other
connection checkpoints by itself (``wal_autocheckpoint=0`` in ``lib.env``), and the keeper's lock is a file.
"""

import fcntl
from pathlib import Path

from django.conf import settings
from django.db import connection

ENOUGH = 4 * 1024 * 1024  # bytes of log worth a checkpoint
TOO_MUCH = 64 * 1024 * 1024  # from here on readers are waited for, and the file is cut


def checkpoint() -> int | None:
    """Checkpoints when the log is long enough; gives the pages that are left in it, or None if nothing was done."""
    size = _log_size()
    if connection.vendor != "sqlite" or size < ENOUGH:
        return None
    mode = "TRUNCATE" if size > TOO_MUCH else "PASSIVE"
    with open(Path(settings.DATA) / "checkpoint.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        with connection.cursor() as cursor:
            _, in_log, moved = cursor.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
    return int(in_log) - int(moved)


def _log_size() -> int:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.stat().st_size if log.exists() else 0
