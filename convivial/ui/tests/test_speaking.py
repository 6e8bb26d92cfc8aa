"""How moments, people and networks are said."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import engines
from django.utils import formats, translation

from convivial.ui import speaking, vocabulary

NOON = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)  # 10:40 in Berlin, a Saturday
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=20), "in 20 min"),
        (-timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=2, minutes=20), "in 2 h 20"),
        (timedelta(hours=7, minutes=20), "today 18:00"),
        (-timedelta(hours=3), "today 07:40"),
        (timedelta(days=1), "tomorrow 10:40"),
        (-timedelta(days=1), "yesterday 10:40"),
        (timedelta(days=5), "Thu 26 Nov, 10:40"),
        (timedelta(days=50), "10 Jan 2027, 10:40"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_moment_is_near_or_far(away: timedelta, said: str) -> None:
    assert speaking.told((NOON + away).astimezone(BERLIN)) == said


@time_machine.travel(NOON, tick=False)
def test_a_moment_speaks_the_readers_language() -> None:
    with translation.override("de"):
        assert speaking.told((NOON + timedelta(minutes=20)).astimezone(BERLIN)) == "in 20 Min."
        assert speaking.exact(NOON.astimezone(BERLIN)) == "Samstag, 21. November 2026, 10:40, Zeit in Berlin"


def test_the_exact_time_and_its_zone_are_on_hover() -> None:
    drawn = speaking.moment(NOON, "Europe/Berlin")
    assert 'title="Saturday 21 November 2026, 10:40, Berlin time"' in drawn
    assert 'datetime="2026-11-21T09:40:00+00:00"' in drawn


def test_what_is_unknown_is_a_dash() -> None:
    assert speaking.moment(None, None) == "–"


@pytest.mark.parametrize(
    ("name", "letters"), [("Ana", "AN"), ("Cleo Marin", "CM"), ("Ana de la Cruz", "AC"), ("X", "X")]
)
def test_a_face_bears_the_first_letters(name: str, letters: str) -> None:
    assert speaking.initials(name) == letters


def test_a_face_has_a_name_for_those_who_do_not_see_it() -> None:
    drawn = engines["django"].from_string("{% face person %}").render({"person": SimpleNamespace(name="<Ana>")})
    assert 'aria-label="&lt;Ana&gt;"' in drawn


@pytest.mark.parametrize(
    ("degrees", "css"), [(40, "hue-1"), (250, "hue-8"), (359, "hue-0"), (0, "hue-0"), (24, "hue-0")]
)
def test_a_hue_is_one_of_twelve(degrees: int, css: str) -> None:
    assert engines["django"].from_string("{{ degrees|hue }}").render({"degrees": degrees}) == css


def test_networks_have_names_marks_and_an_order() -> None:
    assert vocabulary.title("bluesky") == "Bluesky"
    assert vocabulary.mark("nobody-knows-it") == "convivial"
    assert sorted(["bluesky", "mastodon", "practice", "zebra"], key=vocabulary.rank) == [
        "practice", "mastodon", "bluesky", "zebra",
    ]  # fmt: skip


def test_a_mark_beside_a_written_name_is_silent() -> None:
    silent = engines["django"].from_string('{% mark "mastodon" title="" %}').render()
    spoken = engines["django"].from_string('{% mark "mastodon" %}').render()
    assert 'aria-hidden="true"' in silent
    assert 'aria-label="Mastodon"' in spoken


DAY_OF_A_MONTH = re.compile(r"""date(?:_format\([^)]*?,\s*|:)["'](?:[lD] )?j """)


def test_a_day_of_a_month_is_written_as_the_reader_writes_it() -> None:
    """“1 January”, but “1. Januar”: a shape with a day and a month is a translation, or one of Django's own names."""
    tree = Path(__file__).resolve().parents[2]
    files = [path for path in tree.rglob("*") if path.suffix in (".py", ".html") and "tests" not in path.parts]
    assert [str(path) for path in files if DAY_OF_A_MONTH.search(path.read_text())] == []
    with translation.override("de"):
        assert formats.date_format(date(2027, 1, 1)) == "1. Januar 2027"
