"""What is true in a workspace now, read once: what burns, who waits, what goes out today. Nothing here is about one
person; what a person may do with it is in ``needs``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.urls import reverse

from convivial.content.models import Offer, Post
from convivial.lib import now as clock
from convivial.lib.shortening import shortened as in_a_line
from convivial.networks.models import Channel
from convivial.publishing import lateness, standing
from convivial.publishing.models import Hold, Publication
from convivial.strategy.guiding import Guide, guide
from convivial.team.at_hand import counted
from convivial.team.models import Membership, User, Workspace
from convivial.today.models import PutAway

State = Publication.State
QUOTED = 42  # characters of a post in a sentence about it
CODE = "-code-"
LINE = 80  # characters of a post on a line of its own
_STILL_THERE: dict[str, Any] = {"removal__isnull": False, "removal__due_at": None, "removal__done_at": None}
AT_MOST = 400  # publications looked at; more than that on one day is told as a number


class Row(NamedTuple):
    """A publication as it is read: of hundreds most are only counted. ``word`` is of ``standing``, ``stumble`` of
    ``lateness``, ``post`` and ``pillar`` are codes."""

    code: str
    state: str
    word: str
    due_at: datetime
    published_at: datetime | None
    down_at: datetime | None
    reason: str
    reason_params: dict[str, Any]
    stumble: str | None
    channel_id: int
    network: str
    access: str
    post: str
    text: str
    pillar: str | None

    @property
    def channel(self) -> Channel:
        """As far as sentences are made of it."""
        return Channel(pk=self.channel_id, network=self.network, access=self.access)


COLUMNS = (
    "code", "state", "word", "due_at", "published_at", "removal__done_at", "reason", "reason_params", "stumble",
    "channel", "channel__network", "channel__access", "variant__post__code", Left("variant__post__text", 4 * LINE),
    "variant__post__tie__pillar",
)  # fmt: skip


@dataclass(frozen=True)
class Together:
    """The publications of one post at one time of which the same word is true (see ``standing``)."""

    rows: Sequence[Row]

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def state(self) -> str:
        return self.first.state

    @property
    def word(self) -> str:
        return self.first.word

    @property
    def due_at(self) -> datetime:
        return self.first.due_at

    @property
    def line(self) -> str:
        """The first words of the post."""
        return in_a_line(self.first.text, LINE)

    @property
    def words(self) -> str:
        return shortened(self.line)

    @property
    def networks(self) -> list[str]:
        return list(dict.fromkeys(row.network for row in self.rows))


class Facts:
    def __init__(self, workspace: Workspace, hold: Hold | None = None, person: User | None = None) -> None:
        self.workspace, self.hold, self._person = workspace, hold, person
        self.now = clock.now()
        self.today = clock.day(self.now, workspace.zone)

    @cached_property
    def _rows(self) -> list[Row]:
        """Whatever is stuck, and everything that is due today, in one question."""
        begin, end = clock.day_bounds(self.today, self.workspace.zone)
        wanted = Q(state__in=standing.NEEDS_PEOPLE) | Q(due_at__gte=begin, due_at__lt=end)
        found = self.workspace.publications.filter(wanted).exclude(state=State.CANCELLED)
        found = found.annotate(stumble=lateness.stumbled(), word=standing.word()).order_by("due_at", "id")
        return [Row(*values) for values in found.values_list(*COLUMNS)[:AT_MOST]]

    @cached_property
    def stuck(self) -> list[Together]:
        """What only a person can bring on, the oldest first."""
        return _together(row for row in self._rows if row.word in standing.NEEDS_PEOPLE)

    @cached_property
    def still_there(self) -> list[Publication]:
        """What was to be taken down and could not, the oldest first."""
        if not self._there["is_any_still_there"]:
            return []
        rows = self.workspace.publications.filter(**_STILL_THERE).exclude(removal__reason="")
        return list(rows.select_related("channel", "removal", "variant__post").order_by("due_at", "id")[:AT_MOST])

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
        pillar = each.first.pillar
        aim = self._guide.by_code.get(pillar) if pillar else None
        return f"pillar-{aim.hue}" if aim else ""

    def publication(self, row: Row) -> Publication:
        """With its channel, to be asked who may do what; for the few that are shown."""
        channel = Channel(pk=row.channel_id, workspace=self.workspace, network=row.network, access=row.access)
        kept = {name: getattr(row, name) for name in ("code", "state", "due_at", "published_at", "reason")}
        return Publication(workspace=self.workspace, channel=channel, reason_params=row.reason_params, **kept)

    def address(self, post: str) -> str:
        """Of a post by its code; for whole lists of them asked for once."""
        return self._address.replace(CODE, post)

    @cached_property
    def _address(self) -> str:
        return reverse("publishing:post", args=[self.workspace.slug, CODE])

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
            "is_any_still_there": Exists(
                Publication.objects.filter(**here, **_STILL_THERE).exclude(removal__reason="")
            ),
            "members": counted(Membership.objects.filter(**here)),
        }


def shortened(words: str) -> str:
    """Few enough words to stand in a sentence, cut after one of them."""
    if len(words) <= QUOTED:
        return words
    return (words[:QUOTED].rpartition(" ")[0] or words[:QUOTED]).rstrip(" .,;:–") + "…"


def _together(rows: Iterable[Row]) -> list[Together]:
    groups: dict[tuple[str, datetime, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[(row.post, row.due_at, row.word)].append(row)
    return [Together(some) for some in groups.values()]
