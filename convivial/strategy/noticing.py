"""When the checks are due: once a day, early in the morning, and minutes after something that matters to them."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F

from convivial.journal.models import Head, Line
from convivial.lib import now as clock
from convivial.lib.now import now
from convivial.team.models import Workspace
from convivial.work import due, kinds
from convivial.work.patience import patience
from convivial.work.threads import in_thread

from .models import Judging, Version
from .renewing import renew

EARLY = time(5)  # on the workspace's clock
SOON = timedelta(minutes=3)
MATTERS = (
    "strategy.", "tactic.", "figure.", "post.tie", "post.untie", "publication.publish", "publication.find",
    "publication.settle", "channel.", "result.",
)  # fmt: skip


class Noticing:
    """A kind of work (``work.kinds``): reads on in the journals, and brings the next look forward."""

    name = "judging_news"

    @property
    def news(self) -> timedelta:
        return patience().news * 20

    def earliest(self) -> datetime | None:
        return now() if _behind() else None

    async def turn(self, worker: str) -> bool:
        return await in_thread(notice)

    def free(self, workers: list[str]) -> None:
        """Nothing is held between two turns."""

    def heal(self) -> None:
        """What was not read is read the next time."""

    async def drain(self) -> None:
        """A turn is one short transaction for each workspace."""


def notice() -> bool:
    behind = _behind()
    for workspace, seq in behind:
        _notice_in(workspace, seq)
    return bool(behind)


def _behind() -> list[tuple[int, int]]:
    """Workspaces with a strategy whose journal has grown, each with its last line."""
    with_one = Version.objects.filter(state=Version.State.CURRENT).values_list("workspace_id", flat=True)
    heads = dict(Head.objects.filter(workspace_id__in=with_one).values_list("workspace_id", "seq"))
    known = dict(Judging.objects.values_list("workspace_id", "seq"))
    return [(workspace, seq) for workspace, seq in heads.items() if seq > known.get(workspace, -1)]


@transaction.atomic
def _notice_in(workspace: int, seq: int) -> None:
    Judging.objects.bulk_create([Judging(workspace_id=workspace, due_at=now())], ignore_conflicts=True)
    row = Judging.objects.select_for_update().get(workspace_id=workspace)
    acts = Line.objects.filter(workspace_id=workspace, seq__gt=row.seq, seq__lte=seq).order_by()
    if any(act.startswith(MATTERS) for act in acts.values_list("act", flat=True).distinct()):
        soon = now() + SOON
        later = Judging.objects.filter(pk=row.pk, lease_until=None)
        (later.filter(due_at=None) | later.filter(due_at__gt=soon)).update(due_at=soon, token=F("token") + 1)
    Judging.objects.filter(pk=row.pk).update(seq=max(seq, row.seq))


async def look(row: Judging) -> datetime | None:
    """One look at a workspace; answers when the next is due."""
    return await in_thread(_look, row)


def _look(row: Judging) -> datetime:
    workspace = Workspace.objects.get(pk=row.workspace_id)
    renew(workspace)
    Judging.objects.filter(pk=row.pk).update(judged_at=now())
    return _next(workspace)


def _next(workspace: Workspace) -> datetime:
    tomorrow = clock.day(now(), workspace.zone) + timedelta(days=1)
    return clock.instant(datetime.combine(tomorrow, EARLY), workspace.zone)


def register() -> None:
    kinds.register(Noticing())
    kinds.register(due.Rows("judging", Judging, look, at_once=2))
