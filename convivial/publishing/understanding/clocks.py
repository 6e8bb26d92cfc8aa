"""Which time of day a phrase means."""

import re
from datetime import time

from .unclear import Unclear
from .words import BEFORE, COUNTED, HOURS, MIDNIGHT, PARTS_OF_DAY, PAST, QUARTER, Part

Read = tuple[
    str, "time | None", bool
]  # what is left of the phrase, the time, and whether it names its half of the day
EARLY = 7  # whoever says "at 5", "half past six" or "halb sechs" without more means the afternoon
END_OF_DAY = time(23, 59, 59)  # "24:00": the first moment of the day after

_HOUR = rf"(\d{{1,2}}|{'|'.join(HOURS)})"
_MINUTES = rf"(?:(\d{{1,2}}|{'|'.join(COUNTED)})(?: minutes?| minuten?| min)?|{QUARTER})"
_SUFFIX = r"(?:\s?(am|pm)\b|\s?(?:uhr|h|o['’]clock|hours)\b(?:\s(\d{2})\b(?![.:]))?)?"
_CLOCK = re.compile(rf"(?<![\d.:/-])(\d{{1,2}})(?:[:.h](\d{{2}})(?::\d{{2}})?)?{_SUFFIX}(?![\d.:/-])")
_DIGITS = re.compile(
    r"(?<![\d.:/-])(0\d|[01]\d(?=\d\d\s?(?:h|hours|uhr)\b)|2[0-3](?=\d\d\s?(?:h|hours|uhr)\b))([0-5]\d)\b"
)
_OF_24 = re.compile(r"(?:uhr|h|hours)\b")  # "o'clock" is said on twelve
_WORD = re.compile(rf"\b({'|'.join(HOURS)})\b(?:\s?(am|pm)\b)?")
_PAST = re.compile(rf"\b{_MINUTES} {PAST} {_HOUR}\b(?:\s?(am|pm)\b)?")
_BEFORE = re.compile(rf"\b{_MINUTES} {BEFORE} {_HOUR}\b(?:\s?(am|pm)\b)?")
_HALF_PAST = re.compile(rf"\bhalf past {_HOUR}\b(?:\s?(am|pm)\b)?")
_HALF = re.compile(rf"\b(halb|dreiviertel) {_HOUR}\b")


def has_clock(text: str) -> bool:
    return bool(_CLOCK.search(text))


def clock(text: str) -> Read:
    """ "9", "9:30", "9.30 Uhr", "9 Uhr 30", "5pm", "24:00", "half past 9", "halb zehn", "viertel vor 9", "nine" """
    for read in (_spoken, _written, _word):
        rest, at, names_half = read(text)
        if at is not None:
            return rest, at, names_half
    return text, None, False


def part(text: str) -> tuple[str, Part | None]:
    """ "morning", "nachmittags" """
    for words, meant in PARTS_OF_DAY.items():
        if found := re.search(rf"\b(?:{words})\b", text):
            return _without(text, found), meant
    return text, None


def midnight(text: str) -> tuple[str, bool]:
    found = re.search(rf"\b(?:{MIDNIGHT})\b", text)
    return (_without(text, found), True) if found else (text, False)


def joined(at: time | None, of_day: Part | None, names_half: bool) -> time | None:
    """What a clock says, in the part of the day that was said along: "abends um 8". Without one, a clock between one
    and seven is the afternoon's, unless it was written as one of 24 hours is ("6:30", "6 Uhr", "05") or says "am"."""
    if of_day is None:
        return at.replace(hour=at.hour + 12) if at and not names_half and at.hour < EARLY else at
    if at is None:
        if of_day.usual is None:
            raise Unclear("not_understood")
        return time(of_day.usual)
    if at.hour in of_day.hours:
        return at
    if at.hour in of_day.after_noon:
        return at.replace(hour=at.hour + 12)
    raise Unclear("not_understood")


def _spoken(text: str) -> Read:
    if found := _HALF_PAST.search(text):
        return _without(text, found), _shifted(_of(found[1], found[2]), 30), _names_half(found[1], found[2])
    if found := _HALF.search(text):
        at = _shifted(_of(found[2]), -30 if found[1] == "halb" else -15)
        return _without(text, found), at, _names_half(found[2])
    if found := _PAST.search(text):
        at = _shifted(_of(found[2], found[3]), _minutes(found[1]))
        return _without(text, found), at, _names_half(found[2], found[3])
    if found := _BEFORE.search(text):
        at = _shifted(_of(found[2], found[3]), -_minutes(found[1]))
        return _without(text, found), at, _names_half(found[2], found[3])
    return text, None, False


def _written(text: str) -> Read:
    if found := _DIGITS.search(text):
        return re.sub(r"^(?:hours|h|uhr)\b", "", _without(text, found)), time(int(found[1]), int(found[2])), True
    found = _CLOCK.search(text)
    if not found:
        return text, None, False
    hour, minute = _of(found[1], found[3]).hour if found[1] != "24" else 24, int(found[2] or found[4] or 0)
    if hour == 24 and not minute:
        return _without(text, found), END_OF_DAY, True
    is_of_24 = bool(found[2] or _OF_24.search(found[0]))
    return _without(text, found), time(hour, minute), is_of_24 or _names_half(found[1], found[3])


def _word(text: str) -> Read:
    found = _WORD.search(text)
    if not found:
        return text, None, False
    return _without(text, found), _of(found[1], found[2]), _names_half(found[1], found[2])


def _of(hour: str, half: str | None = None) -> time:
    number = HOURS[hour] if hour in HOURS else int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError(hour)
        number = number % 12 + (12 if half == "pm" else 0)
    return time(number)


def _names_half(hour: str, half: str | None = None) -> bool:
    """Whether "am", "pm" or the way in which the hour is written ("05", "17", "0") leaves nothing open."""
    return bool(half) or hour.startswith("0") or (hour.isdecimal() and int(hour) > 12)


def _minutes(word: str | None) -> int:
    """A quarter of an hour when it is no number."""
    if word is None:
        return 15
    count = COUNTED[word] if word in COUNTED else int(word)
    if not 1 <= count <= 59:
        raise ValueError(word)
    return count


def _shifted(at: time, minutes: int) -> time:
    hour, minute = divmod(at.hour * 60 + minutes, 60)
    return time(hour % 24, minute)


def _without(text: str, found: "re.Match[str]") -> str:
    return " ".join((text[: found.start()] + " " + text[found.end() :]).split())
