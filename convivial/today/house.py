"""The one switch: everything on hold, and what resuming will do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from convivial.lib import now as clock
from convivial.networks import granting
from convivial.publishing import holding, scheduling, states
from convivial.publishing.models import Hold, Publication
from convivial.publishing.models.publication import PublicationQuerySet
from convivial.team.access import may
from convivial.team.models import User, Workspace

SHOWN = 50
SEND = "send"


@dataclass(frozen=True)
class Late:
    """A post that missed its moment, with the networks on which it did."""

    due_at: datetime
    words: str
    networks: tuple[str, ...]


@dataclass(frozen=True)
class Resuming:
    """What resuming will do: ``late`` became due during the hold, ``coming`` goes out at its own time. The counts are
    of posts, as the calendar shows them."""

    late: list[Late]
    late_count: int
    coming_count: int


def resuming(workspace: Workspace, now: datetime) -> Resuming:
    late = _late(workspace, now)
    return Resuming(
        late=_by_post(late.select_related("channel", "variant__post")[:SHOWN]),
        late_count=post_count(late),
        coming_count=post_count(workspace.publications.upcoming().filter(due_at__gt=now)),
    )


def post_count(publications: PublicationQuerySet) -> int:
    """A post that goes to four channels at one moment is one."""
    return publications.order_by().values("variant__post", "due_at").distinct().count()


def resume(workspace: Workspace, by: User, late: str) -> None:
    """Lets things go out again in a workspace. What the networks have to be asked for is asked first, at its own
    moment. What else became late meanwhile is put on hold one by one, for somebody to look at, unless it is to go out
    now (``SEND``) and this person may publish there. All of it is one act: nothing can slip out in between."""
    with transaction.atomic():
        now = clock.now()
        list(
            _late(workspace, now).select_for_update(no_key=True).values_list("pk")
        )  # nobody decides about one of them meanwhile
        holding.lift(by, workspace)
        missed = list(_late(workspace, now).select_related("channel", "edition"))
        shut = granting.shut_to(by, {each.channel for each in missed})
        for publication in missed:
            if late == SEND and publication.channel not in shut:
                scheduling.move(publication, by, clock.wall(now, publication.zone))
            else:
                scheduling.hold(publication, by, reason="too_late")


def why(hold: Hold) -> Any:
    """What a person wrote, or what the house has to say."""
    return states.hold_sentence(hold.reason, hold.why)


def may_lift(person: User, workspace: Workspace) -> bool:
    return may(person, "house.resume", workspace)


def _by_post(publications: Iterable[Publication]) -> list[Late]:
    posts: dict[tuple[int, datetime], list[Publication]] = {}
    for each in publications:
        posts.setdefault((each.variant.post_id, each.due_at), []).append(each)
    return [
        Late(due_at, some[0].variant.post.first_words, tuple(dict.fromkeys(each.channel.network for each in some)))
        for (_, due_at), some in posts.items()
    ]


def _late(workspace: Workspace, now: datetime) -> PublicationQuerySet:
    return workspace.publications.filter(due_at__lte=now).upcoming()
