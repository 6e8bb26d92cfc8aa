"""What the house can say about its own work."""

import os
import shutil
import sqlite3
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from convivial import SAFE_SQLITE
from convivial.lib.now import now

from .durability import seen_on_connection
from .health import ACT, GOOD, WATCH, Health, register
from .models import Canary, Worker

LITTLE_ROOM = 0.05
STALE = timedelta(seconds=60)


def unanswered() -> Health:
    return Health(
        ACT,
        meaning=_("The database does not answer. Nothing can be read or written, and nothing goes out."),
        fix=_("Look whether the database runs and whether its disk has room; then start again."),
    )


def database() -> Health:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    wrong = {name: value for name, (value, is_good) in seen_on_connection().items() if not is_good}
    if wrong:
        return Health(
            ACT,
            meaning=_("After a power cut the database could forget what was sent, and send it twice."),
            fix=_("Set these as docs/desk says: %(settings)s") % {"settings": ", ".join(wrong)},
        )
    return Health(GOOD, figure=connection.vendor)


def worker() -> Health:
    """Good only when work was really taken and finished: the canary goes the way of all work."""
    canary = Canary.objects.order_by("-done_at").first()
    done_at = canary.done_at if canary else None
    if done_at and done_at > now() - STALE:
        return Health(GOOD, since=done_at)
    newest = Worker.objects.filter(ended_at=None).order_by("-began_at").first()
    if newest and newest.began_at > now() - STALE / 2:
        return Health(GOOD, since=newest.began_at)
    return Health(
        ACT,
        since=done_at,
        meaning=_("Nothing goes out: no worker has finished any work for a minute."),
        fix=_("Start a worker (./start --role worker), or look into its messages if one runs."),
    )


def room() -> Health:
    usage = shutil.disk_usage(settings.DATA if os.path.exists(settings.DATA) else "/")
    share = usage.free / usage.total
    if share >= LITTLE_ROOM:
        return Health(GOOD, figure=f"{share:.0%}")
    return Health(
        ACT,
        meaning=_("The disk is almost full. When it is, nothing can be saved and nothing goes out."),
        fix=_("Make room on the disk of the data folder, or move the data folder to a larger one."),
        figure=f"{share:.0%}",
    )


def sqlite_version() -> Health:
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return Health(GOOD, figure=sqlite3.sqlite_version if connection.vendor == "sqlite" else None)
    return Health(
        WATCH,
        meaning=_("This SQLite can, very rarely, lose what it wrote last; one process alone tidies its log."),
        fix=_("Install a newer SQLite (3.51.3 or later), or use PostgreSQL."),
        figure=sqlite3.sqlite_version,
    )


def register_own() -> None:
    for check in (database, worker, room, sqlite_version):
        register(check.__name__, check)
