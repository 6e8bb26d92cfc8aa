"""Puts publications on hold because of who did what, and not because of what the last look found."""

from collections.abc import Sequence

from django.db.models import F

from convivial.journal.recording import Entry
from convivial.lib.now import now
from convivial.publishing.models import Publication

from .accompanying import leave

State = Publication.State


def stop(publications: Sequence[Publication], reason: str) -> list[Entry]:
    """``reason`` is a key of ``states.ON_HOLD``. Gives the lines for the journal. Call it in a transaction, with rows
    that are scheduled."""
    ids = [each.pk for each in publications]
    if not ids:
        return []
    Publication.objects.filter(pk__in=ids).update(
        state=State.ON_HOLD, reason=reason, reason_params={}, try_at=None, token=F("token") + 1, worker="",
        lease_until=None, is_withheld=False, changed_at=now(),
    )  # fmt: skip
    leave(ids)
    return [
        Entry(
            "publication.stop", workspace=each.workspace_id, thing="publication", code=each.code,
            params={"reason": reason},
        )
        for each in publications
    ]  # fmt: skip
