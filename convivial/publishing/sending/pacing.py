"""How fast a channel may publish: the network's own pace, kept with the lane so that all workers share it.

A sliding window in two parts: what was used in the window that runs, and the share of the window before that still
counts. Never more than the network's number within any time of its length, as far as the past was even.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from convivial.lib import listed
from convivial.publishing.models import Lane

from .due import LaneState

Pace = tuple[int, timedelta]

_TAKEN = "worker = %(worker)s, lease_until = %(lease_until)s"
_COUNTED = """,
    used_before = CASE WHEN window_at IS NULL OR window_at <= %(long_over)s THEN 0
                       WHEN window_at <= %(over)s THEN used ELSE used_before END,
    used = CASE WHEN window_at IS NULL OR window_at <= %(over)s THEN 1 ELSE used + 1 END,
    window_at = CASE WHEN window_at IS NULL OR window_at <= %(over)s THEN %(at)s ELSE window_at END
"""


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
    moment = connection.ops.adapt_datetimefield_value
    told = {"worker": worker, "lease_until": moment(lease_until), "ids": listed.packed(list(lanes))}
    if pace is not None:
        told |= {"at": moment(at), "over": moment(at - pace[1]), "long_over": moment(at - pace[1] * 2)}
    which = listed.numbers().replace("%s", "%(ids)s")
    with connection.cursor() as cursor:
        counted = _COUNTED if pace else ""
        cursor.execute(f"UPDATE publishing_lane SET {_TAKEN}{counted} WHERE id IN {which}", told)  # noqa: S608


def _as_of(lane: Lane | LaneState, span: timedelta, at: datetime) -> tuple[int, int, datetime]:
    assert lane.window_at is not None
    if at - lane.window_at >= span * 2:
        return 0, 0, at
    if at - lane.window_at >= span:
        return 0, lane.used, lane.window_at + span
    return lane.used, lane.used_before, lane.window_at
