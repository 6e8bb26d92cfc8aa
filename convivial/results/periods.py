"""The period of a page: so many days up to now in the workspace's own zone, and as many before to compare with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from convivial.lib.now import day, day_bounds, now
from convivial.team.models import Workspace

CHOICES = (7, 28, 90)
USUAL = 28


@dataclass(frozen=True)
class Period:
    """``start`` is the first instant of the first day; ``before`` that of the period before; ``end`` is now."""

    days: int
    before: datetime
    start: datetime
    end: datetime


def chosen(workspace: Workspace, asked: str | None) -> Period:
    """What was asked for, if it can be chosen; today counts as a day."""
    days = int(asked) if asked in {str(choice) for choice in CHOICES} else USUAL
    end = now()
    today = day(end, workspace.zone)
    first, _ = day_bounds(today - timedelta(days=days - 1), workspace.zone)
    before, _ = day_bounds(today - timedelta(days=2 * days - 1), workspace.zone)
    return Period(days, before, first, end)
