"""When the checks are due: once a day, early in the morning, and minutes after something that matters to them."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from convivial.journal import following
from convivial.journal.following import Follower
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.lib.now import now
from convivial.team.models import Workspace
from convivial.work import due, kinds
from convivial.work.threads import in_thread

from .models import Judging, Version
from .renewing import renew

EARLY = time(5)  # on the workspace's clock
SOON = timedelta(minutes=3)
MATTERS = (
    "strategy.", "tactic.", "figure.", "post.tie", "post.untie", "publication.publish", "publication.find",
    "publication.settle", "channel.", "result.", "funnel.", "decision.", "hypothesis.", "monday.close",
    "review.close",
)  # fmt: skip


def behind() -> list[int]:
    """Workspaces with a strategy whose journal has grown."""
    current = Version.objects.filter(state=Version.State.CURRENT, workspace=OuterRef("pk"))
    return following.behind(Judging.objects.all(), Workspace.objects.filter(Exists(current)))


@transaction.atomic
def notice(workspace: int) -> None:
    """Reads on in a workspace's journal, and brings the next look forward."""
    Judging.objects.bulk_create([Judging(workspace_id=workspace, due_at=now())], ignore_conflicts=True)
    row = Judging.objects.select_for_update(no_key=True).get(workspace_id=workspace)
    news, until = following.news(workspace, row.seq)
    if _matters(news):
        soon = now() + SOON
        later = Judging.objects.filter(pk=row.pk, lease_until=None)
        (later.filter(due_at=None) | later.filter(due_at__gt=soon)).update(due_at=soon, token=F("token") + 1)
    Judging.objects.filter(pk=row.pk).update(seq=until)


async def look(row: Judging) -> datetime | None:
    """One look at a workspace; answers when the next is due."""
    return await in_thread(_look, row)


def _look(row: Judging) -> datetime:
    workspace, since = Workspace.objects.get(pk=row.workspace_id), following.last(row.workspace_id)
    renew(workspace)
    return _ended(row, workspace, since)


@transaction.atomic
def _ended(row: Judging, workspace: Workspace, since: int) -> datetime:
    """What came in during the look woke nobody, for the row was held: it is asked for as the row is let go."""
    Judging.objects.select_for_update(no_key=True).get(pk=row.pk)
    due_at = now() + SOON if _matters(following.news(workspace.pk, since)[0]) else _next(workspace)
    due.put_back(row, due_at, tries=0, deaths=0)
    Judging.objects.filter(pk=row.pk).update(judged_at=now())
    return due_at


def _matters(news: QuerySet[Line]) -> bool:
    return any(act.startswith(MATTERS) for act in news.order_by().values_list("act", flat=True).distinct())


def _next(workspace: Workspace) -> datetime:
    tomorrow = clock.day(now(), workspace.zone) + timedelta(days=1)
    return clock.instant(datetime.combine(tomorrow, EARLY), workspace.zone)


follower = Follower("judging_news", behind, notice)


def register() -> None:
    kinds.register(follower)
    kinds.register(due.Rows("judging", Judging, look, at_once=2))
