"""The days that a page of the calendar shows, read from its address and kept within what a calendar is for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from convivial.lib import now as clock
from convivial.lib import weeks

YEARS_BACK, YEARS_AHEAD = 20, 5


@dataclass(frozen=True)
class Span:
    """Whole days around the chosen one. ``before`` and ``after`` are days of the neighbouring spans."""

    kind: str  # "month" or "week"
    on: date
    today: date
    days: tuple[date, ...]
    before: date
    after: date

    def bounds(self, zone: str) -> tuple[datetime, datetime]:
        """The first instant shown, and the first not shown any more."""
        return clock.day_bounds(self.days[0], zone)[0], clock.day_bounds(self.days[-1], zone)[1]

    def is_outside(self, day: date) -> bool:
        """Whether a day is only shown to fill the weeks of a month."""
        return self.kind == "month" and (day.year, day.month) != (self.on.year, self.on.month)

    @property
    def weeks(self) -> list[tuple[date, ...]]:
        return [self.days[n : n + 7] for n in range(0, len(self.days), 7)]


def span(kind: str, on: date, today: date, zone: str) -> Span:
    return _KINDS[kind](on, today, weeks.first_weekday(zone))


def day_in(words: str, today: date) -> date:
    """The day of an address such as ``?on=2026-11-01``. What is no day is today; what lies too far is the edge."""
    try:
        on = date.fromisoformat(words)
    except ValueError:
        return today
    return min(max(on, date(today.year - YEARS_BACK, 1, 1)), date(today.year + YEARS_AHEAD, 12, 31))


def _month(on: date, today: date, first: int) -> Span:
    before, after = weeks.first_of_last_month(on), weeks.first_of_next_month(on)
    return Span("month", on, today, tuple(weeks.month_of(on, first)), before, after)


def _week(on: date, today: date, first: int) -> Span:
    week = timedelta(days=7)
    return Span("week", on, today, tuple(weeks.week_of(on, first)), on - week, on + week)


_KINDS: dict[str, Callable[[date, date, int], Span]] = {"month": _month, "week": _week}
