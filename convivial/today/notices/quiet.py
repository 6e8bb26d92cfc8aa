"""Quiet hours: when a mail that is due may leave."""

from datetime import datetime, time, timedelta

from convivial.lib import now as clock


def after_quiet(at: datetime, begin: time | None, end: time | None, zone: str) -> datetime:
    """The instant itself outside of quiet hours, else the end of them. Both on the wall clock of the zone; hours
    that begin in the evening and end in the morning go over midnight."""
    if begin is None or end is None or begin == end:
        return at
    wall = clock.wall(at, zone)
    if not _is_within(wall.time(), begin, end):
        return at
    ends_on = wall.date() + timedelta(days=1 if wall.time() >= end else 0)
    return clock.instant(datetime.combine(ends_on, end), zone)


def _is_within(moment: time, begin: time, end: time) -> bool:
    if begin < end:
        return begin <= moment < end
    return moment >= begin or moment < end
