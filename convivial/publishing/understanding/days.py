"""Which day a phrase means. Each reader takes its words out of the phrase and gives the day, or None."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from .clocks import has_clock
from .unclear import Unclear
from .words import COUNTED, DAYS_AHEAD, MONTH_UNITS, MONTHS, NEXT, NEXT_WEEK, THIS, TODAY_TOO, UNITS, WEEKDAYS

Read = tuple[str, date | None]

_DAY_UNITS = [word for word, unit in UNITS.items() if unit >= timedelta(days=1)]
_COUNT = rf"(\d{{1,3}}|{'|'.join(COUNTED)})"
_IN_DAYS = re.compile(rf"\bin {_COUNT} ({'|'.join(_DAY_UNITS)})\b")
_IN_MONTHS = re.compile(rf"\bin {_COUNT} ({'|'.join(MONTH_UNITS)})\b")
_ISO = re.compile(r"\b(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)(?:t(?=\d))?")
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})(?![\d:.])|(\d{2})(?![\d:.]))?")
_BARE = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{1,2})(?![\d.:]|\s?(?:uhr|am|pm|h)\b)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})(?:/(\d{1,2})(?:/(\d{4}|\d{2}))?|-(\d{1,2})-(\d{4}))(?![\d:./-])")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?\s?(?:of )?({_MONTH})\b\.?(?:\s(\d{{4}}))?(?![\d:])")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.])(?:\s(\d{{4}}))?")
_DAY_ALONE = re.compile(r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b|\b(?:am|den|der|vom) (\d{1,2})\.(?![\d.])")
_WEEKDAY = re.compile("|".join(rf"\b(?:(?:{NEXT}|{THIS}) )?({words})(?!\w)" for words in WEEKDAYS))


def is_technical(text: str) -> bool:
    """Whether the day is written as machines do ("2026-11-26"): then so is the time, on 24 hours."""
    return bool(_ISO.search(text))


def counted(text: str, now: datetime) -> Read:
    """ "in 3 days 9:00", "in einem Monat" """
    if found := _IN_DAYS.search(text):
        return without(text, found), (now + number(found[1]) * UNITS[found[2]]).date()
    if found := _IN_MONTHS.search(text):
        year, month = divmod(now.year * 12 + now.month - 1 + number(found[1]), 12)
        return without(text, found), date(year, month + 1, min(now.day, monthrange(year, month + 1)[1]))
    return text, None


def written(text: str, now: datetime) -> Read:
    """ "2026-11-26", "26.11.", "26 November", "Nov 26", "12/31", "the 26th" """
    if found := _ISO.search(text):
        return without(text, found), date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DOTTED.search(text):
        return without(text, found), _dated(now, int(found[1]), int(found[2]), found[3] or found[4])
    if found := _DAY_MONTH.search(text):
        return without(text, found), _dated(now, int(found[1]), MONTHS[found[2]], found[3])
    if found := _MONTH_DAY.search(text):
        return without(text, found), _dated(now, int(found[2]), MONTHS[found[1]], found[3])
    if found := _SLASHED.search(text):
        return without(text, found), _slashed(now, int(found[1]), int(found[2] or found[4]), found[3] or found[5])
    return _loosely_written(text, now)


def _loosely_written(text: str, now: datetime) -> Read:
    if found := _DAY_ALONE.search(text):
        return without(text, found), _next_with_day(now.date(), int(found[1] or found[2]))
    found = _BARE.search(text)
    if found and int(found[2]) <= 12 and (int(found[1]) > 23 or has_clock(without(text, found))):
        return without(text, found), _dated(now, int(found[1]), int(found[2]), None)
    return text, None


def named(text: str, now: datetime) -> Read:
    """ "tomorrow", "übermorgen", "tonight" """
    if re.search(rf"\b(?:{TODAY_TOO})\b", text):
        return text, now.date()
    for words, ahead in DAYS_AHEAD.items():
        if found := re.search(rf"\b{words}\b", text):
            return without(text, found), now.date() + timedelta(days=ahead)
    return text, None


def weekday(text: str, now: datetime) -> tuple[str, date | None, bool]:
    """ "next Friday", "Montag nächster Woche"; and whether the day a week later could be meant as well, for it is
    that day today and the phrase does not say "today"."""
    in_next_week = re.search(rf"\b{NEXT_WEEK}\b", text)
    rest = without(text, in_next_week) if in_next_week else text
    found = _WEEKDAY.search(rest)
    if not found:
        return text, None, False
    asked = next(position for position, word in enumerate(found.groups()) if word)
    ahead = (asked - now.weekday()) % 7
    if in_next_week:
        ahead = 7 - now.weekday() + asked
    elif not ahead and re.search(rf"\b{NEXT} ", found[0]):
        ahead = 7
    return without(rest, found), now.date() + timedelta(days=ahead), not ahead


def _slashed(now: datetime, first: int, second: int, year: str | None) -> date:
    """The day stands first for some and the month for others: only what can be read in one way is taken."""
    if first > 12 or first == second:
        return _dated(now, first, second, year)
    if second > 12:
        return _dated(now, second, first, year)
    raise Unclear("two_days", _dated(now, first, second, year), _dated(now, second, first, year))


def _dated(now: datetime, day: int, month: int, year: str | None) -> date:
    """Without a year: the next time that this day comes."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(now.year, month, day)
    return this_year if this_year >= now.date() else date(now.year + 1, month, day)


def _next_with_day(today: date, day: int) -> date:
    """The next month that has such a day, this one first."""
    for ahead in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if day <= monthrange(year, month + 1)[1] and (ahead or day >= today.day):
            return date(year, month + 1, day)
    raise ValueError(day)


def number(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTED[word]


def without(text: str, found: "re.Match[str]") -> str:
    return " ".join((text[: found.start()] + " " + text[found.end() :]).split())
