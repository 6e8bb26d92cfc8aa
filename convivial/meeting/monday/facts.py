"""What the Monday page knows, read once in a fixed number of questions however much there is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from convivial.content.models import ApprovalRequest, Offer
from convivial.lib import now as clock
from convivial.lib.shortening import shortened
from convivial.meeting.models import Meeting
from convivial.meeting.plans import Plan, plans
from convivial.meeting.weeks import Week
from convivial.networks.models import Channel
from convivial.publishing.models import Publication, Slot
from convivial.results.happened import REACTIONS, published, went_out
from convivial.results.models import Figure
from convivial.strategy.models import Decision, Hypothesis, Reply, Version
from convivial.strategy.told import Told, found
from convivial.team.at_hand import counted
from convivial.team.models import Cover, Workspace

State = Publication.State
GOES_OUT = (State.SCHEDULED, State.SENDING, State.PUBLISHED)
STALE = timedelta(days=3)
LAST, NOW, NEXT = -1, 0, 1  # the weeks: the one that is over, this one, the one after


class Group(NamedTuple):
    """How many publications of a week have the same channel, pillar and persona."""

    week: int
    network: str
    channel: int
    pillar: str
    persona: str
    posts: int


class Followed(NamedTuple):
    """A channel, and who followed it as the week began and ended; None is unknown."""

    network: str
    before: int | None
    after: int | None


class Counted(NamedTuple):
    """A post of last week on a channel, with what people did; what was not told has no entry."""

    post: str
    words: str
    figures: Mapping[str, int]

    @property
    def reactions(self) -> int:
        return sum(self.figures.values())


class Place(NamedTuple):
    """An open slot on a network: it waits for a post. A slot on two networks is there twice."""

    code: str
    network: str
    pillar: str
    persona: str


class Noted(NamedTuple):
    """A decision to look at again, a hypothesis that is due, a decision of this meeting; or who is away (``text``)
    and who covers (``more``), from ``on`` to ``until``."""

    kind: str
    code: str
    text: str
    more: str
    on: date
    until: date


class Facts:
    """``week`` is the one whose Monday it is."""

    def __init__(self, workspace: Workspace, week: Week) -> None:
        self.workspace, self.week, self.last = workspace, week, week.later(-1)

    @cached_property
    def at_hand(self) -> Mapping[str, Any]:
        """Counts, versions and the meeting itself, in one row."""
        here: dict[str, Any] = {"post__workspace": OuterRef("pk"), "post__deletion": None}
        asked = {
            "approvals": counted(ApprovalRequest.objects.filter(**here, closed_at=None)),
            "offers": counted(Offer.objects.filter(**here, taken_at=None)),
            "told": counted(_told(self.week)),
            "stuck": counted(_stuck().filter(workspace=OuterRef("pk"))),
            "down": counted(published(OuterRef("pk"), self.last.begins, self.last.ends).taken_down()),
            "current": self._version("pk", state=Version.State.CURRENT),
            "began_on": self._version("begins_on", state=Version.State.CURRENT),
            "then": self._version("pk", begins_on__lte=self.last.monday, number__isnull=False),
            "meeting": self._meeting("pk"),
            "closing": self._meeting("closing"),
        }
        return Workspace.objects.filter(pk=self.workspace.pk).annotate(**asked).values(*asked).get()

    @cached_property
    def _plans(self) -> list[Plan]:
        return plans(self.at_hand["current"], self.at_hand["then"])

    @property
    def plan(self) -> Plan:
        """What is in force now."""
        return self._plans[0]

    @property
    def plan_then(self) -> Plan:
        """What was in force as last week began."""
        return self._plans[1]

    @cached_property
    def groups(self) -> Sequence[Group]:
        """What went out last week, and what goes out in this week and the next; nothing that was practised."""
        rows = Publication.objects.filter(workspace=self.workspace, variant__post__deletion=None)
        rows = rows.not_taken_down().exclude(channel__network=Channel.PRACTICE)
        rows = rows.annotate(at=Coalesce("published_at", "due_at"))
        begins, now, soon = self.last.begins, self.week.begins, self.week.later(1).begins
        weeks = Case(
            When(at__lt=now, then=LAST), When(at__lt=soon, then=NOW), default=NEXT, output_field=IntegerField()
        )
        over = Q(at__lt=now, state=State.PUBLISHED)
        ahead = Q(at__gte=now, at__lt=self.week.later(2).begins, state__in=GOES_OUT)
        grouped = rows.filter(over | ahead, at__gte=begins).order_by().annotate(week=weeks)
        ends = "variant__post__tie__pillar", "variant__post__tie__persona"
        found = grouped.values_list("week", "channel__network", "channel", *ends).annotate(posts=Count("pk"))
        return [
            Group(week, network, channel, pillar or "", persona or "", posts)
            for week, network, channel, pillar, persona, posts in found
        ]

    def of_week(self, *weeks: int) -> list[Group]:
        return [group for group in self.groups if group.week in weeks]

    @cached_property
    def places(self) -> Sequence[Place]:
        """Those of this week and the next that are still to come, the nearest first."""
        rows = Slot.objects.filter(workspace=self.workspace, due_at__gt=clock.now()).open()
        soon = rows.filter(due_at__lt=self.week.later(2).begins).order_by("due_at", "pk")
        return [Place(*row) for row in soon.values_list("code", "channels__network", "pillar", "persona")]

    @cached_property
    def channels(self) -> Sequence[Followed]:
        real = self.workspace.channels.exclude(network=Channel.PRACTICE).exclude(access=Channel.Access.REMOVED)
        told = real.annotate(before=followers(self.last.begins), after=followers(self.last.ends))
        return [Followed(*row) for row in told.order_by("pk").values_list("network", "before", "after")]

    @cached_property
    def networks(self) -> frozenset[str]:
        return frozenset(channel.network for channel in self.channels)

    @cached_property
    def counted(self) -> Sequence[Counted]:
        """Every post of last week that was looked at, with its newest figures."""
        posts = went_out(self.workspace, self.last.begins, self.last.ends)
        newest = Figure.objects.filter(publication__in=posts, observation=F("publication__figures_due__latest"))
        rows = newest.filter(name__in=REACTIONS).order_by("publication").values_list(
            "publication", "publication__variant__post__code", "publication__edition__text", "name", "value"
        )  # fmt: skip
        found: dict[int, Counted] = {}
        for publication, post, text, name, value in rows:
            one = found.setdefault(publication, Counted(post, shortened(text, 90), {}))
            one.figures[name] = value  # type: ignore[index]
        return list(found.values())

    @cached_property
    def findings(self) -> Sequence[Told]:
        """What asks for something and does not rest, the heaviest first."""
        return [each for each in found(self.workspace) if each.tone in ("act", "watch")]

    @cached_property
    def noted(self) -> Sequence[Noted]:
        until, meeting = self.week.sunday, self.at_hand["meeting"] or 0
        beliefs = Hypothesis.objects.filter(workspace=self.workspace, verdict=None, by_date__lte=until)
        decisions = Decision.objects.filter(workspace=self.workspace)
        again = decisions.filter(outcome=None, look_again_on__lte=until)
        rows = _noted(beliefs, "belief", "believe", "threshold", "by_date").union(
            _noted(again, "again", "question", "choice", "look_again_on"),
            _noted(decisions.filter(decided__meeting=meeting), "decided", "question", "choice", "on"),
            _noted(self._away, "away", "away__user__name", "colleague__user__name", "begins_on", "ends_on"),
            all=True,
        )
        return sorted((Noted(*row) for row in rows), key=lambda row: (row.on, row.code))

    def note(self, kind: str) -> list[Noted]:
        return [each for each in self.noted if each.kind == kind]

    @property
    def _away(self) -> Any:
        """Who is away in this week or the next."""
        return Cover.objects.filter(workspace=self.workspace).overlapping(self.week.begins, self.week.later(2).begins)

    def _version(self, field: str, **which: Any) -> Subquery:
        rows = Version.objects.filter(workspace=OuterRef("pk"), **which)
        return Subquery(rows.order_by("-number").values(field)[:1])

    def _meeting(self, field: str) -> Subquery:
        rows = Meeting.objects.filter(workspace=OuterRef("pk"), kind=Meeting.Kind.MONDAY, first=self.last.monday)
        return Subquery(rows.values(field)[:1])


def tally(groups: Iterable[Group], what: str) -> Mapping[str, int]:
    """How many publications by network, pillar or persona."""
    counter: Counter[str] = Counter()
    for group in groups:
        counter[getattr(group, what)] += group.posts
    return counter


def _told(week: Week) -> Any:
    """What was said about the funnel of late, and nobody has decided on yet."""
    return Reply.objects.filter(asking__workspace=OuterRef("pk"), settling=None, at__gte=week.later(-4).begins)


def _stuck() -> Any:
    """What only a person can bring on; where the house is still asking the network, nobody has to."""
    return Publication.objects.needing_people().exclude(state=State.UNKNOWN, try_at__isnull=False)


def followers(at: datetime) -> Subquery:
    """As the last look before said; a look that is older than some days says nothing about that moment."""
    seen = Figure.objects.filter(channel=OuterRef("pk"), publication=None, name="followers")
    seen = seen.filter(observed_at__lt=at, observed_at__gte=at - STALE)
    return Subquery(seen.order_by("-observed_at").values("value")[:1])


def _noted(rows: Any, kind: str, text: str, more: str, on: str, until: str = "") -> Any:
    told = {
        "t_kind": Value(kind, output_field=CharField()),
        "t_text": Cast(text, CharField(max_length=400)),
        "t_more": Coalesce(Cast(more, CharField(max_length=400)), Value("")),
        "t_on": F(on),
        "t_until": F(until or on),
    }
    return rows.order_by().annotate(**told).values_list("t_kind", "code", "t_text", "t_more", "t_on", "t_until")
