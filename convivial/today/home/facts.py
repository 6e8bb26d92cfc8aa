"""What is true in a workspace now, read once: what burns, who waits, what goes out today. Nothing here is about one
person; what a person may do with it is in ``needs``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from convivial.content.models import Offer, Post, Tie
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing import lateness, standing
from convivial.publishing.models import Hold, Publication
from convivial.strategy.guiding import Guide, guide
from convivial.team.at_hand import counted
from convivial.team.models import Membership, User, Workspace
from convivial.today.models import PutAway

State = Publication.State
QUOTED = 42  # characters of a post in a sentence about it
AT_MOST = 400  # publications looked at; more than that on one day is told as a number


@dataclass(frozen=True)
class Together:
    """The publications of one post at one time of which the same word is true (see ``standing``)."""

    rows: Sequence[Publication]

    @property
    def first(self) -> Publication:
        return self.rows[0]

    @property
    def state(self) -> str:
        return self.first.state

    @property
    def word(self) -> str:
        return word_of(self.first)

    @property
    def due_at(self) -> datetime:
        return self.first.due_at

    @property
    def words(self) -> str:
        return shortened(self.first.variant.post.first_words)

    @property
    def networks(self) -> list[str]:
        return list(dict.fromkeys(row.channel.network for row in self.rows))


class Facts:
    def __init__(self, workspace: Workspace, hold: Hold | None = None, person: User | None = None) -> None:
        self.workspace, self.hold, self._person = workspace, hold, person
        self.now = clock.now()
        self.today = clock.day(self.now, workspace.zone)

    @cached_property
    def _rows(self) -> list[Publication]:
        """Whatever is stuck, and everything that is due today, in one question."""
        begin, end = clock.day_bounds(self.today, self.workspace.zone)
        wanted = Q(state__in=standing.NEEDS_PEOPLE) | Q(due_at__gte=begin, due_at__lt=end)
        found = self.workspace.publications.filter(wanted).exclude(state=State.CANCELLED)
        found = found.select_related("channel", "removal", "variant__post__tie")
        found = found.annotate(stumble=lateness.stumbled(), word=standing.word())
        found = found.order_by("due_at", "id")
        return list(found[:AT_MOST])

    @cached_property
    def stuck(self) -> list[Together]:
        """What only a person can bring on, the oldest first."""
        return _together(row for row in self._rows if word_of(row) in standing.NEEDS_PEOPLE)

    @cached_property
    def today_out(self) -> list[Together]:
        begin, end = clock.day_bounds(self.today, self.workspace.zone)
        return _together(row for row in self._rows if begin <= row.due_at < end)

    @cached_property
    def still_out(self) -> list[Together]:
        """What is still to come today."""
        return [each for each in self.today_out if each.word in standing.AHEAD]

    @cached_property
    def already_out(self) -> list[Together]:
        return [each for each in self.today_out if each.word in standing.OUT]

    @cached_property
    def _guide(self) -> Guide:
        return guide(self.workspace)

    def stripe(self, each: Together) -> str:
        """The class that brings the hue of a post's pillar."""
        tie: Tie | None = getattr(each.first.variant.post, "tie", None)
        aim = self._guide.by_code.get(tie.pillar) if tie else None
        return f"pillar-{aim.hue}" if aim else ""

    @cached_property
    def next_out(self) -> Publication | None:
        """What comes first after today; asked for when today has nothing."""
        end = clock.day_bounds(self.today, self.workspace.zone)[1]
        later = self.workspace.publications.upcoming().filter(due_at__gte=end)
        return later.select_related("variant__post").first()

    @cached_property
    def channels(self) -> list[Channel]:
        found = self.workspace.channels.exclude(access=Channel.Access.REMOVED)
        return list(found.annotate(**self._asked("workspace")).order_by("id"))

    @cached_property
    def disconnected(self) -> list[Channel]:
        return [channel for channel in self.channels if channel.access == Channel.Access.WITHDRAWN]

    @cached_property
    def offers(self) -> list[Offer]:
        """Contributors' drafts that no creator has taken on, the oldest first."""
        waiting = Offer.objects.filter(post__workspace=self.workspace, post__deletion=None, taken_at=None)
        return list(waiting.select_related("post", "by").order_by("at")[:50])

    @cached_property
    def is_new(self) -> bool:
        """Whether nothing has ever been planned here: then the page teaches the first steps."""
        return not self._rows and not self._there["was_planned"]

    @cached_property
    def has_posts(self) -> bool:
        return bool(self._there["has_posts"])

    @cached_property
    def is_alone(self) -> bool:
        return self._there["members"] < 2

    @property
    def are_steps_put_away(self) -> bool:
        """The first steps, by the person who reads."""
        return bool(self._there["are_put_away"])

    @cached_property
    def _there(self) -> Mapping[str, Any]:
        """What a workspace has at all: read along with its channels, of which it nearly always has one."""
        if self.channels:
            return self.channels[0].__dict__
        asked = self._asked("pk")
        return dict(Workspace.objects.filter(pk=self.workspace.pk).annotate(**asked).values(*asked).get())

    def _asked(self, workspace: str) -> dict[str, Any]:
        here = {"workspace": OuterRef(workspace)}
        return {
            "was_planned": Exists(Publication.objects.filter(**here)),
            "has_posts": Exists(Post.objects.filter(**here)),
            "are_put_away": Exists(PutAway.objects.filter(person=self._person, **here)),
            "members": counted(Membership.objects.filter(**here)),
        }


def shortened(words: str) -> str:
    """Few enough words to stand in a sentence, cut after one of them."""
    if len(words) <= QUOTED:
        return words
    return (words[:QUOTED].rpartition(" ")[0] or words[:QUOTED]).rstrip(" .,;:–") + "…"


def word_of(row: Publication) -> str:
    """The word that was read along with it."""
    return row.word  # type: ignore[attr-defined]


def _together(rows: Iterable[Publication]) -> list[Together]:
    groups: dict[tuple[int, datetime, str], list[Publication]] = defaultdict(list)
    for row in rows:
        groups[(row.variant.post_id, row.due_at, word_of(row))].append(row)
    return [Together(some) for some in groups.values()]
