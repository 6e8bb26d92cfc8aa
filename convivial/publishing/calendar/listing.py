"""The calendar as a list: cards from a day on, in order of time, page by page along (time, row)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from convivial.lib.digits import whole
from convivial.publishing.models import Publication

from .cards import COLUMNS, Card, Row, grouped

ROWS = 150  # publications read for a page; the last post of them may lie on the next page as well


@dataclass(frozen=True)
class Page:
    """``after`` is where the next page begins: an address part, "" when there is none. ``begin`` and ``end`` are the
    instants between which it tells everything; None: up to the last."""

    cards: list[Card]
    after: str
    begin: datetime | None
    end: datetime | None


def page(
    publications: QuerySet[Publication], begin: datetime | None, after: str, zone: str, rows: int = ROWS
) -> Page:
    """From a moment on, or all of them."""
    found = publications.filter(_beyond(after)).order_by("due_at", "id")
    found = found if begin is None else found.filter(due_at__gte=begin)
    told = list(found.values_list("id", *COLUMNS)[: rows + 1])
    shown = _whole_moments(told, rows)
    last = shown[-1] if len(shown) < len(told) else None
    place = f"{last[3].timestamp():.6f}_{last[0]}" if last else ""
    return Page(
        grouped([Row(*row[1:]) for row in shown], zone), place, _since(after) or begin, last[3] if last else None
    )


def _whole_moments(rows: list[tuple], most: int) -> list[tuple]:
    """Not more than ``most`` rows, and no moment cut in two, so that no card is: unless one moment is the page."""
    if len(rows) <= most:
        return rows
    whole = [row for row in rows[:most] if row[3] != rows[most][3]]
    return whole or rows[:most]


def _beyond(after: str) -> Q:
    """What comes after a place in the list; a place that nobody wrote is the beginning."""
    moment, row = _since(after), whole(after.partition("_")[2])
    return Q(due_at__gt=moment) | Q(due_at=moment, id__gt=row) if moment and row is not None else Q()


def _since(after: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(after.partition("_")[0])).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
