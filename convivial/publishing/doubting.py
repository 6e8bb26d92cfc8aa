"""When the house cannot trust its own memory, the networks are asked before anything is sent."""

from datetime import datetime

from django.db.models import F, Q

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.team.models import Workspace

from .models import Publication

State = Publication.State


def doubt_what_was_due(workspace: Workspace, until: datetime) -> int:
    """Every publication that was due and still says *scheduled* may have gone out, however long it has been due: a
    retry comes late. It becomes *unknown*, and is looked for first. Call it in a transaction."""
    is_due = Q(due_at__lte=until) | Q(try_at__lte=until)
    rows = Publication.objects.filter(is_due, workspace=workspace, state=State.SCHEDULED)
    doubted = list(rows.values_list("pk", "code"))
    rows.filter(pk__in=[pk for pk, _ in doubted]).update(
        state=State.UNKNOWN, reason="doubtful", reason_params={}, try_at=until, token=F("token") + 1, worker="",
        lease_until=None, changed_at=now(),
    )  # fmt: skip
    record_all(
        Entry(
            "publication.doubt", workspace=workspace.pk, thing="publication", code=code, params={"reason": "doubtful"}
        )
        for _, code in doubted
    )
    return len(doubted)
