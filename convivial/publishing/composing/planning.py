"""When a draft is meant to go out, before it is scheduled; and what "when" means once it is."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convivial.content import approving
from convivial.content.locking import hold
from convivial.content.models import Post
from convivial.journal.recording import at_the_end, record
from convivial.lib.now import WALL, instant
from convivial.publishing import scheduling
from convivial.publishing.models import Plan, Publication, Slot
from convivial.team.access import may
from convivial.team.models import User

from . import entering


def plan(post: Post, by: User, wall: datetime, zone: str) -> Plan:
    """Keeps the wish with the draft. What is scheduled already moves along, so that there is one truth; what waits
    for a yes is scheduled with it."""
    if not may_plan(post, by):
        raise PermissionDenied
    with transaction.atomic(), at_the_end():
        hold(post)
        made, _ = Plan.objects.update_or_create(
            post=post, defaults={"wall_time": wall.strftime(WALL), "zone": zone, "by": by}
        )
        for publication in movable(post):
            if (publication.wall_time, publication.zone) != (made.wall_time, zone):
                scheduling.move(publication, by, wall, zone)
        if approving.is_required(post.workspace_id) and approving.open_question(post):
            entering.enter(post, by)
        record(
            "post.plan", workspace=post.workspace_id, by=by.pk, thing="post", code=post.code,
            at=instant(wall, zone).isoformat(), zone=zone,
        )  # fmt: skip
    return made


def may_plan(post: Post, by: User) -> bool:
    """Whoever writes in it may give it a time; what waits in the ledger moves along only with whoever may move it."""
    return not movable(post) or may(by, "publication.move", post.workspace)


def forget(post: Post, by: User) -> None:
    """No time any more; only for a draft of which nothing is scheduled."""
    with transaction.atomic():
        if Plan.objects.filter(post=post).delete()[0]:
            record("post.unplan", workspace=post.workspace_id, by=by.pk, thing="post", code=post.code)


def movable(post: Post) -> Sequence[Publication]:
    waits = Publication.objects.filter(variant__post=post, state__in=["scheduled", "on_hold"])
    return list(waits.select_related("channel", "edition"))


def wall_of(plan: Plan | Slot) -> datetime:
    return datetime.strptime(plan.wall_time, WALL)
