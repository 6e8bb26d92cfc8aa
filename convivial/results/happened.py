"""What happened in a period: how much went out, what people did with it, who follows us. Practice counts nowhere, and
what was taken down again only as that.

Whatever was not told is None. Sums are over each post's newest look; they say over how many posts they are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.publishing.models.publication import PublicationQuerySet
from convivial.team.models import Workspace

from .drawing import Point, line
from .models import Figure
from .periods import Period

REACTIONS = ("likes", "shares", "replies", "quotes")
DRAWN = 30  # channels; beyond that the page would grow with the house
FEW = 10  # below so many posts, a single one changes the picture


@dataclass(frozen=True)
class ChannelRow:
    """A channel in a period. ``gained`` is over the whole period, or since ``counted_from`` when we began later;
    ``gained_before`` is that of the period before."""

    name: str
    network: str
    address: str
    is_usable: bool
    posts: int
    posts_before: int
    followers: int | None
    gained: int | None
    gained_before: int | None
    counted_from: datetime | None
    line: str = ""  # see ``drawing``


@dataclass(frozen=True)
class Happened:
    """``down``: how many of what went out in the period were taken down again; ``posts`` is without them."""

    channels: Sequence[ChannelRow]
    reactions: Mapping[str, int] = field(default_factory=dict)
    measured: int = 0
    down: int = 0

    @property
    def posts(self) -> int:
        return sum(row.posts for row in self.channels)

    @property
    def posts_before(self) -> int:
        return sum(row.posts_before for row in self.channels)

    @property
    def channels_used(self) -> int:
        return sum(1 for row in self.channels if row.posts)

    @property
    def followers(self) -> int | None:
        return _sum(row.followers for row in self.channels)

    @property
    def gained(self) -> int | None:
        return _sum(row.gained for row in self.channels)

    @property
    def is_few(self) -> bool:
        return 0 < self.posts < FEW


def happened(workspace: Workspace, period: Period) -> Happened:
    sums = newest(workspace, period).values("name").annotate(total=Sum("value"), posts=Count("publication"))
    told = {row["name"]: row for row in sums}
    return Happened(
        channels=_channels(workspace, period),
        reactions={name: told[name]["total"] for name in REACTIONS if name in told},
        measured=max((row["posts"] for row in told.values()), default=0),
        down=published(workspace, period.start, period.end).taken_down().count(),
    )


def went_out(workspace: Workspace, start: datetime, end: datetime) -> PublicationQuerySet:
    """What was published in a time on real networks, and still stands there."""
    return published(workspace, start, end).out()


def published(workspace: Workspace | OuterRef, start: datetime, end: datetime) -> PublicationQuerySet:
    """All that was published in a time on real networks, also what was taken down again: for lists, not counts."""
    rows = Publication.objects.filter(workspace=workspace, state=Publication.State.PUBLISHED)
    return rows.filter(published_at__gte=start, published_at__lt=end).exclude(channel__network=Channel.PRACTICE)


def newest(workspace: Workspace, period: Period) -> QuerySet[Figure]:
    """The figures of each post of a period, from its newest look."""
    posts = went_out(workspace, period.start, period.end)
    return Figure.objects.filter(publication__in=posts, observation=F("publication__figures_due__latest"))


def _channels(workspace: Workspace, period: Period) -> list[ChannelRow]:
    in_period = Q(publications__published_at__gte=period.start, publications__published_at__lt=period.end)
    in_period_before = Q(publications__published_at__gte=period.before, publications__published_at__lt=period.start)
    is_out = Q(publications__state=Publication.State.PUBLISHED, publications__removal__done_at=None)
    channels = workspace.channels.exclude(network=Channel.PRACTICE).annotate(
        posts=Count("publications", filter=is_out & in_period),
        posts_before=Count("publications", filter=is_out & in_period_before),
        followers=_followers("-observed_at"),
        at_start=_followers("-observed_at", observed_at__lte=period.start),
        at_before=_followers("-observed_at", observed_at__lte=period.before),
        first=_followers("observed_at"),
        counted_from=_followers("observed_at", field="observed_at"),
    )
    rows = list(channels.exclude(access=Channel.Access.REMOVED, posts=0).order_by("network", "name", "pk"))
    lines = _lines([row.pk for row in rows], period) if len(rows) <= DRAWN else {}
    return [_channel_row(channel, lines.get(channel.pk, "")) for channel in rows]


def _lines(channels: Sequence[int], period: Period) -> dict[int, str]:
    points: dict[int, list[Point]] = defaultdict(list)
    seen = Figure.objects.filter(channel__in=channels, publication=None, name="followers")
    seen = seen.filter(observed_at__gte=period.start, observed_at__lt=period.end).order_by("observed_at")
    for channel, at, value in seen.values_list("channel", "observed_at", "value"):
        points[channel].append((at, value))
    return {channel: line(some, period) for channel, some in points.items()}


def _followers(order: str, field: str = "value", **when: datetime) -> Subquery:
    figures = Figure.objects.filter(channel=OuterRef("pk"), publication=None, name="followers", **when)
    return Subquery(figures.order_by(order).values(field)[:1])


def _channel_row(channel: Any, drawn: str) -> ChannelRow:
    began_later = channel.at_start is None
    start = channel.first if began_later else channel.at_start
    return ChannelRow(
        name=channel.name,
        network=channel.network,
        address=channel.address,
        is_usable=channel.is_usable,
        posts=channel.posts,
        posts_before=channel.posts_before,
        followers=channel.followers,
        gained=_difference(channel.followers, start),
        gained_before=_difference(channel.at_start, channel.at_before),
        counted_from=channel.counted_from if began_later else None,
        line=drawn,
    )


def _difference(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


def _sum(values: Any) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
