"""Understands when somebody means: "tomorrow 9", "next Monday at 17:30", "morgen früh", "26. November halb zehn".

``understand`` takes English and German alike, whatever the page's language, and answers a naive wall time, or None
where it is not sure. Nothing is guessed from a rest that it does not know: "tomorrow 9 or so" is None, so that a
person is asked and not surprised. A clock without "am" or "pm" is read on 24 hours, as it stands.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from .understanding_words import (
    COUNTED,
    DAYS_AHEAD,
    FILLERS,
    HALF,
    MONTHS,
    NEXT,
    PARTS_OF_DAY,
    UNITS,
    WEEKDAYS,
)  # fmt: skip

USUAL = time(9, 0)  # what a day without a time means
LONGEST = 60  # characters; a longer phrase is no phrase
LAST_YEAR = 2100  # what lies beyond is a slip of the finger

Reading = tuple[date | None, time | None]

_CLOCK = re.compile(r"(?<![\d.:/-])(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|uhr|h)?(?![\d.:/-])")
_HALF = re.compile(rf"\b{HALF} (\d{{1,2}}|{'|'.join(COUNTED)})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?(?!\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of )?({_MONTH})\.?\b(?:\s(\d{{4}}))?")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.])(?:,?\s(\d{{4}}))?")
_SPAN = re.compile(rf"^in (\d{{1,3}}|{'|'.join(COUNTED)}) ({'|'.join(UNITS)})$")
_SPAN_DAYS = re.compile(rf"\bin (\d{{1,3}}|{'|'.join(COUNTED)}) (days?|weeks?|tage?n?|wochen?)\b")


def understand(phrase: str, now: datetime, usual: time = USUAL) -> datetime | None:
    """The wall time that a phrase means when the clock on the wall shows ``now``; both are naive."""
    text = " ".join(phrase.casefold().replace(",", " ").split())
    if not text or len(text) > LONGEST:
        return None
    try:
        meant = _span(text, now) or _moment(text, now, usual)
        return meant if meant and meant.year <= LAST_YEAR else None
    except (ValueError, OverflowError):  # the 31st of February, a year 10000
        return None


def _span(text: str, now: datetime) -> datetime | None:
    """ "in 20 minutes": counted from now, to the minute."""
    found = _SPAN.match(text)
    if not found:
        return None
    unit = UNITS[found[2]]
    until = now + _number(found[1]) * unit
    return until.replace(second=0, microsecond=0) + timedelta(
        minutes=1 if now.second and unit < timedelta(days=1) else 0
    )


def _moment(text: str, now: datetime, usual: time) -> datetime | None:
    rest, (on, at) = text, (None, None)
    for read in (_counted_day, _written_day, _named_part, _named_day, _clock):
        rest, (on, at) = _one_reading(read, rest, now, on, at)
    if any(word not in FILLERS for word in rest.split()) or (on is None and at is None):
        return None
    if on is None:
        return _next_coming(now, at or usual)
    return _not_gone_by_a_week(text, datetime.combine(on, at or usual), now)


def _one_reading(
    read: Callable[[str, datetime], tuple[str, Reading]], rest: str, now: datetime, on: date | None, at: time | None
) -> tuple[str, Reading]:
    """One reader's find. A day or time that is known already may be said again ("Thu 26 Nov"), not otherwise."""
    left, (day, clock) = read(rest, now)
    if (day and on and day.weekday() != on.weekday()) or (clock and at):
        return rest, (on, at)
    return left, (on or day, at or clock)


def _counted_day(text: str, now: datetime) -> tuple[str, Reading]:
    """ "in 3 days 9:00" """
    found = _SPAN_DAYS.search(text)
    if not found:
        return text, (None, None)
    return _without(text, found), ((now + _number(found[1]) * UNITS[found[2]]).date(), None)


def _written_day(text: str, now: datetime) -> tuple[str, Reading]:
    """ "2026-11-26", "26.11.", "26 November", "Nov 26" """
    if found := _ISO.search(text):
        return _without(text, found), (date(int(found[1]), int(found[2]), int(found[3])), None)
    if found := _DOTTED.search(text):
        return _without(text, found), (_dated(now, int(found[1]), int(found[2]), found[3]), None)
    if found := _DAY_MONTH.search(text):
        return _without(text, found), (_dated(now, int(found[1]), MONTHS[found[2]], found[3]), None)
    if found := _MONTH_DAY.search(text):
        return _without(text, found), (_dated(now, int(found[2]), MONTHS[found[1]], found[3]), None)
    return text, (None, None)


def _dated(now: datetime, day: int, month: int, year: str | None) -> date:
    """Without a year: the next time that this day comes."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(now.year, month, day)
    return this_year if this_year >= now.date() else date(now.year + 1, month, day)


def _named_part(text: str, now: datetime) -> tuple[str, Reading]:
    """ "tomorrow morning", "heute Abend", "noon", "halb zehn" """
    if found := _HALF.search(text):
        hour = _number(found[1])
        return _without(text, found), (None, time(hour - 1 if hour else 23, 30))
    for words, (hour, ahead) in PARTS_OF_DAY.items():
        if found := re.search(rf"\b{words}\b", text):
            on = None if ahead is None else now.date() + timedelta(days=ahead)
            return _without(text, found), (on, time(hour, 0))
    return text, (None, None)


def _named_day(text: str, now: datetime) -> tuple[str, Reading]:
    """ "tomorrow", "übermorgen", "next Friday" """
    for words, ahead in DAYS_AHEAD.items():
        if found := re.search(rf"\b{words}\b", text):
            return _without(text, found), (now.date() + timedelta(days=ahead), None)
    for words, weekday in WEEKDAYS.items():
        if found := re.search(rf"\b(?:{NEXT} )?{words}\b", text):
            return _without(text, found), (now.date() + timedelta(days=(weekday - now.weekday()) % 7), None)
    return text, (None, None)


def _clock(text: str, now: datetime) -> tuple[str, Reading]:
    """ "9", "9:30", "9.30 Uhr", "5pm" """
    found = _CLOCK.search(text)
    if not found:
        return text, (None, None)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _without(text, found), (None, time(hour, minute))


def _next_coming(now: datetime, at: time) -> datetime:
    today = datetime.combine(now.date(), at)
    return today if today > now else today + timedelta(days=1)


def _not_gone_by_a_week(text: str, meant: datetime, now: datetime) -> datetime:
    """A weekday is the coming one: on a Monday at ten, "Monday 9" is in a week, and so is "next Monday"."""
    names_weekday = any(re.search(rf"\b{words}\b", text) for words in WEEKDAYS)
    is_next = bool(re.search(rf"\b{NEXT} ", text))
    if names_weekday and meant.date() == now.date() and (meant <= now or is_next):
        return meant + timedelta(days=7)
    return meant


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTED[word]


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join((text[: found.start()] + " " + text[found.end() :]).split())
