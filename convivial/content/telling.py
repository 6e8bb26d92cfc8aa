"""The journal's lines about posts."""

from datetime import timedelta
from typing import Any

from convivial.journal.models import Line
from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.team.models import User

from .editions import has_editions
from .models import Post

ONE_SITTING = timedelta(minutes=10)


def tell(post: Post, by: User | None, act: str, **params: Any) -> None:
    person = by.pk if by else None
    record(act, workspace=post.workspace_id, by=person, thing="post", code=post.code, **params)


def tell_writing(post: Post, by: User, **params: Any) -> None:
    """A draft saves itself every few seconds: one line a person and sitting. Once others rely on the words (there
    are editions: asked, approved or scheduled), every change has its line."""
    if has_editions(post) or not _was_told_just_now(post, by):
        tell(post, by, "post.write", **params)


def _was_told_just_now(post: Post, by: User) -> bool:
    last = Line.objects.filter(thing="post", thing_code=post.code).order_by("-seq").first()
    if last is None or last.actor_id != by.pk or last.act != "post.write":
        return False
    return last.at > now() - ONE_SITTING
