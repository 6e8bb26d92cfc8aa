"""A phrase and the moment that it means.

``understand`` takes English and German alike, whatever the page's language, and answers a naive wall time. Where it
is not sure it says why (``Unclear``). Nothing is guessed from a rest that it does not know: "tomorrow 9 or so" is
unclear, so that a person is asked and not surprised. A clock is read on 24 hours, as it stands; but "at 5" and "half
past six" are the afternoon's for people who post by day, unless written "05:00" or said with "am", "in the morning".
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from . import clocks, days
from .unclear import Unclear
from .words import COUNTED, FILLERS, NOW, PIECES, UNITS, WEEKDAYS

__all__ = ["USUAL", "Unclear", "understand"]

USUAL = time(9, 0)  # what a day without a time means
LONGEST = 60  # characters; a longer phrase is no phrase
LAST_YEAR = 2100  # what lies beyond is a slip of the finger
DAY = timedelta(days=1)

_SPAN = re.compile(rf"^in (\d{{1,3}}|{'|'.join(COUNTED)}) ?({'|'.join(UNITS)})$")
_TIME_OR_DAY = re.compile(r"^(?:am )?(\d{1,2})\.(\d{1,2})$")
_ENDS = r"(?:früh|morgens?|vormittags?|mittags?|nachmittags?|abends?)"
_DAY_WORD = "|".join(words.removesuffix(r"\.?") for words in WEEKDAYS)
_COMPOUND = re.compile(rf"\b(heute|{_DAY_WORD}) ?({_ENDS})\b")

Later = Callable[[timedelta], datetime]


def understand(phrase: str, now: datetime, usual: time = USUAL, later: Later | None = None) -> datetime:
    """The wall time that a phrase means when the clock on the wall shows ``now``; both are naive. ``later`` gives the
    wall time after a span, where the clocks may be changed meanwhile."""
    text = _folded(phrase)
    if not text or len(text) > LONGEST or any(letter.isdigit() and not letter.isascii() for letter in text):
        raise Unclear("not_understood")
    if text in NOW:
        raise Unclear("at_once")
    try:
        meant = _span(text, now, later or (lambda span: now + span)) or _moment(text, now, usual)
    except Unclear:
        raise
    except (ValueError, OverflowError) as error:  # the 31st of February, 25 o'clock
        raise Unclear("no_such_moment") from error
    if meant.year > LAST_YEAR:
        raise Unclear("no_such_moment")
    return meant


def _folded(phrase: str) -> str:
    """Lower case, single spaces, "a.m." as "am", "Freitagabend" as two words; "Freitag Morgen" is a morning."""
    text = " ".join(phrase.casefold().replace(",", " ").replace(";", " ").split())
    text = re.sub(r"\b([ap])\.\s?m\.?(?!\w)", r"\1m", text)
    return _COMPOUND.sub(lambda found: f"{found[1]} {'morgens' if found[2] == 'morgen' else found[2]}", text)


def _span(text: str, now: datetime, later: Later) -> datetime | None:
    """ "in 20 minutes", "in einer halben Stunde": counted from now, to the minute."""
    span = _piece(text)
    if span is None:
        return None
    until = later(span).replace(second=0, microsecond=0)
    return until + timedelta(minutes=1 if now.second and span % DAY else 0)


def _piece(text: str) -> timedelta | None:
    if found := _SPAN.match(text):
        return days.number(found[1]) * UNITS[found[2]]
    return next((span for words, span in PIECES.items() if re.fullmatch(rf"in (?:{words})", text)), None)


def _moment(text: str, now: datetime, usual: time) -> datetime:
    if both := _TIME_OR_DAY.match(text):
        _refuse_time_or_day(now, int(both[1]), int(both[2]))
    rest, on, weekly = _day(text, now)
    rest, is_midnight = clocks.midnight(rest)
    rest, part = clocks.part(rest)
    rest, at, names_half = clocks.clock(rest)
    at = clocks.joined(at, part, names_half or days.is_technical(text))
    if any(word not in FILLERS for word in rest.split()) or (on is None and at is None and not is_midnight):
        raise Unclear("not_understood")
    if is_midnight:
        return _at_midnight(now, on, at)
    meant = _on_day(on, at or usual) if on else _next_coming(now, at or usual)
    return meant + 7 * DAY if weekly and meant <= now else meant


def _day(text: str, now: datetime) -> tuple[str, date | None, bool]:
    """Which day, and whether it is a weekday that may as well come in a week. A day can be said twice ("Thu 26 Nov"),
    as long as it is the same one."""
    rest, on = days.counted(text, now)
    if on is None:
        rest, on = days.written(rest, now)
    rest, weekday, weekly = days.weekday(rest, now)
    if on and weekday and on.weekday() != weekday.weekday():
        raise Unclear("other_weekday", on)
    if on is None and weekday is None:
        rest, on = days.named(rest, now)
    return rest, on or weekday, weekly and on is None


def _refuse_time_or_day(now: datetime, first: int, second: int) -> None:
    """ "10.12" is a time to some and a day to others; "9.30" and "31.12" are clear."""
    if first < 24 and 1 <= second <= 12 and first:
        raise Unclear("time_or_day", time(first, second), date(now.year, second, first))


def _at_midnight(now: datetime, on: date | None, at: time | None) -> datetime:
    """The coming one; that of a named day could be its first or its last moment."""
    if on or at:
        raise Unclear("midnight")
    return _on_day(now.date(), clocks.END_OF_DAY)


def _on_day(on: date, at: time) -> datetime:
    return datetime.combine(on + DAY, time.min) if at == clocks.END_OF_DAY else datetime.combine(on, at)


def _next_coming(now: datetime, at: time) -> datetime:
    today = _on_day(now.date(), at)
    return today if today > now else today + DAY
