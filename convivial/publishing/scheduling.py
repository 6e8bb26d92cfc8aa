"""A person says when: schedule, publish now, move. What else a person may say later is in ``deciding``.

Every act here is one transaction with its journal line in it. A person wins against a worker until *sending* has
been recorded; after that the act raises ``MovedOn``.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from convivial.content import checks, editions
from convivial.content.models import Post, Variant
from convivial.journal.recording import record, record_all
from convivial.lib.now import WALL, instant, now, wall
from convivial.networks.models import Channel
from convivial.networks.registry import network
from convivial.team.models import User

from .deciding import (
    bring_back,
    cancel,
    hold,
    resume,
    retry,
    settle,
    settle_and_cancel,
    settle_and_retry,
    take_down,
)
from .errors import MovedOn, NotReady
from .models import Publication
from .permitting import permit
from .tending.accompanying import accompany
from .tending.returning import CUT_OFF
from .tending.stopping import stop

__all__ = [
    "MovedOn",
    "NotReady",
    "bring_back",
    "cancel",
    "hold",
    "move",
    "propose",
    "publish_now",
    "resume",
    "retry",
    "schedule",
    "settle",
    "settle_and_cancel",
    "settle_and_retry",
    "take_down",
]  # fmt: skip

GRACE = timedelta(minutes=1)  # "now" as the hand of a clock shows it
MISSED = ("too_late", "not_approved", "yes_too_late")  # reasons to be on hold that another moment mends
State = Publication.State


def schedule(
    post: Post, by: User, wall: datetime, zone: str, variants: Iterable[Variant] | None = None
) -> list[Publication]:
    """The post goes out at a naive wall time in a zone, on all its channels or on those of ``variants``.

    Pressing twice does no harm: what already waits for that very moment is given back. ``NotReady`` says what is
    missing.
    """
    due_at = instant(wall, zone)
    if due_at < now() - GRACE:
        raise NotReady("in_the_past")
    with transaction.atomic():
        chosen = _ready(post, by, variants)
        made = _enter_in_ledger(chosen, by, due_at, wall.strftime(WALL), zone)
        channels = [each.channel.code for each in chosen]
        record(
            "post.schedule", workspace=post.workspace_id, by=by.pk, thing="post", code=post.code,
            at=due_at.isoformat(), zone=zone, channels=channels,
        )  # fmt: skip
    return made


def propose(
    post: Post, person: User | None, wall: datetime, zone: str, variants: Sequence[Variant], reason: str
) -> None:
    """Into the ledger, but on hold: ``person`` chose the moment, and somebody who may publish there decides."""
    with transaction.atomic():
        editions.freeze(post)
        fresh = Variant.objects.filter(pk__in=[each.pk for each in variants]).select_related("channel", "edition")
        made = _enter_in_ledger(list(fresh), person, instant(wall, zone), wall.strftime(WALL), zone)
        record_all(stop(made, reason))


def publish_now(post: Post, by: User, variants: Iterable[Variant] | None = None) -> list[Publication]:
    """The post goes out at once. What already waits is brought forward; what has just gone out is not sent again."""
    zone = post.workspace.zone
    with transaction.atomic():
        chosen = _ready(post, by, variants)
        waiting = _bring_forward(chosen, by, zone)
        fresh = [each for each in chosen if each.pk not in {row.variant_id for row in waiting}]
        _refuse_just_published(fresh)
        at = now()
        made = _enter_in_ledger(fresh, by, at, wall(at, zone).strftime(WALL), zone)
        record(
            "post.schedule", workspace=post.workspace_id, by=by.pk, thing="post", code=post.code,
            at=at.isoformat(), zone=zone, channels=[each.channel.code for each in chosen], now=True,
        )  # fmt: skip
    return [*waiting, *made]


def move(publication: Publication, by: User, wall: datetime, zone: str = "") -> None:
    """To another wall time, in the same zone unless another one is said. What is on hold for
    another reason than its moment stays on hold."""
    zone = zone or publication.zone
    due_at = instant(wall, zone)
    if due_at < now() - GRACE:
        raise NotReady("in_the_past")
    with transaction.atomic():
        permit(by, [publication.channel])
        before = publication.due_at
        put_at(publication, due_at, wall, zone)
        record(
            "publication.move", workspace=publication.workspace_id, by=by.pk, thing="publication",
            code=publication.code, before=before.isoformat(), at=due_at.isoformat(), zone=zone,
        )  # fmt: skip


def put_at(publication: Publication, due_at: datetime, wall: datetime, zone: str) -> None:
    """Gives a publication that waits for its moment another one; ``MovedOn`` when it does not wait any more. What
    was on hold because its moment passed waits for the new one."""
    rows = Publication.objects.filter(pk=publication.pk, state__in=[State.SCHEDULED, State.ON_HOLD])
    try:
        with transaction.atomic():
            is_back = Q(reason__in=CUT_OFF, channel__access=Channel.Access.CONNECTED)
            missed = rows.filter(Q(reason__in=MISSED) | is_back, state=State.ON_HOLD)
            missed.update(state=State.SCHEDULED, reason="", reason_params={})
            changed = rows.update(
                due_at=due_at, try_at=due_at, wall_time=wall.strftime(WALL), zone=zone, token=F("token") + 1,
                worker="", lease_until=None, tries=0, changed_at=now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise NotReady("waits_already") from error
    publication.refresh_from_db()
    if not changed:
        raise MovedOn(publication.state)
    accompany([publication])


def _ready(post: Post, by: User, variants: Iterable[Variant] | None) -> list[Variant]:
    """The variants that are to go out, each with the edition of its words as they are now; all of them on channels
    on which this person may publish."""
    editions.freeze(post)
    wanted = None if variants is None else {each.pk for each in variants}
    rows = post.variants.select_related("channel", "edition").order_by("pk")
    chosen = [each for each in rows if wanted is None or each.pk in wanted]
    if not chosen:
        raise NotReady("no_channels")
    permit(by, [each.channel for each in chosen])
    if any(each.channel.access == Channel.Access.REMOVED for each in chosen):
        raise NotReady("channel_removed")
    if not checks.may_go_out(post):
        raise NotReady("must_fix")
    return chosen


def _enter_in_ledger(
    variants: Sequence[Variant], by: User | None, due_at: datetime, wall_time: str, zone: str
) -> list[Publication]:
    there = {
        row.variant_id: row
        for row in Publication.objects.waiting().filter(variant__in=variants, due_at=due_at).select_related("edition")
    }
    rows = [_publication(each, by, due_at, wall_time, zone) for each in variants if each.pk not in there]
    made = Publication.objects.bulk_create(rows)
    accompany(made)
    return [*there.values(), *made]


def _publication(variant: Variant, by: User | None, due_at: datetime, wall_time: str, zone: str) -> Publication:
    return Publication(
        workspace_id=variant.channel.workspace_id,
        channel=variant.channel,
        variant=variant,
        edition=variant.edition,
        due_at=due_at,
        try_at=due_at,
        wall_time=wall_time,
        zone=zone,
        scheduled_by=by,
        key=network(variant.channel.network).new_key(),
    )


def _bring_forward(variants: Sequence[Variant], by: User, zone: str) -> list[Publication]:
    rows = Publication.objects.waiting().filter(variant__in=variants).select_related("edition").order_by("due_at")
    first = {row.variant_id: row for row in reversed(rows)}
    for row in first.values():
        if row.state == State.SCHEDULED and row.due_at > now():
            put_at(row, now(), wall(now(), row.zone), row.zone)
    return list(first.values())


def _refuse_just_published(variants: Sequence[Variant]) -> None:
    gone = Publication.objects.filter(
        variant__in=variants, edition__in=[each.edition_id for each in variants], state=State.PUBLISHED,
        published_at__gte=now() - timedelta(minutes=10),
    )  # fmt: skip
    if gone.exists():
        raise NotReady("just_published")
