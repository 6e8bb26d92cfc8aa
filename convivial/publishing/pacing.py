"""How fast a channel may publish: the network's own pace, kept with the lane so that all workers share it.

A sliding window in two parts: what was used in the window that runs, and the share of the window before that still
counts. Never more than the network's number within any time of its length, as far as the past was even.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, F, PositiveIntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from .due import LaneState
from .models import Lane

Pace = tuple[int, timedelta]


def opens_at(lane: Lane | LaneState, pace: Pace | None, at: datetime) -> datetime | None:
    """When the lane may publish next, or None when it may now."""
    if pace is None or lane.window_at is None:
        return None
    most, span = pace
    used, before, began = _as_of(lane, span, at)
    if used >= most:
        return began + span
    room = most - 1 - used  # what may still count of the window before, with the one that is to go out
    if before * (1 - (at - began) / span) <= room:
        return None
    return began + span * (1 - room / before)


def use(lanes: Iterable[int], pace: Pace | None, worker: str, lease_until: datetime, at: datetime) -> None:
    """Takes the lanes for a worker and counts one publication on each: one statement."""
    rows = Lane.objects.filter(pk__in=lanes)
    if pace is None:
        rows.update(worker=worker, lease_until=lease_until)
        return
    span, count = pace[1], PositiveIntegerField()
    rows = rows.alias(began=Coalesce(F("window_at"), Value(at - span * 3)))
    is_over, is_long_over = Q(began__lte=at - span), Q(began__lte=at - span * 2)
    rows.update(
        worker=worker,
        lease_until=lease_until,
        used_before=Case(
            When(is_long_over, then=Value(0)),
            When(is_over, then=F("used")),
            default=F("used_before"),
            output_field=count,
        ),
        used=Case(When(is_over, then=Value(1)), default=F("used") + 1, output_field=count),
        window_at=Case(When(is_over, then=Value(at)), default=F("window_at"), output_field=DateTimeField()),
    )


def _as_of(lane: Lane | LaneState, span: timedelta, at: datetime) -> tuple[int, int, datetime]:
    assert lane.window_at is not None
    if at - lane.window_at >= span * 2:
        return 0, 0, at
    if at - lane.window_at >= span:
        return 0, lane.used, lane.window_at + span
    return lane.used, lane.used_before, lane.window_at
