"""What whoever covers has to know, on one page, made from facts: what waits for the absent colleague, what goes out
meanwhile, which comments are open, which channels she answers, and the strategy in a few lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from convivial.content import approving
from convivial.content.models import ApprovalRequest, Remark
from convivial.lib.now import now, wall
from convivial.networks.models import ChannelDuty
from convivial.strategy import in_brief
from convivial.team import covering
from convivial.team.models import Cover, User

from . import states
from .models import Publication
from .models.publication import PublicationQuerySet

State = Publication.State
SHOWN = 40
STUCK = (State.FAILED, State.UNKNOWN, State.ON_HOLD)


@dataclass(frozen=True)
class Going:
    """Something that goes out while somebody is away, or cannot without a person."""

    publication: Publication
    time: datetime
    is_theirs: bool

    @property
    def look(self) -> Any:
        return states.look(self.publication.state)


class Brief:
    """Everything is read when it is asked for, once."""

    def __init__(self, cover: Cover) -> None:
        self.cover, self.workspace = cover, cover.workspace
        self.away: User = cover.away.user

    @cached_property
    def questions(self) -> Sequence[ApprovalRequest]:
        """What waits for their yes: nothing of their own, and nothing where they have none to say."""
        if not covering.has_yes(self.cover.away):
            return []
        return list(approving.awaiting(self.workspace).exclude(post__author=self.away)[:SHOWN])

    @cached_property
    def going(self) -> Sequence[Going]:
        """What is planned for these days, and what is stuck; theirs is marked."""
        found = self._meanwhile.select_related("channel", "variant__post").order_by("due_at", "id")
        return [self._going(row) for row in found[:SHOWN]]

    @cached_property
    def posts(self) -> int:
        """How many posts that are, each once whatever its channels."""
        return self._meanwhile.values("variant__post").distinct().count()

    @property
    def _meanwhile(self) -> PublicationQuerySet:
        begins = max(self.cover.begins_at, now())
        meanwhile = Q(due_at__gte=begins, due_at__lt=self.cover.ends_at, state=State.SCHEDULED)
        theirs = Q(state__in=STUCK) & (Q(scheduled_by=self.away) | Q(variant__post__author=self.away))
        return self.workspace.publications.filter(meanwhile | theirs)

    def _going(self, row: Publication) -> Going:
        is_theirs = self.away.pk in (row.scheduled_by_id, row.variant.post.author_id)
        return Going(row, wall(row.due_at, self.workspace.zone), is_theirs)

    @cached_property
    def remarks(self) -> Sequence[Remark]:
        """Comments on their posts that nobody has settled."""
        open_ones = Remark.objects.filter(
            post__workspace=self.workspace, post__author=self.away, post__deletion=None,
            request__isnull=False, settled_at=None,
        )  # fmt: skip
        return list(open_ones.select_related("post", "by")[:SHOWN])

    @cached_property
    def duties(self) -> Sequence[ChannelDuty]:
        """What they do on channels."""
        kept = ChannelDuty.objects.filter(membership=self.cover.away).exclude(channel__access="removed")
        return list(kept.select_related("channel").order_by("channel__network", "channel_id", "id"))

    @cached_property
    def strategy(self) -> Sequence[in_brief.Line]:
        return in_brief.five_lines(self.workspace)

    @property
    def is_empty(self) -> bool:
        """Whether Today has nothing to say of it."""
        return not (self.questions or self.remarks or self.posts)
