"""What time it is, and what a clock on a wall means in a zone.

Instants are aware and in UTC; what people mean is a wall time in an IANA zone. ``instant`` follows one rule for
the two odd hours of a year: a wall time in the spring gap moves to the first minute after the gap, a wall time
that comes twice in autumn means its first coming.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

WALL = "%Y-%m-%dT%H:%M"  # how a wall time that was meant is written down


def now() -> datetime:
    return timezone.now()


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def instant(wall: datetime, zone_name: str) -> datetime:
    """The UTC instant of a naive wall time in a zone."""
    there = ZoneInfo(zone_name)
    first = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    if _wall(first, there) == wall:
        return first
    return _end_of_gap(wall, there)


def wall(at: datetime, zone_name: str) -> datetime:
    """The naive wall time of an instant in a zone."""
    return _wall(at, ZoneInfo(zone_name))


def day(at: datetime, zone_name: str) -> date:
    return wall(at, zone_name).date()


def day_bounds(on: date, zone_name: str) -> tuple[datetime, datetime]:
    """First instant of a day in a zone and of the day after."""
    midnight = datetime.combine(on, time.min)
    return instant(midnight, zone_name), instant(midnight + timedelta(days=1), zone_name)


def is_in_gap(wall_time: datetime, zone_name: str) -> bool:
    """Whether clocks in the zone never show this wall time, because they jump over it."""
    there = ZoneInfo(zone_name)
    return _wall(wall_time.replace(tzinfo=there).astimezone(UTC), there) != wall_time


def comes_twice(wall_time: datetime, zone_name: str) -> bool:
    """Whether clocks in the zone show this wall time two times, because they are put back meanwhile."""
    there = ZoneInfo(zone_name)
    first, second = (wall_time.replace(tzinfo=there, fold=fold).utcoffset() for fold in (0, 1))
    return first != second and not is_in_gap(wall_time, zone_name)


def _wall(at: datetime, there: ZoneInfo) -> datetime:
    return at.astimezone(there).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, there: ZoneInfo) -> datetime:
    before = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    low, high = before, after
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if _wall(middle, there) < wall else (low, middle)
    return high.replace(microsecond=0)
