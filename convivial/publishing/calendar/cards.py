"""Cards: the publications of one post at one time, as the calendar draws them.

A month may hold a thousand posts. So the ledger is read as bare tuples, and only the posts of cards that are really
drawn are looked up. A card is a dict of strings, for that is what a template reads fastest.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from convivial.lib import now as clock
from convivial.publishing import standing
from convivial.publishing.models import Publication

if TYPE_CHECKING:
    from .slots import Open

READ_AT_ONCE = 9000  # publications; a fuller span is read day by day, so that every day shows its first cards
PER_DAY = 60

State, TAKEN_DOWN = Publication.State, standing.TAKEN_DOWN
MOVABLE = frozenset({State.SCHEDULED, State.ON_HOLD})
OPEN, MISSED = "open", "missed"  # words of places without a post; the time of a missed one has passed


class Row(NamedTuple):
    code: str
    post: int
    due_at: datetime
    channel: int
    state: str
    word: str  # of ``standing``
    down_at: datetime | None  # when it was taken down


COLUMNS = (
    "code", "variant__post_id", "due_at", "channel_id", "state", standing.word(), "removal__done_at",
)  # fmt: skip


@dataclass
class Card:
    """``word`` is the loudest of its publications', or that of the post (``of_post``) where there are none yet: then
    ``meant_for`` are the channels it was written for. ``mover`` is the code of a publication that may still move. A
    card with a ``slot`` is a place without a post."""

    post: int
    wall: datetime
    rows: list[Row] = field(default_factory=list)
    meant_for: Sequence[int] = ()
    of_post: str = standing.DRAFT
    slot: "Open | None" = None
    is_past: bool = False

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
    """The cards of some days in order of time; a day without any is not in it."""
    by_day: dict[date, list[Card]] = defaultdict(list)
    for card in grouped(rows_of(publications, days, zone), zone):
        by_day[card.wall.date()].append(card)
    return by_day


def rows_of(publications: QuerySet[Publication], days: Sequence[date], zone: str) -> Iterable[Row]:
    begin, end = clock.day_bounds(days[0], zone)[0], clock.day_bounds(days[-1], zone)[1]
    rows = _between(publications, begin, end, READ_AT_ONCE + 1)
    if len(rows) <= READ_AT_ONCE:
        return rows
    return chain.from_iterable(_between(publications, *clock.day_bounds(day, zone), PER_DAY) for day in days)


def grouped(rows: Iterable[Row], zone: str) -> list[Card]:
    """One card for each post and time, in order of time."""
    there = ZoneInfo(zone)
    cards: dict[tuple[int, datetime], Card] = {}
    for row in rows:
        key = (row.post, row.due_at)
        if key not in cards:
            cards[key] = Card(row.post, row.due_at.astimezone(there).replace(tzinfo=None, fold=0))
        cards[key].rows.append(row)
    return list(cards.values())


def _between(publications: QuerySet[Publication], begin: datetime, end: datetime, at_most: int) -> list[Row]:
    found = publications.filter(due_at__gte=begin, due_at__lt=end).order_by("due_at", "id")
    return [Row(*values) for values in found.values_list(*COLUMNS)[:at_most]]
