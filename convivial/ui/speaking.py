"""Small things said the same everywhere: how a person is abbreviated, how a moment is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from convivial.lib.naming import turns
from convivial.lib.now import now

from .zones import city

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def initials(name: str) -> str:
    """``Ana Lima`` → AL, ``Ana`` → AN."""
    words = name.split()
    letters = words[0][:1] + words[-1][:1] if len(words) > 1 else name[:2]
    return letters.upper()


def apart(words: Any) -> SafeString:
    """Somebody's words, escaped; in a ``<bdi>`` when they could turn the words around them."""
    escaped = conditional_escape("" if words is None else words)
    return format_html("<bdi>{}</bdi>", escaped) if turns(escaped) else escaped


def hue_of(name: str) -> int:
    """One of the twelve hues of tokens.css, always the same for a name."""
    return crc32(name.encode()) % 12


def listed(names: Sequence[str], at_most: int = 4) -> str:
    """“Ana”, “Ana and Ben”, “Ana, Ben and Cleo”, “Ana, Ben, Cleo, Greta and 3 more”."""
    shown, more = list(names[:at_most]), len(names) - at_most
    if more > 0:
        shown.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    if len(shown) < 2:
        return "".join(shown)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(shown[:-1]), "last": shown[-1]}


def moment(at: datetime | None, zone: str | ZoneInfo | None) -> SafeString:
    """A ``<time>`` that shows the near as distance, the far as date, and the exact time with its zone on hover.
    Unknown is “–”."""
    if at is None:
        return SafeString("–")
    here = zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or "UTC")
    local = at.astimezone(here)
    return format_html(
        '<time datetime="{}" title="{}" data-controller="moment" data-moment-zone-value="{}">{}</time>',
        at.isoformat(), exact(local), here.key, told(local),
    )  # fmt: skip


def told(local: datetime) -> str:
    """In words, seen from now: “in 20 min”, “5 min ago”, “in 2 h 20”, “tomorrow 09:00”, “Thu 26 Nov, 09:00”."""
    here = now().astimezone(local.tzinfo)
    away = local - here
    if abs(away) < MINUTE:
        return gettext("now")
    if abs(away) < HOUR:
        return _minutes(away)
    if timedelta(0) < away < 6 * HOUR:
        hours, minutes = divmod(round(away / MINUTE), 60)
        return gettext("in %(h)s h %(m)s") % {"h": hours, "m": f"{minutes:02}"}
    days = (local.date() - here.date()).days
    return _on_day(local, days, here)


def patterns() -> dict[str, str]:
    """The same words as ``told`` uses, for the script that keeps a moment true."""
    return {
        "now": gettext("now"),
        "in": gettext("in %(n)s min"),
        "ago": gettext("%(n)s min ago"),
        "hours": gettext("in %(h)s h %(m)s"),
        "today": gettext("today %(time)s"),
        "yesterday": gettext("yesterday %(time)s"),
        "tomorrow": gettext("tomorrow %(time)s"),
    }


def exact(local: datetime) -> str:
    """Thursday 26 November 2026, 09:00 Berlin time."""
    day = formats.date_format(local, gettext("l j F Y, H:i"))
    return gettext("%(time)s, %(zone)s") % {"time": day, "zone": zone_name(getattr(local.tzinfo, "key", "UTC"))}


def zone_name(zone: str) -> str:
    """``Europe/Berlin`` → “Berlin time”."""
    if zone == "UTC":
        return gettext("universal time")
    return gettext("%(place)s time") % {"place": city(zone)}


def _minutes(away: timedelta) -> str:
    minutes = round(abs(away) / MINUTE)
    return (gettext("in %(n)s min") if away > timedelta(0) else gettext("%(n)s min ago")) % {"n": minutes}


def _on_day(local: datetime, days: int, here: datetime) -> str:
    clock = formats.date_format(local, "H:i")
    near = {-1: gettext("yesterday %(time)s"), 0: gettext("today %(time)s"), 1: gettext("tomorrow %(time)s")}
    if days in near:
        return near[days] % {"time": clock}
    shape = gettext("D j M, H:i") if local.year == here.year else gettext("j M Y, H:i")
    return formats.date_format(local, shape)
