"""Posts and their figures, a page at a time along the moment at which they went out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from convivial.content.models import Post
from convivial.lib.digits import whole
from convivial.lib.shortening import shortened
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

from . import ages
from .happened import REACTIONS, newest, published
from .models import Figure, Observation
from .periods import Period

NAMES = {"likes": _("Likes"), "shares": _("Shares"), "replies": _("Replies"), "quotes": _("Quotes")}
PAGE = 25
WORDS = 90
COLUMNS = ("published_at", "pk", "address", "figures_due__latest_id", "figures_due__latest__observed_at",
           "edition__text", "variant__post__code", "channel__network", "channel__name",
           "removal__done_at")  # fmt: skip


@dataclass(frozen=True)
class PostRow:
    """One publication with the figures of its newest look; ``age`` is how old the post was then, in words.
    ``down_at``: when it was taken down again."""

    post: str
    words: str
    network: str
    channel: str
    published_at: datetime
    address: str
    figures: Mapping[str, int]
    observed_at: datetime | None
    down_at: datetime | None

    @property
    def age(self) -> str:
        return ages.words(self.observed_at - self.published_at) if self.observed_at else ""

    @property
    def reactions(self) -> list[tuple[str, int | None]]:
        """Each with its name, in the reader's language."""
        return [(str(NAMES[name]), self.figures.get(name)) for name in REACTIONS]


@dataclass(frozen=True)
class Page:
    rows: Sequence[PostRow]
    older: str | None  # the cursor of the next page


@dataclass(frozen=True)
class Best:
    """A post that people did most with, over all its channels' newest looks."""

    post: str
    words: str
    network: str
    count: int


def page(workspace: Workspace, period: Period, before: str | None = None) -> Page:
    found = _rows(_earlier(published(workspace, period.start, period.end), before))[: PAGE + 1]
    rows = list(found)
    more = len(rows) > PAGE
    older = _cursor(rows[PAGE - 1]) if more else None
    return Page(told(rows[:PAGE]), older)


def best(workspace: Workspace, period: Period, most: int = 3) -> list[Best]:
    """Those with the most reactions; none when nobody did anything."""
    figures = newest(workspace, period).filter(name__in=REACTIONS)
    grouped = figures.values("publication", "publication__channel__network", "publication__edition__text",
                             "publication__variant__post__code")  # fmt: skip
    ranked = grouped.annotate(count=Sum("value")).filter(count__gt=0).order_by("-count", "publication")[:most]
    return [
        Best(
            post=row["publication__variant__post__code"],
            words=shortened(row["publication__edition__text"], WORDS),
            network=row["publication__channel__network"],
            count=row["count"],
        )
        for row in ranked
    ]


def of_post(post: Post) -> Sequence[PostRow]:
    """Every channel on which a post went out, with its newest figures."""
    went = Publication.objects.filter(variant__post=post, state=Publication.State.PUBLISHED)
    return told(list(_rows(went.exclude(channel__network="practice"))))


@dataclass(frozen=True)
class Look:
    """One count of a post on one channel."""

    channel: str
    network: str
    age: str
    observed_at: datetime
    figures: Mapping[str, int]

    @property
    def counts(self) -> list[int | None]:
        return [self.figures.get(name) for name in (*REACTIONS, "saves")]


def looks_at(post: Post) -> list[Look]:
    """Every look at a post, oldest first, channel by channel."""
    seen = Observation.objects.filter(publication__variant__post=post).prefetch_related("figures")
    seen = seen.select_related("channel", "publication").order_by("channel__network", "channel__name", "observed_at")
    return [
        Look(
            channel=look.channel.name,
            network=look.channel.network,
            age=ages.words(look.observed_at - (_published(look) or look.observed_at)),
            observed_at=look.observed_at,
            figures={figure.name: figure.value for figure in look.figures.all()},
        )
        for look in seen
    ]


def told(rows: Sequence[tuple]) -> list[PostRow]:
    return [
        PostRow(
            post=row[6], words=shortened(row[5], WORDS), network=row[7], channel=row[8], published_at=row[0],
            address=row[2], observed_at=row[4], down_at=row[9],
            figures={name: value for name, value in zip(REACTIONS, row[10:], strict=True) if value is not None},
        )
        for row in rows
    ]  # fmt: skip


def _rows(went: QuerySet[Publication]) -> QuerySet:
    newest_figures = {name: _newest(name) for name in REACTIONS}
    return went.annotate(**newest_figures).order_by("-published_at", "-pk").values_list(*COLUMNS, *REACTIONS)


def _newest(name: str) -> Subquery:
    return Subquery(Figure.objects.filter(observation=OuterRef("figures_due__latest"), name=name).values("value")[:1])


def _published(look: Observation) -> datetime | None:
    return look.publication.published_at if look.publication else None


def _cursor(row: tuple) -> str:
    return f"{int(row[0].timestamp() * 1_000_000)}-{row[1]}"


def _earlier(went: QuerySet[Publication], cursor: str | None) -> QuerySet[Publication]:
    """What comes after a cursor; a cursor that nobody gave out begins at the beginning."""
    moment, _, number = (cursor or "").partition("-")
    micros, pk = whole(moment, 17), whole(number)
    if micros is None or pk is None:
        return went
    at = datetime.fromtimestamp(micros // 1_000_000, UTC).replace(microsecond=micros % 1_000_000)
    return went.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
