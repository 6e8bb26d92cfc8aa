"""One post on hold, and resumed, on all its channels in one act: one transaction, one line in the journal. What is on
hold for another reason than a person's wish is looked at on its own."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from convivial.content.locking import hold as hold_post
from convivial.content.models import Post
from convivial.journal.recording import record
from convivial.lib.now import instant, now
from convivial.team.models import User

from .deciding import BY_PERSON, send_at
from .errors import NotReady
from .models import Publication
from .permitting import permit
from .tending.accompanying import leave

State = Publication.State


def hold(post: Post, by: User, why: str = "") -> int:
    """What is scheduled of it waits until a person resumes it; says how many that are. ``why`` is in their words."""
    with transaction.atomic():
        hold_post(post)
        ids = list(
            _of(post).filter(state=State.SCHEDULED).select_for_update(no_key=True).values_list("pk", flat=True)
        )
        changed = Publication.objects.filter(pk__in=ids, state=State.SCHEDULED).update(
            state=State.ON_HOLD, reason=BY_PERSON, reason_params={"why": why} if why else {}, try_at=None,
            token=F("token") + 1, worker="", lease_until=None, changed_at=now(),
        )  # fmt: skip
        leave(ids)
        if changed:
            _note("post.hold", post, by)
        elif not _held(post).exists():
            raise NotReady("nothing_to_hold")
    return changed


def resume(post: Post, by: User, wall: datetime | None = None) -> int:
    """What a person put on hold goes out at its own moment; where that has passed, at ``wall`` in its zone. Says how
    many that are; ``NotReady("needs_a_time")`` where none was given."""
    with transaction.atomic():
        hold_post(post)
        held = list(
            _held(post).select_for_update(of=("self",), no_key=True).select_related("channel", "variant__post")
        )
        permit(by, [each.channel for each in held])
        for each in held:
            send_at(each, [State.ON_HOLD], _moment(each, wall))
        if held:
            _note("post.resume", post, by)
    return len(held)


def _moment(publication: Publication, wall: datetime | None) -> datetime:
    if publication.due_at > now():
        return publication.due_at
    if wall is None:
        raise NotReady("needs_a_time")
    chosen = instant(wall, publication.zone)
    if chosen <= now():
        raise NotReady("in_the_past")
    return chosen


def _of(post: Post) -> QuerySet[Publication]:
    return Publication.objects.filter(variant__post=post).order_by("pk")


def _held(post: Post) -> QuerySet[Publication]:
    return _of(post).filter(state=State.ON_HOLD, reason=BY_PERSON)


def _note(act: str, post: Post, by: User) -> None:
    record(act, workspace=post.workspace_id, by=by.pk, thing="post", code=post.code)
