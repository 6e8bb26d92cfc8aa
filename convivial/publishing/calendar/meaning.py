"""What a form means by "when": words, a picked moment, or a day with or without a time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext

from convivial.lib import now as clock
from convivial.publishing.errors import NotReady
from convivial.publishing.understanding import USUAL, Unclear, understand

DAY = timedelta(days=1)


def wanted(asked: Mapping[str, str], zone: str, usual: time = USUAL) -> datetime:
    """A naive wall time in the zone. The picker's moment goes before words, these before day and time; a day alone is
    at the ``usual`` time, or right after it when the clocks of that night skip it. ``NotReady`` says what is unclear;
    what has gone by is for the caller to judge."""
    words = asked.get("exactly", "").strip() or asked.get("when", "").strip()
    wall = _understood(words, zone, usual) if words else _picked(asked, usual)
    if wall is None:
        raise NotReady("not_understood")
    if clock.is_in_gap(wall, zone):
        if words or asked.get("time"):
            raise NotReady("clocks_skip", when=date_format(wall, "H:i"))
        return clock.wall(clock.instant(wall, zone), zone)
    return wall


def is_past(wall: datetime, zone: str) -> bool:
    return clock.instant(wall, zone) <= clock.now()


def clock_time(words: str) -> time | None:
    """ "09:30" as a time of day; None for anything else."""
    try:
        return time.fromisoformat(words).replace(second=0, microsecond=0, tzinfo=None) if words else None
    except ValueError:
        return None


def _understood(words: str, zone: str, usual: time) -> datetime:
    try:
        return understand(words, clock.wall(clock.now(), zone), usual, partial(_later, zone))
    except Unclear as unclear:
        raise NotReady(unclear.reason, **_told(unclear)) from unclear


def _later(zone: str, span: timedelta) -> datetime:
    """Hours and minutes are those that pass; days and weeks are those of the calendar."""
    if span % DAY:
        return clock.wall(clock.now() + span, zone)
    return clock.wall(clock.now(), zone) + span


def _told(unclear: Unclear) -> dict[str, str]:
    """What a sentence of ``errors`` needs to say, in the reader's language."""
    one, other = unclear.one, unclear.other
    if isinstance(one, time) and other:
        return {
            "one": time_format(one, "H:i"), "other": _day(other), "colon": f"{one:%H:%M}",
            "dots": f"{other.day}.{other.month}.",
        }  # fmt: skip
    if isinstance(one, date) and other:
        return {"one": _day(one), "other": _day(other)}
    return {"one": date_format(one), "weekday": date_format(one, "l")} if isinstance(one, date) else {}


def _day(day: date) -> str:
    return date_format(day, gettext("j F"))


def _picked(asked: Mapping[str, str], usual: time) -> datetime | None:
    try:
        on = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return None
    return datetime.combine(on, clock_time(asked.get("time", "")) or usual) if 2000 <= on.year <= 2100 else None
