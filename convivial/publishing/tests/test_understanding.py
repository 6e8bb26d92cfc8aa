"""What people type into "when", and what they mean. The clock on the wall shows Saturday 21 November 2026, 10:24."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.publishing.understanding import understand

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
}
NOT_SURE = [
    "9999-12-31 23:59",
    "", "   ", "soon", "tomorrow 9 or so", "tomorrow 25", "31 February 9", "31.02. 9 Uhr", "tomorrow 13pm", "0am",
    "9 and 10", "tomorrow today", "Monday Tuesday 9", "2026-13-01", "x" * 5000, "９９", "in 5 lightyears", "9:75",
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "meant"), MEANT.items())
def test_phrase_is_understood(phrase: str, meant: str) -> None:
    assert understand(phrase, NOW) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("phrase", NOT_SURE)
def test_what_is_not_sure_is_not_guessed(phrase: str) -> None:
    assert understand(phrase, NOW) is None


def test_day_alone_takes_the_usual_time() -> None:
    assert understand("tomorrow", NOW, usual=time(17, 45)) == datetime(2026, 11, 22, 17, 45)


def test_minutes_are_counted_from_the_full_minute_that_follows() -> None:
    assert understand("in 20 minutes", NOW.replace(second=30)) == datetime(2026, 11, 21, 10, 45)


@given(some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_what_the_picker_says_is_always_understood(moment: datetime) -> None:
    assert understand(f"{moment:%Y-%m-%dT%H:%M}", NOW) == moment.replace(second=0, microsecond=0)


@given(some.text(max_size=80))
def test_no_phrase_breaks_it(phrase: str) -> None:
    assert understand(phrase, NOW) is None or isinstance(understand(phrase, NOW), datetime)
