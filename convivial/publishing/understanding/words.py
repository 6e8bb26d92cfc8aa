"""The words of days and times that ``understanding`` knows, in English and German, folded to lower case."""

from datetime import timedelta
from typing import NamedTuple

NOW = frozenset({"now", "right now", "at once", "immediately", "asap", "jetzt", "sofort", "gleich", "jetzt gleich"})

DAYS_AHEAD = {
    r"(?:the )?day after tomorrow": 2, r"übermorgen": 2, r"uebermorgen": 2,
    r"tomorrow": 1, r"tmrw": 1, r"morgen": 1,
    r"today": 0, r"heute": 0,
    r"yesterday": -1, r"gestern": -1,
}  # fmt: skip


class Part(NamedTuple):
    """A part of the day: the hour that it means by itself (None: it needs one), the hours that it takes from a clock,
    and those to which twelve are added ("abends um 8")."""

    usual: int | None
    hours: range
    after_noon: range = range(0)


MORNING, NOON = Part(9, range(4, 12)), Part(12, range(11, 15), range(1, 3))
AFTERNOON, EVENING = Part(15, range(12, 19), range(1, 7)), Part(19, range(17, 24), range(5, 12))
NIGHT = Part(None, range(6), range(8, 12))
PARTS_OF_DAY: dict[str, Part] = {
    r"(?:in the |this )?morning|früh|morgens|vormittags?": MORNING,
    r"(?:in the |this )?afternoon|nachmittags?": AFTERNOON,
    r"(?:in the |this )?evening|tonight|abends?": EVENING,
    r"lunch ?time|noon|mittags?": NOON,
    r"at night|nachts": NIGHT,
}
TODAY_TOO = r"this (?:morning|afternoon|evening)|tonight"
MIDNIGHT = r"midnight|mitternacht"

WEEKDAYS = {
    r"(?:mondays?|mon|montags?|mo)\.?": 0,
    r"(?:tuesdays?|tues?|dienstags?|di)\.?": 1,
    r"(?:wednesdays?|wed|mittwochs?|mi)\.?": 2,
    r"(?:thursdays?|thu(?:rs?)?|donnerstags?|do)\.?": 3,
    r"(?:fridays?|fri|freitags?|fr)\.?": 4,
    r"(?:saturdays?|sat|samstags?|sonnabends?|sa)\.?": 5,
    r"(?:sundays?|sun|sonntags?|so)\.?": 6,
}

NEXT = r"(?:next|nächste[nrs]?|naechste[nrs]?|kommende[nrs]?)"
THIS = r"(?:this|diese[nrs]?|coming)"
NEXT_WEEK = r"(?:in |der )?(?:next|nächste[nr]?|naechste[nr]?|kommende[nr]?) (?:week|woche)"

_MONTH_WORDS = (
    ("january", "jan", "januar", "jänner"), ("february", "feb", "februar"), ("march", "mar", "märz", "mär", "mrz"),
    ("april", "apr"), ("may", "mai"), ("june", "jun", "juni"), ("july", "jul", "juli"), ("august", "aug"),
    ("september", "sep", "sept"), ("october", "oct", "oktober", "okt"), ("november", "nov"),
    ("december", "dec", "dezember", "dez"),
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words}

UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins", "minuten"), timedelta(minutes=1)),
    **dict.fromkeys(("hour", "hours", "h", "hrs", "stunde", "stunden", "std"), timedelta(hours=1)),
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), timedelta(days=1)),
    **dict.fromkeys(("week", "weeks", "woche", "wochen"), timedelta(weeks=1)),
}
MONTH_UNITS = ("month", "months", "monat", "monate", "monaten")
PIECES = {  # said without a number
    r"half an hour|(?:einer )?halben stunde": timedelta(minutes=30),
    r"(?:a )?quarter of an hour|(?:einer )?viertelstunde": timedelta(minutes=15),
    r"(?:einer )?dreiviertelstunde": timedelta(minutes=45),
    r"an hour and a half|anderthalb stunden|eineinhalb stunden": timedelta(minutes=90),
}

_COUNTING = (
    ("one", "eins", "ein"), ("two", "zwei"), ("three", "drei"), ("four", "vier"), ("five", "fünf"), ("six", "sechs"),
    ("seven", "sieben"), ("eight", "acht"), ("nine", "neun"), ("ten", "zehn"), ("eleven", "elf"), ("twelve", "zwölf"),
)  # fmt: skip
HOURS = {word: number for number, words in enumerate(_COUNTING, start=1) for word in words}
COUNTED = HOURS | dict.fromkeys(("a", "an", "eine", "einem", "einer"), 1) | {"zwanzig": 20, "twenty": 20}

PAST, BEFORE = r"(?:past|after|nach)", r"(?:to|before|vor)"
QUARTER = r"(?:a )?(?:quarter|viertel)"
FILLERS = frozenset({
    "at", "on", "um", "am", "im", "the", "o'clock", "o’clock", "uhr", "gegen", "den", "der", "dem", "vom",
})  # fmt: skip
