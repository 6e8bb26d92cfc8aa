"""When the house cannot trust its own memory, the networks are asked before anything is sent."""

from datetime import datetime

from django.db.models import F

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now

from .models import Publication

State = Publication.State


def doubt_what_was_due(since: datetime, until: datetime) -> int:
    """Every publication that was due meanwhile and still says *scheduled* (or *failed*, by an older memory) may have
    gone out: it becomes *unknown*, and is looked for first. Call it in a transaction."""
    rows = Publication.objects.filter(state=State.SCHEDULED, due_at__gte=since, due_at__lte=until)
    doubted = list(rows.values_list("pk", "code", "workspace_id"))
    rows.filter(pk__in=[pk for pk, _, _ in doubted]).update(
        state=State.UNKNOWN, reason="doubtful", reason_params={}, try_at=until, token=F("token") + 1, worker="",
        lease_until=None, changed_at=now(),
    )  # fmt: skip
    record_all(
        Entry("publication.doubt", workspace=workspace, thing="publication", code=code, params={"reason": "doubtful"})
        for _, code, workspace in doubted
    )
    return len(doubted)
