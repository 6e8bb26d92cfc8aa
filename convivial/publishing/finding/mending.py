"""Mends what only time can tell: *sending* beyond its lease, and what workers held when they ended.

Nobody knows whether the bytes of such a publication left: it becomes *unknown*, and the network is asked.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.publishing.models import Attempt, Lane, Publication
from convivial.work.patience import patience

State = Publication.State
BATCH = 500


def heal() -> None:
    """*Sending* whose lease has lapsed; the longest call was over before that."""
    while _doubt(Publication.objects.filter(state=State.SENDING, lease_until__lte=now()), now()):
        continue


def free(workers: Sequence[str]) -> None:
    """What ended workers held. Their bytes may still be on the way, so that the first look comes a little later."""
    held = Publication.objects.filter(worker__in=workers)
    while _doubt(held.filter(state=State.SENDING), now() + patience().margin):
        continue
    with transaction.atomic():
        freed = {"token": F("token") + 1, "worker": "", "lease_until": None}
        held.filter(state=State.SCHEDULED, lease_until__isnull=False).update(deaths=F("deaths") + 1, **freed)
        held.filter(state=State.UNKNOWN).update(try_at=now() + patience().rest, **freed)
        held.filter(lease_until__isnull=False).update(**freed)
        Lane.objects.filter(worker__in=workers).update(worker="", lease_until=None)


def _doubt(rows: QuerySet[Publication], look_at: datetime) -> int:
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        doubted = list(rows.only("pk", "code", "workspace_id", "channel_id", "token", "worker")[:BATCH])
        _close_attempts(doubted)
        Publication.objects.filter(pk__in=[each.pk for each in doubted]).update(
            state=State.UNKNOWN, reason="interrupted", reason_params={}, try_at=look_at, token=F("token") + 1,
            deaths=F("deaths") + 1, worker="", lease_until=None, changed_at=now(),
        )  # fmt: skip
        record_all(
            Entry(
                "publication.doubt", workspace=each.workspace_id, thing="publication", code=each.code,
                params={"reason": "interrupted"},
            )
            for each in doubted
        )  # fmt: skip
    return len(doubted)


def _close_attempts(doubted: Sequence[Publication]) -> None:
    """A worker that is only slow may still write into its attempt what it saw: that is evidence."""
    open_ones = Attempt.objects.filter(publication__in=doubted, ended_at=None)
    open_ones.update(outcome="lost", ended_at=now())
