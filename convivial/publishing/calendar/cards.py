"""Cards: the publications of one post at one time, as the calendar draws them.

A month may hold a thousand posts. So of the ledger only posts and times are read, and of cards that are really drawn
their publications, as bare tuples. A card is a dict of strings, for that is what a template reads fastest.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.db.models.functions import Left

from convivial.content.models import PostPicture
from convivial.lib import now as clock
from convivial.publishing import standing
from convivial.publishing.models import Publication

if TYPE_CHECKING:
    from .slots import Open

READ_AT_ONCE = 9000  # cards; a fuller span is read day by day, so that every day shows its first cards
PER_DAY = 60
FIRST_WORDS = 90  # characters; what does not fit on a line is cut by the page

State, TAKEN_DOWN = Publication.State, standing.TAKEN_DOWN
MOVABLE = frozenset({State.SCHEDULED, State.ON_HOLD})
OPEN, MISSED = "open", "missed"  # words of places without a post; the time of a missed one has passed


Time = tuple[int, datetime]  # a post, and when it goes out


class About(NamedTuple):
    """What a card says of its post. ``pillar`` is a code, or empty."""

    code: str
    text: str
    has_picture: bool
    pillar: str


class Row(NamedTuple):
    code: str
    post: int
    due_at: datetime
    channel: int
    state: str
    word: str  # of ``standing``
    down_at: datetime | None  # when it was taken down
    post_code: str
    text: str
    has_picture: bool
    pillar: str | None

    @property
    def about(self) -> About:
        return About(self.post_code, self.text, self.has_picture, self.pillar or "")


COLUMNS = (
    "code", "variant__post_id", "due_at", "channel_id", "state", standing.word(), "removal__done_at",
    "variant__post__code", Left("variant__post__text", FIRST_WORDS),
    Exists(PostPicture.objects.filter(post=OuterRef("variant__post"))), "variant__post__tie__pillar",
)  # fmt: skip


@dataclass
class Card:
    """``word`` is the loudest of its publications', or that of the post (``of_post``) where there are none yet: then
    ``meant_for`` are the channels it was written for, and ``draft`` is about it. ``mover`` is the code of a
    publication that may still move. One of the ledger has a ``due_at``, and its ``rows`` once they are read. A card
    with a ``slot`` is a place without a post."""

    post: int
    wall: datetime
    due_at: datetime | None = None
    rows: list[Row] = field(default_factory=list)
    meant_for: Sequence[int] = ()
    of_post: str = standing.DRAFT
    draft: About | None = None
    slot: "Open | None" = None
    is_past: bool = False

    @property
    def about(self) -> About | None:
        return self.rows[0].about if self.rows else self.draft

    @property
    def channels(self) -> Sequence[int]:
        return [row.channel for row in self.rows] or self.meant_for

    @property
    def word(self) -> str:
        if self.slot:
            return MISSED if self.is_past else OPEN
        return standing.loudest(row.word for row in self.rows) if self.rows else self.of_post

    @property
    def down_at(self) -> datetime | None:
        """When it was taken down, if that is its word."""
        return max(row.down_at for row in self.rows if row.down_at) if self.word == TAKEN_DOWN else None

    @property
    def mover(self) -> str:
        return next((row.code for row in self.rows if row.state in MOVABLE), "")


def cards_by_day(publications: QuerySet[Publication], days: Sequence[date], zone: str) -> dict[date, list[Card]]:
    """The cards of some days in order of time, their publications not yet read; a day without any is not in it."""
    by_day: dict[date, list[Card]] = defaultdict(list)
    for card in _cards(times_of(publications, days, zone), zone).values():
        by_day[card.wall.date()].append(card)
    return by_day


def read(publications: QuerySet[Publication], cards: Iterable[Card]) -> None:
    """Looks up the publications of the cards that will be drawn, and nothing of the others."""
    unread = {(card.post, card.due_at): card for card in cards if card.due_at and not card.rows}
    if not unread:
        return
    posts, moments = {post for post, _at in unread}, [at for _post, at in unread]
    found = publications.filter(variant__post__in=posts, due_at__range=(min(moments), max(moments)))
    for row in (Row(*values) for values in found.order_by("due_at", "id").values_list(*COLUMNS)):
        if (row.post, row.due_at) in unread:
            unread[row.post, row.due_at].rows.append(row)


def grouped(rows: Sequence[Row], zone: str) -> list[Card]:
    """One card for each post and time, in order of time."""
    cards = _cards(((row.post, row.due_at) for row in rows), zone)
    for row in rows:
        cards[row.post, row.due_at].rows.append(row)
    return list(cards.values())


def times_of(publications: QuerySet[Publication], days: Sequence[date], zone: str) -> Iterable[Time]:
    begin, end = clock.day_bounds(days[0], zone)[0], clock.day_bounds(days[-1], zone)[1]
    times = _between(publications, begin, end, READ_AT_ONCE + 1)
    if len(times) <= READ_AT_ONCE:
        return times
    return chain.from_iterable(_between(publications, *clock.day_bounds(day, zone), PER_DAY) for day in days)


def _between(publications: QuerySet[Publication], begin: datetime, end: datetime, at_most: int) -> list[Time]:
    found = publications.filter(due_at__gte=begin, due_at__lt=end).values("variant__post_id", "due_at")
    in_order = found.annotate(first=Min("id")).order_by("due_at", "first")
    return list(in_order.values_list("variant__post_id", "due_at")[:at_most])


def _cards(times: Iterable[Time], zone: str) -> dict[Time, Card]:
    there = ZoneInfo(zone)
    return {
        (post, due_at): Card(post, due_at.astimezone(there).replace(tzinfo=None, fold=0), due_at)
        for post, due_at in times
    }
