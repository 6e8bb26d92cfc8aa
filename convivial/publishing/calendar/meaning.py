"""What a form of the calendar means by "when": words, or a day with or without a time."""

from collections.abc import Mapping
from datetime import date, datetime, time

from convivial.publishing.errors import NotReady
from convivial.publishing.understanding import USUAL, understand


def wanted(asked: Mapping[str, str], now: datetime, usual: time = USUAL) -> datetime:
    """A naive wall time, seen from ``now`` on the same wall. Words go before day and time; a day alone is at the
    ``usual`` time. ``NotReady`` when it is none."""
    words = asked.get("when", "").strip()
    wall = understand(words, now, usual) if words else _picked(asked, usual)
    if wall is None:
        raise NotReady("not_understood")
    return wall


def clock_time(words: str) -> time | None:
    """ "09:30" as a time of day; None for anything else."""
    try:
        return time.fromisoformat(words).replace(second=0, microsecond=0, tzinfo=None) if words else None
    except ValueError:
        return None


def _picked(asked: Mapping[str, str], usual: time) -> datetime | None:
    try:
        on = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return None
    return datetime.combine(on, clock_time(asked.get("time", "")) or usual) if 2000 <= on.year <= 2100 else None
