"""When it goes out, or is meant to."""

from datetime import datetime
from functools import cached_property

from convivial.lib.now import now, wall
from convivial.publishing.composing.planning import wall_of
from convivial.publishing.models import Plan

from .written import State, Written

TIMELY = ("too_late", "yes_too_late")


class Moment(Written):
    @cached_property
    def plan(self) -> Plan | None:
        return getattr(self.post, "plan", None)

    @property
    def zone(self) -> str:
        return self.plan.zone if self.plan else self.post.workspace.zone

    @cached_property
    def when(self) -> datetime | None:
        """The naive wall time at which the next of it goes out, scheduled or only planned."""
        waiting = sorted(p.due_at for p in self.publications if p.state in (State.SCHEDULED, State.ON_HOLD))
        if waiting:
            return wall(waiting[0], self.zone)
        return wall_of(self.plan) if self.plan else None

    @property
    def is_late(self) -> bool:
        return self.when is not None and self.when <= wall(now(), self.zone)

    @property
    def needs_a_time(self) -> bool:
        """Whether something is on hold for nothing but its moment."""
        return any(each.state == State.ON_HOLD and each.reason in TIMELY for each in self.publications)
