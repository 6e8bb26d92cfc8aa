"""The one switch: everything on hold, and what resuming will do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from convivial.lib import now as clock
from convivial.publishing import holding, scheduling, states
from convivial.publishing.models import Hold, Publication
from convivial.publishing.models.publication import PublicationQuerySet
from convivial.team.access import may
from convivial.team.models import User, Workspace

SHOWN = 50
SEND = "send"


@dataclass(frozen=True)
class Resuming:
    """What resuming will do: ``late`` became due during the hold, ``coming`` goes out at its own time."""

    late: list[Publication]
    late_count: int
    coming_count: int


def resuming(workspace: Workspace, now: datetime) -> Resuming:
    late = _late(workspace, now)
    return Resuming(
        late=list(late.select_related("channel", "variant__post")[:SHOWN]),
        late_count=late.count(),
        coming_count=workspace.publications.upcoming().filter(due_at__gt=now).count(),
    )


def resume(workspace: Workspace | None, by: User, late: str) -> None:
    """Lets things go out again, in a workspace or (None) in the whole house. What became late meanwhile is put on
    hold one by one, for somebody to look at, unless it is to go out now (``SEND``). All of it is one act: nothing can
    slip out in between."""
    with transaction.atomic():
        now = clock.now()
        for publication in _late(workspace, now).select_related("channel", "edition"):
            if late == SEND:
                scheduling.move(publication, by, clock.wall(now, publication.zone))
            else:
                scheduling.hold(publication, by, reason="too_late")
        holding.lift(by, workspace)


def why(hold: Hold) -> Any:
    """What a person wrote, or what the house has to say."""
    return states.hold_sentence(hold.reason, hold.why)


def may_lift(person: User, hold: Hold, workspace: Workspace) -> bool:
    """A hold of the whole house is lifted for every workspace at once: only by somebody who may resume in all of
    them. Everybody else finds it at the IT desk."""
    if hold.workspace_id:
        return may(person, "house.resume", workspace)
    others = Workspace.objects.all()[:200]
    return all(may(person, "house.resume", each) for each in others)


def _late(workspace: Workspace | None, now: datetime) -> PublicationQuerySet:
    everywhere = Publication.objects.filter(due_at__lte=now).upcoming()
    return everywhere.filter(workspace=workspace) if workspace else everywhere
