"""What a storm says of itself when it does not settle."""

import os
import signal
import sys
import time
from collections.abc import Iterable
from typing import Any


def tell_why(workers: Iterable[int]) -> None:
    """What is known of a storm that does not settle, for whoever reads its failure: the rows, who waits for what in
    the database, and where every thread of every worker (their process ids) stands."""
    from django.db import connection

    from convivial.publishing.models import Attempt, Lane, Publication
    from convivial.work.models import Duty, Worker

    told: list[Any] = [("now", time.time())]
    for rows in (
        Publication.objects.exclude(state="published")[:20],
        Lane.objects.exclude(worker="")[:20],
        Attempt.objects.filter(publication__in=Publication.objects.exclude(state="published")[:20]),
        Worker.objects.filter(ended_at=None),
        Duty.objects.all(),
    ):
        told += rows.values()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid, pg_blocking_pids(pid), state, wait_event, now() - xact_start, query"
                " FROM pg_stat_activity WHERE datname = current_database()"
            )
            told += cursor.fetchall()
    print(*told, sep="\n", file=sys.stderr, flush=True)
    for pid in workers:
        os.kill(pid, signal.SIGUSR1)
    time.sleep(0.5)
