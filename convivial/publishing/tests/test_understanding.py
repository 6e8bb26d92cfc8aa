"""What people type into "when", and what they mean. The clock on the wall shows Saturday 21 November 2026, 10:24."""

import contextlib
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.publishing.errors import SENTENCES
from convivial.publishing.understanding import Unclear, understand

NOW = datetime(2026, 11, 21, 10, 24)

MEANT = {
    # English
    "tomorrow 9": "2026-11-22 09:00",
    "Tomorrow at 9:30": "2026-11-22 09:30",
    "tomorrow morning": "2026-11-22 09:00",
    "tomorrow evening": "2026-11-22 19:00",
    "tomorrow": "2026-11-22 09:00",
    "today 17:30": "2026-11-21 17:30",
    "today at 5pm": "2026-11-21 17:00",
    "today 9": "2026-11-21 09:00",  # gone by: the page says so, and guesses nothing
    "tonight": "2026-11-21 19:00",
    "this afternoon": "2026-11-21 15:00",
    "noon": "2026-11-21 12:00",
    "tomorrow noon": "2026-11-22 12:00",
    "12am": "2026-11-22 00:00",
    "12 pm": "2026-11-21 12:00",
    "9": "2026-11-22 09:00",
    "18": "2026-11-21 18:00",
    "18:05": "2026-11-21 18:05",
    "monday 9": "2026-11-23 09:00",
    "Mon 9am": "2026-11-23 09:00",
    "next Monday at 9": "2026-11-23 09:00",
    "on Thursday at 9": "2026-11-26 09:00",
    "saturday 9": "2026-11-28 09:00",
    "saturday 11": "2026-11-21 11:00",
    "next saturday 11": "2026-11-28 11:00",
    "day after tomorrow 8": "2026-11-23 08:00",
    "in 20 minutes": "2026-11-21 10:44",
    "in 2 hours": "2026-11-21 12:24",
    "in an hour": "2026-11-21 11:24",
    "in three days at 9": "2026-11-24 09:00",
    "in a week": "2026-11-28 10:24",
    "26 Nov 9:00": "2026-11-26 09:00",
    "26th of November 9pm": "2026-11-26 21:00",
    "Nov 26": "2026-11-26 09:00",
    "November 26, 2027 9:15": "2027-11-26 09:15",
    "3 March 8:00": "2027-03-03 08:00",
    "2026-11-26 09:00": "2026-11-26 09:00",
    "2026-11-26T09:00": "2026-11-26 09:00",
    "Thu 26 Nov 09:00": "2026-11-26 09:00",
    # German
    "morgen 9": "2026-11-22 09:00",
    "morgen um 9 Uhr": "2026-11-22 09:00",
    "morgen früh": "2026-11-22 09:00",
    "Morgen Mittag": "2026-11-22 12:00",
    "heute Abend": "2026-11-21 19:00",
    "heute 17.30 Uhr": "2026-11-21 17:30",
    "übermorgen 8": "2026-11-23 08:00",
    "Montag 9": "2026-11-23 09:00",
    "am Dienstag um halb zehn": "2026-11-24 09:30",
    "nächsten Montag um 9": "2026-11-23 09:00",
    "Do 9 Uhr": "2026-11-26 09:00",
    "in 20 Minuten": "2026-11-21 10:44",
    "in einer Stunde": "2026-11-21 11:24",
    "in zwei Wochen": "2026-12-05 10:24",
    "26.11. 9 Uhr": "2026-11-26 09:00",
    "26.11.2026 09:00": "2026-11-26 09:00",
    "26. November, 9:00": "2026-11-26 09:00",
    "26. März 2027 halb 8": "2027-03-26 07:30",
    # days as they are written
    "31.12. 23:59": "2026-12-31 23:59",
    "31.12.": "2026-12-31 09:00",
    "31.12": "2026-12-31 09:00",
    "31.12 23:59": "2026-12-31 23:59",
    "10.12 9:00": "2026-12-10 09:00",
    "31.12.26": "2026-12-31 09:00",
    "31.12. 17 Uhr": "2026-12-31 17:00",
    "31.12.2026, 23:59 Uhr": "2026-12-31 23:59",
    "31. Dezember 2026 um 23.59 Uhr": "2026-12-31 23:59",
    "31.Dezember": "2026-12-31 09:00",
    "31 Dez. 9": "2026-12-31 09:00",
    "1.1. 0:00": "2027-01-01 00:00",
    "12/31 11pm": "2026-12-31 23:00",
    "31/12 23:59": "2026-12-31 23:59",
    "12/31/2026 11 p.m.": "2026-12-31 23:00",
    "4/4 9:00": "2027-04-04 09:00",
    "2026/12/31 23:59": "2026-12-31 23:59",
    "2026-12-31T23:59:00": "2026-12-31 23:59",
    "26-11-2026 9:00": "2026-11-26 09:00",
    "Do., 26.11., 9 Uhr": "2026-11-26 09:00",
    "Thu 31.12.2026 8": "2026-12-31 08:00",
    "the 26th 9am": "2026-11-26 09:00",
    "am 26. um 9": "2026-11-26 09:00",
    "in a month": "2026-12-21 09:00",
    "in einem Monat 9 Uhr": "2026-12-21 09:00",
    "yesterday": "2026-11-20 09:00",  # the page says that it has gone by
    "gestern 9": "2026-11-20 09:00",
    # weeks
    "Mo. 9": "2026-11-23 09:00",
    "this friday 9": "2026-11-27 09:00",
    "next friday 17:30": "2026-11-27 17:30",
    "nächsten Montag um 8": "2026-11-23 08:00",
    "nächste Woche Montag 9": "2026-11-23 09:00",
    "Freitag nächster Woche um 9": "2026-11-27 09:00",
    "sunday next week 9": "2026-11-29 09:00",
    # clocks as they are said
    "9 Uhr": "2026-11-22 09:00",
    "9 Uhr 30": "2026-11-22 09:30",
    "9h30": "2026-11-22 09:30",
    "9.30": "2026-11-22 09:30",
    "0930": "2026-11-22 09:30",
    "1730 Uhr": "2026-11-21 17:30",
    "9 a.m.": "2026-11-22 09:00",
    "nine": "2026-11-22 09:00",
    "morgen um neun": "2026-11-22 09:00",
    "halb neun": "2026-11-22 08:30",
    "viertel nach 9": "2026-11-22 09:15",
    "viertel vor neun": "2026-11-22 08:45",
    "dreiviertel neun": "2026-11-22 08:45",
    "zehn nach neun": "2026-11-22 09:10",
    "5 vor 12": "2026-11-21 11:55",
    "half past nine": "2026-11-22 09:30",
    "quarter to ten pm": "2026-11-21 21:45",
    "heute 24 Uhr": "2026-11-22 00:00",
    "24:00": "2026-11-22 00:00",
    "Mitternacht": "2026-11-22 00:00",
    "midnight": "2026-11-22 00:00",
    # parts of the day
    "Freitagabend": "2026-11-27 19:00",
    "Freitag Abend 8": "2026-11-27 20:00",
    "Freitag morgen": "2026-11-27 09:00",
    "Montagmorgen um 8": "2026-11-23 08:00",
    "heute morgen um 11": "2026-11-21 11:00",
    "morgen früh um 7": "2026-11-22 07:00",
    "morgen Nachmittag um 4": "2026-11-22 16:00",
    "8 Uhr abends": "2026-11-21 20:00",
    "9 in the evening": "2026-11-21 21:00",
    "tonight 8": "2026-11-21 20:00",
    "12 Uhr mittags": "2026-11-21 12:00",
    "nachts um 2": "2026-11-22 02:00",
    # from one to seven it is the afternoon, unless somebody says otherwise
    "Thursday half past five": "2026-11-26 17:30",
    "Donnerstag halb sechs": "2026-11-26 17:30",
    "halb sieben": "2026-11-21 18:30",
    "quarter to seven": "2026-11-21 18:45",
    "quarter to one": "2026-11-21 12:45",
    "halb eins": "2026-11-21 12:30",
    "viertel vor eins": "2026-11-21 12:45",
    "tomorrow 1": "2026-11-22 13:00",
    "tomorrow 6": "2026-11-22 18:00",
    "tomorrow 6 o'clock": "2026-11-22 18:00",
    "tomorrow 7": "2026-11-22 07:00",
    "tomorrow five": "2026-11-22 17:00",
    "morgen um fünf": "2026-11-22 17:00",
    "half past twelve": "2026-11-21 12:30",
    "tomorrow 05:30": "2026-11-22 05:30",
    "tomorrow 0530": "2026-11-22 05:30",
    "tomorrow half past five am": "2026-11-22 05:30",
    "Thursday half past five in the morning": "2026-11-26 05:30",
    "Donnerstag früh um halb sechs": "2026-11-26 05:30",
    "Donnerstag morgens halb sechs": "2026-11-26 05:30",
    "tomorrow 0:30": "2026-11-22 00:30",
    "2026-11-26 05:30": "2026-11-26 05:30",
    "2026-11-26 6:15": "2026-11-26 06:15",
    # written as a clock of 24 hours shows it
    "tomorrow 6:30": "2026-11-22 06:30",
    "tomorrow at 6:59": "2026-11-22 06:59",
    "morgen um 6 Uhr 30": "2026-11-22 06:30",
    "morgen um 6.30 Uhr": "2026-11-22 06:30",
    "morgen um 5 Uhr": "2026-11-22 05:00",
    "tomorrow 6h30": "2026-11-22 06:30",
    "26.11. 6:15": "2026-11-26 06:15",
    "tomorrow 6:30 pm": "2026-11-22 18:30",
    "morgen Abend um 6:30": "2026-11-22 18:30",
    # spans
    "in 2h": "2026-11-21 12:24",
    "in 90 min": "2026-11-21 11:54",
    "in half an hour": "2026-11-21 10:54",
    "in einer halben Stunde": "2026-11-21 10:54",
    "in einer Viertelstunde": "2026-11-21 10:39",
    "in 3 Tagen um 8": "2026-11-24 08:00",
}
NOT_SURE = [
    "", "   ", "soon", "bald", "tomorrow 9 or so", "9 and 10", "9-10", "mon-fri 9", "tomorrow today",
    "Monday Tuesday 9", "x" * 5000, "９９", "in 5 lightyears", "nächste Woche", "in ein paar Tagen", "heute Nacht",
    "abends um 12", "in 9", "in the morning half past 12", "half past twelve in the morning",
]  # fmt: skip
UNCLEAR = {
    "31 February 9": "no_such_moment", "31.02. 9 Uhr": "no_such_moment", "29.02.": "no_such_moment",
    "tomorrow 25": "no_such_moment", "tomorrow 13pm": "no_such_moment", "0am": "no_such_moment",
    "9:75": "no_such_moment", "2026-13-01": "no_such_moment", "9999-12-31 23:59": "no_such_moment",
    "3/4 9:00": "two_days", "3/4": "two_days", "10.12": "time_or_day", "am 10.12": "time_or_day",
    "Fri 31.12.2026": "other_weekday", "Montag, 26.11.": "other_weekday",
    "morgen Mitternacht": "midnight", "now": "at_once", "jetzt": "at_once", "sofort": "at_once",
}  # fmt: skip


def why(phrase: str) -> str:
    with pytest.raises(Unclear) as unclear:
        understand(phrase, NOW)
    return unclear.value.reason


@pytest.mark.parametrize(("phrase", "meant"), MEANT.items())
def test_phrase_is_understood(phrase: str, meant: str) -> None:
    assert understand(phrase, NOW) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("phrase", NOT_SURE)
def test_what_is_not_sure_is_not_guessed(phrase: str) -> None:
    assert why(phrase) == "not_understood"


@pytest.mark.parametrize(("phrase", "reason"), UNCLEAR.items())
def test_what_could_be_something_else_says_so(phrase: str, reason: str) -> None:
    assert why(phrase) == reason
    assert reason in SENTENCES


@pytest.mark.parametrize("weekday", range(7))
def test_weekday_is_the_coming_one_on_every_day_of_the_week(weekday: int) -> None:
    now = NOW + timedelta(days=weekday)
    for name, asked in (("Monday", 0), ("Donnerstag", 3), ("So", 6)):
        meant = understand(f"{name} 9", now)
        assert (meant.weekday(), meant.time()) == (asked, time(9, 0))
        assert now < meant <= now + timedelta(days=7)


def test_day_alone_takes_the_usual_time() -> None:
    assert understand("tomorrow", NOW, usual=time(17, 45)) == datetime(2026, 11, 22, 17, 45)


def test_minutes_are_counted_from_the_full_minute_that_follows() -> None:
    assert understand("in 20 minutes", NOW.replace(second=30)) == datetime(2026, 11, 21, 10, 45)


@given(some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_what_the_picker_says_is_always_understood(moment: datetime) -> None:
    assert understand(f"{moment:%Y-%m-%dT%H:%M}", NOW) == moment.replace(second=0, microsecond=0)


@given(some.text(max_size=80))
def test_no_phrase_breaks_it(phrase: str) -> None:
    with contextlib.suppress(Unclear):
        assert isinstance(understand(phrase, NOW), datetime)


@given(some.lists(some.sampled_from([*" ".join([*MEANT, *UNCLEAR]).split(), ":", ".", "/", "-"]), max_size=6))
def test_no_words_of_its_own_break_it(words: list[str]) -> None:
    with contextlib.suppress(Unclear):
        assert isinstance(understand(" ".join(words), NOW), datetime)
