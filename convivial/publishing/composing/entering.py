"""A time that was chosen for a post which waits for its yes stands: what waits is in the ledger at that time, so that
the calendar shows it and the yes alone lets it out. It is entered when the yes is asked for, when the time is chosen
later, and for whatever was added meanwhile when the yes comes.

What cannot be entered keeps its wish, and the page says what is missing: the moment has passed, something must be put
right first, nobody concerned may publish on the channel.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from convivial.content import approving, checks
from convivial.content.models import Post, Variant
from convivial.lib.now import instant, now
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.models import Plan, Publication
from convivial.team.access import may
from convivial.team.models import User

State = Publication.State
PASSED = "yes_too_late"


def enter(post: Post, people: Iterable[User | None]) -> None:
    """``people`` in whose name it may be scheduled, the first who may publish on the channel; each may be None."""
    moment = _moment(post)
    left = _left(post) if moment else []
    if not moment or not left or instant(*moment) <= now() or not checks.may_go_out(post):
        return
    for person in dict.fromkeys(each for each in people if each and may(each, "post.schedule", post)):
        shut = granting.shut_to(person, [variant.channel for variant in left])
        theirs = [variant for variant in left if variant.channel not in shut]
        if theirs:
            scheduling.schedule(post, person, *moment, theirs)
        left = [variant for variant in left if variant not in theirs]


def after_yes(sender: Any, post: Post, by: User, asked_by: User | None, **kwargs: Any) -> None:
    """Receives ``approving.approved``, in its transaction."""
    plan = Plan.objects.filter(post=post).select_related("by").first()
    people = [plan.by if plan else None, asked_by, by]
    enter(post, people)
    for publication in _stopped_for_a_yes(post):
        _go_on(publication, people)


def has_passed(post: Post) -> bool:
    """Whether the moment that was chosen went by before the yes came."""
    waits = Publication.objects.filter(variant__post=post, state__in=[State.SCHEDULED, State.ON_HOLD])
    if waits.exists():
        return waits.filter(reason=PASSED).exists()
    moment = _moment(post)
    return bool(moment) and bool(_left(post)) and instant(*moment) <= now()  # type: ignore[misc]


def _moment(post: Post) -> tuple[datetime, str] | None:
    """Wall time and zone: where the rest of it waits already, else as planned."""
    waits = Publication.objects.filter(variant__post=post, state=State.SCHEDULED, due_at__gt=now())
    first: Publication | Plan | None = waits.order_by("due_at").first() or Plan.objects.filter(post=post).first()
    return (datetime.strptime(first.wall_time, scheduling.WALL), first.zone) if first else None


def _left(post: Post) -> Sequence[Variant]:
    """The variants of which nothing is in the ledger. What somebody cancelled stays cancelled: only a person brings
    it back, or schedules it anew."""
    taken = Publication.objects.filter(variant__post=post).values("variant")
    left = post.variants.exclude(pk__in=taken).exclude(channel__access=Channel.Access.REMOVED)
    return list(left.select_related("channel"))


def _go_on(publication: Publication, people: Iterable[User | None]) -> None:
    """What was on hold for want of a yes has it now: it waits for its moment again, or for somebody to choose one."""
    if publication.due_at <= now():
        rows = Publication.objects.filter(pk=publication.pk, state=State.ON_HOLD, reason="not_approved")
        rows.update(reason=PASSED, reason_params={}, token=F("token") + 1, changed_at=now())
    elif person := next((each for each in people if each and may(each, "publication.resume", publication)), None):
        scheduling.resume(publication, person)


def _stopped_for_a_yes(post: Post) -> Sequence[Publication]:
    rows = Publication.objects.filter(variant__post=post, state=State.ON_HOLD, reason="not_approved")
    rows = rows.with_story()
    cleared = approving.cleared({each.edition_id for each in rows})
    return [each for each in rows if each.edition_id in cleared]
