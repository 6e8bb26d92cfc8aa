"""A time that was chosen for a post which waits for its yes stands: what waits is in the ledger at that time, so that
the calendar shows it and the yes alone lets it out. It is entered when the yes is asked for, when the time is chosen
later, and for whatever was added meanwhile when the yes comes.

With the yes it is scheduled by whoever chose the time, who is asked then whether she may publish on the channel: the
yes is one to the words. Where others publish, it waits for one of them, on hold. What cannot be entered keeps its
wish, and the pages say what is missing: the moment has passed, something must be put right first, nobody who may
schedule has chosen the time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
PASSED, TIME_OF_OTHERS = "yes_too_late", "time_of_others"


@dataclass(frozen=True)
class Moment:
    """A naive wall time in a zone, and who chose it."""

    wall: datetime
    zone: str
    by: User | None


def enter(post: Post, by: User) -> None:
    """In the name of somebody who acts, on the channels on which they may publish."""
    moment, left = _still_to_enter(post)
    if moment and may(by, "post.schedule", post):
        theirs = _open_to(by, left)
        if theirs:
            scheduling.schedule(post, by, moment.wall, moment.zone, theirs)


def after_yes(sender: Any, post: Post, by: User, asked_by: User | None, **kwargs: Any) -> None:
    """Receives ``approving.approved``, in its transaction."""
    moment, left = _still_to_enter(post)
    if moment:
        _enter_with_the_yes(post, moment, left)
    for publication in _stopped_for_a_yes(post):
        _go_on(publication, [publication.scheduled_by, asked_by, by])


def _enter_with_the_yes(post: Post, moment: Moment, left: Sequence[Variant]) -> None:
    is_theirs = moment.by is not None and may(moment.by, "post.schedule", post)
    if not is_theirs and not Publication.objects.alive().filter(variant__post=post).exists():
        return  # a wish: Today asks whoever wrote it to schedule it
    theirs = _open_to(moment.by, left) if moment.by and is_theirs else []
    if moment.by and theirs:
        scheduling.schedule(post, moment.by, moment.wall, moment.zone, theirs)
    others = [variant for variant in left if variant not in theirs]
    if others:
        scheduling.propose(post, moment.by, moment.wall, moment.zone, others, TIME_OF_OTHERS)


def _still_to_enter(post: Post) -> tuple[Moment | None, Sequence[Variant]]:
    """None where nothing can be entered."""
    moment = _moment(post)
    left = _left(post) if moment else []
    if not moment or not left or instant(moment.wall, moment.zone) <= now() or not checks.may_go_out(post):
        return None, []
    return moment, left


def _open_to(person: User, variants: Sequence[Variant]) -> Sequence[Variant]:
    shut = granting.shut_to(person, [variant.channel for variant in variants])
    return [variant for variant in variants if variant.channel not in shut]


def has_passed(post: Post) -> bool:
    """Whether the moment that was chosen went by before the yes came."""
    waits = Publication.objects.filter(variant__post=post, state__in=[State.SCHEDULED, State.ON_HOLD])
    if waits.exists():
        return waits.filter(reason=PASSED).exists()
    moment = _moment(post)
    return moment is not None and bool(_left(post)) and instant(moment.wall, moment.zone) <= now()


def _moment(post: Post) -> Moment | None:
    """Where the rest of it waits already, else as planned."""
    plan = Plan.objects.filter(post=post).select_related("by").first()
    waits = Publication.objects.filter(variant__post=post, state=State.SCHEDULED, due_at__gt=now())
    first = waits.select_related("scheduled_by").order_by("due_at").first()
    if first and (plan is None or (plan.wall_time, plan.zone) != (first.wall_time, first.zone)):
        return Moment(_wall(first), first.zone, first.scheduled_by)
    return Moment(_wall(plan), plan.zone, plan.by) if plan else None


def _wall(chosen: Publication | Plan) -> datetime:
    return datetime.strptime(chosen.wall_time, scheduling.WALL)


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
