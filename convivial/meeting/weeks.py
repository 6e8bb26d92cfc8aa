"""Weeks from Monday to Sunday, in a workspace's own zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from convivial.lib import now as clock
from convivial.team.models import Workspace


@dataclass(frozen=True)
class Week:
    """``monday`` is its first day."""

    monday: date
    zone: str

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def begins(self) -> datetime:
        """The first instant; with a change of the clocks a week is an hour longer or shorter."""
        return clock.day_bounds(self.monday, self.zone)[0]

    @property
    def ends(self) -> datetime:
        return clock.day_bounds(self.sunday, self.zone)[1]

    def later(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks), self.zone)


def this_week(workspace: Workspace, at: datetime | None = None) -> Week:
    return of_day(clock.day(at or clock.now(), workspace.zone), workspace)


def of_day(day: date, workspace: Workspace) -> Week:
    return Week(day - timedelta(days=day.weekday()), workspace.zone)
