"""The words of days and times that ``understanding`` knows, in English and German, folded to lower case."""

from datetime import timedelta

DAYS_AHEAD = {
    r"(?:the )?day after tomorrow": 2, r"übermorgen": 2, r"uebermorgen": 2,
    r"tomorrow": 1, r"tmrw": 1, r"morgen": 1,
    r"today": 0, r"heute": 0,
}  # fmt: skip

# Words for a part of the day → (hour, days ahead or None where another word says the day). Longer ones first.
PARTS_OF_DAY: dict[str, tuple[int, int | None]] = {
    r"heute (?:früh|morgen)": (9, 0), r"this morning": (9, 0), r"this afternoon": (15, 0),
    r"this evening": (19, 0), r"tonight": (19, 0),
    r"(?<=morgen )früh": (9, None), r"vormittags?": (10, None), r"nachmittags?": (15, None),
    r"mittags?": (12, None), r"abends?": (19, None), r"(?:in the )?morning": (9, None),
    r"(?:in the )?afternoon": (15, None), r"(?:in the )?evening": (19, None), r"noon": (12, None),
    r"lunch ?time": (12, None),
}  # fmt: skip

WEEKDAYS = {
    r"(?:mondays?|mon|montags?|mo)": 0,
    r"(?:tuesdays?|tues?|dienstags?|di)": 1,
    r"(?:wednesdays?|wed|mittwochs?|mi)": 2,
    r"(?:thursdays?|thu(?:rs?)?|donnerstags?|do)": 3,
    r"(?:fridays?|fri|freitags?|fr)": 4,
    r"(?:saturdays?|sat|samstags?|sonnabends?|sa)": 5,
    r"(?:sundays?|sun|sonntags?|so)": 6,
}

NEXT = r"(?:next|nächste[nrs]?|naechste[nrs]?|kommende[nrs]?)"

_MONTH_WORDS = (
    ("january", "jan", "januar", "jänner"), ("february", "feb", "februar"), ("march", "mar", "märz", "mär", "mrz"),
    ("april", "apr"), ("may", "mai"), ("june", "jun", "juni"), ("july", "jul", "juli"), ("august", "aug"),
    ("september", "sep", "sept"), ("october", "oct", "oktober", "okt"), ("november", "nov"),
    ("december", "dec", "dezember", "dez"),
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words}

UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins", "minuten"), timedelta(minutes=1)),
    **dict.fromkeys(("hour", "hours", "h", "stunde", "stunden", "std"), timedelta(hours=1)),
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), timedelta(days=1)),
    **dict.fromkeys(("week", "weeks", "woche", "wochen"), timedelta(weeks=1)),
}

_COUNTING = (
    ("one", "a", "an", "ein", "eine", "einem", "einer", "eins"), ("two", "zwei"), ("three", "drei"), ("four", "vier"),
    ("five", "fünf"), ("six", "sechs"), ("seven", "sieben"), ("eight", "acht"), ("nine", "neun"), ("ten", "zehn"),
    ("eleven", "elf"), ("twelve", "zwölf"),
)  # fmt: skip
COUNTED = {word: number for number, words in enumerate(_COUNTING, start=1) for word in words}

HALF = "halb"
FILLERS = frozenset({"at", "on", "um", "am", "the", "o'clock", "o’clock", "uhr", "gegen", "den", "der", "on the"})
