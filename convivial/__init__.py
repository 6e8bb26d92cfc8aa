"""Convivial: a workspace in which communicators run an organisation's social media."""

import sqlite3
import sys

__version__ = "0.1.0"

SAFE_SQLITE = (3, 51, 3)  # before it, a log that is reset can, very rarely, be lost


def _bring_newer_sqlite() -> None:
    """Takes the place of Python's own SQLite where that one is older and a wheel with a newer one is installed."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = pysqlite3, pysqlite3.dbapi2


_bring_newer_sqlite()
