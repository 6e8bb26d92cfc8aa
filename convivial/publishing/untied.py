"""Posts of which nobody has said what they are for: those that went out of late or are on their way, and drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q

from convivial.content import tying
from convivial.content.models import Post
from convivial.lib.now import now
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .models import Publication

LATELY = timedelta(days=90)
AT_ONCE = 100


@dataclass(frozen=True)
class Untied:
    """``shown``: the newest, each with ``out_at`` (None: a draft); ``count``: of all."""

    shown: Sequence[Post]
    count: int


def untied(workspace: Workspace, person: User) -> Untied:
    since = now() - LATELY
    went = Q(variants__publications__due_at__gte=since) & ~Q(
        variants__publications__state=Publication.State.CANCELLED
    )
    posts = (
        tying.untied(workspace).exclude(text="").annotate(out_at=Max("variants__publications__due_at", filter=went))
    )
    found = posts.filter(Q(out_at__isnull=False) | Q(variants__publications=None, updated_at__gte=since)).distinct()
    rows = list(found.select_related("offer").order_by("-out_at", "-pk"))
    mine = [post for post in rows if may(person, "post.tie", _at(post, workspace))]
    return Untied(sorted(mine, key=_newest)[:AT_ONCE], len(mine))


def _at(post: Post, workspace: Workspace) -> Post:
    post.workspace = workspace
    return post


def _newest(post: Post) -> tuple[bool, float]:
    """What went out or will, the newest first; then drafts."""
    out: datetime | None = post.out_at  # type: ignore[attr-defined]
    return (False, -out.timestamp()) if out else (True, -post.updated_at.timestamp())
