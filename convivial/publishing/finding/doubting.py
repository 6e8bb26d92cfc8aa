"""When the house cannot trust its own memory, the networks are asked before anything is sent.

An older copy of the house does not know what people did in the time that is lost: what was due has perhaps gone out,
what was on hold was perhaps resumed, what was for Friday was perhaps sent on Tuesday. So everything that may still go
out gets a ``Doubt``, and nothing with a doubt goes out. What was due or on hold is looked for at once; the rest when
its moment comes near, or when a person resumes it.

A house that was silent for a while is not suspected of that, but cannot know either: a whole folder put back looks
like a machine that was off. There what was due in the silence is looked for, and nobody is troubled.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.publishing.models import Doubt, Publication
from convivial.publishing.sending.due import Row
from convivial.team.models import Workspace

State = Publication.State
AHEAD = timedelta(minutes=10)  # so long before its moment one is looked for that is due later
AT_ONCE = 500


def doubt_what_was_due(workspace: Workspace, until: datetime) -> int:
    """Every publication that was due and still says *scheduled* may have gone out, however long it has been due: a
    retry comes late. It becomes *unknown*, and is looked for first. Call it in a transaction."""
    return _seek_all(_due(until).filter(workspace=workspace), until)


def look_first(sender: object, since: datetime, **kwargs: object) -> None:
    """Receives ``work.alarms.silent``: what is due by now may have gone out since ``since``, and is looked for."""
    at = now()
    with transaction.atomic():
        _lay_doubts(_due(at), since, at)
        _seek_all(_due(at), at)


def doubt_all(workspace: Workspace, since: datetime, until: datetime) -> None:
    """Since ``since`` anything may have happened that this house does not know. Call it in a transaction."""
    mine = Publication.objects.filter(workspace=workspace)
    _lay_doubts(mine.filter(state__in=[State.SCHEDULED, State.ON_HOLD, State.FAILED]), since, until)
    doubt_what_was_due(workspace, until)
    _seek_all(mine.filter(state=State.ON_HOLD), until)
    mine.filter(state=State.SCHEDULED, try_at__gt=until).update(try_at=F("try_at") - AHEAD, token=F("token") + 1)


def seek(doubted: Sequence[Row], at: datetime) -> list[Entry]:
    """Of those that were about to go out: *unknown* until the network has been asked. Gives the journal's lines."""
    if not doubted:
        return []
    Publication.objects.filter(pk__in=[each.pk for each in doubted]).update(
        state=State.UNKNOWN, reason="doubtful", reason_params={}, try_at=at, token=F("token") + 1, worker="",
        lease_until=None, changed_at=at,
    )  # fmt: skip
    return [
        Entry(
            "publication.doubt", workspace=each.workspace_id, thing="publication", code=each.code, at=at,
            params={"reason": "doubtful"},
        )
        for each in doubted
    ]  # fmt: skip


def _due(until: datetime) -> QuerySet[Publication]:
    return Publication.objects.filter(Q(due_at__lte=until) | Q(try_at__lte=until), state=State.SCHEDULED)


def _lay_doubts(rows: QuerySet[Publication], since: datetime, at: datetime) -> None:
    """*Failed* ones go back to *scheduled*: only a person who tries again brings them to where one looks for them."""
    held = State.ON_HOLD
    Doubt.objects.bulk_create(
        (
            Doubt(publication_id=pk, since=since, at=at, state=state, reason=reason, reason_params=params)
            if state == held
            else Doubt(publication_id=pk, since=since, at=at)
            for pk, state, reason, params in rows.values_list("pk", "state", "reason", "reason_params")
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["at", "state", "reason", "reason_params"],
    )


def _seek_all(rows: QuerySet[Publication], at: datetime) -> int:
    doubted = list(rows.only("pk", "code", "workspace_id"))
    for some in _parts(doubted):
        record_all(seek(some, at))
    return len(doubted)


def _parts(rows: Sequence[Publication]) -> Iterable[Sequence[Publication]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
