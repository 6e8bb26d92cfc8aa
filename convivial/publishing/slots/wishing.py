"""What somebody wants proposed: which days, and what is to be left out. Said in the address, remembered nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from urllib.parse import urlencode

from convivial.lib import weeks

LONGEST = timedelta(days=92)
AHEAD = timedelta(days=366)
HOURS = "hours-"  # and the network
TIME = re.compile(r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\b")


@dataclass(frozen=True)
class Wish:
    """``rest_from`` and ``rest_until``: days on which nothing goes out; ``hours``: times by network."""

    first: date
    last: date
    rest_from: date | None = None
    rest_until: date | None = None
    only_workdays: bool = False
    hours: Mapping[str, tuple[time, ...]] = field(default_factory=dict)

    @property
    def resting(self) -> frozenset[date]:
        if self.rest_from is None:
            return frozenset()
        until = min(self.rest_until or self.rest_from, self.last)
        return frozenset(self.rest_from + timedelta(days=n) for n in range((until - self.rest_from).days + 1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def said(self) -> Mapping[str, str]:
        """The wish as names and values, to be sent along."""
        given = {
            "from": self.first.isoformat(), "until": self.last.isoformat(),
            "rest_from": self.rest_from.isoformat() if self.rest_from else "",
            "rest_until": self.rest_until.isoformat() if self.rest_until else "",
            "workdays": "1" if self.only_workdays else "",
        }  # fmt: skip
        given |= {f"{HOURS}{network}": spoken(times) for network, times in self.hours.items()}
        return {name: value for name, value in given.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.said)


def wish_in(address: Mapping[str, str], today: date) -> Wish:
    """Whatever the address says, days from tomorrow on, in order and not too many. Without any: the month that begins
    next, or what is left of this one while that is two weeks."""
    first, last = _usual(today)
    if on := _day(address.get("on", "")):
        first, last = on.replace(day=1), weeks.first_of_next_month(on) - timedelta(days=1)
    first = min(max(_day(address.get("from", "")) or first, today + timedelta(days=1)), today + AHEAD)
    last = min(max(_day(address.get("until", "")) or last, first), first + LONGEST)
    rest_from = _day(address.get("rest_from", ""))
    if rest_from is not None:
        rest_from = max(rest_from, first)
    said = {name.removeprefix(HOURS)[:20]: words for name, words in address.items() if name.startswith(HOURS)}
    hours = {network: times_in(words) for network, words in said.items()}
    return Wish(
        first, last, rest_from, _day(address.get("rest_until", "")), bool(address.get("workdays")),
        {network: times for network, times in list(hours.items())[:20] if times},
    )  # fmt: skip


def times_in(words: str) -> tuple[time, ...]:
    """ "9, 12:30 and 17.30" as times of a day, in order."""
    return tuple(sorted({time(int(hour), int(minute or 0)) for hour, minute in TIME.findall(words[:200])}))[:12]


def spoken(times: tuple[time, ...]) -> str:
    return " ".join(f"{at:%H:%M}" for at in times)


def _usual(today: date) -> tuple[date, date]:
    end = weeks.first_of_next_month(today) - timedelta(days=1)
    if (end - today).days >= 14:
        return today + timedelta(days=1), end
    first = end + timedelta(days=1)
    return first, weeks.first_of_next_month(first) - timedelta(days=1)


def _day(words: str) -> date | None:
    try:
        on = date.fromisoformat(words)
    except ValueError:
        return None
    return on if 2000 <= on.year <= 2100 else None
