"""The table to take away."""

import csv
import io

import pytest
from django.utils import translation

from convivial.journal.models import Line
from convivial.networks.models import Channel
from convivial.results.exporting import pieces, safe
from convivial.results.periods import chosen

from .conftest import WentOut

ADDRESS = "/w/harbour/results/export/"


def table(answer) -> list[list[str]]:
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_the_table_holds_every_post_of_the_period(cast, as_, went_out: WentOut) -> None:
    went_out("Rain menu", hours=30, likes=4, saves=1)
    went_out("Grind finer?", hours=20)
    went_out("Long ago", hours=24 * 50)
    answer = as_(cast.ravi).post(ADDRESS, {"days": "28"})
    head, first, second = table(answer)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="harbour-')
    assert dict(zip(head, first, strict=True)) | {"Published": "", "Counted at": "", "Address": ""} == {
        "Published": "", "Zone": "Europe/Berlin", "Network": "Bluesky", "Channel": "Harbour Coffee", "Language": "en",
        "Words": "Rain menu", "Address": "", "Likes": "4", "Shares": "", "Replies": "", "Quotes": "", "Saves": "1",
        "Counted at": "", "Hours after publishing": "30", "Taken down at": "",
    }  # fmt: skip
    assert second[head.index("Likes")] == ""


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\r=1"]
)
def test_no_cell_begins_a_formula(cast, as_, went_out: WentOut, words: str) -> None:
    went_out(words)
    assert safe(words) == f"'{words}"
    head, row = table(as_(cast.ana).post(ADDRESS))
    assert row[head.index("Words")].startswith("'")


def test_words_with_everything_in_them_come_back_whole(cast, as_, went_out: WentOut) -> None:
    words = 'Käffchen, "warm";\nzwei Zeilen\u2028☕'
    went_out(words)
    head, row = table(as_(cast.ana).post(ADDRESS))
    assert row[head.index("Words")] == words


def test_german_spreadsheets_get_semicolons(harbour, went_out: WentOut) -> None:
    went_out("Rain menu")
    with translation.override("de"):
        assert "".join(pieces(harbour, chosen(harbour, "7"))).splitlines()[1].count(";") == 14


def test_the_table_speaks_the_readers_language_although_it_leaves_after_the_answer(cast, as_, went_out) -> None:
    went_out("Rain menu")
    cast.ana.language = "de"
    cast.ana.save()
    answer = as_(cast.ana).post(ADDRESS)
    before = translation.get_language()
    head, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()[:2]
    assert head.startswith("Veröffentlicht;")
    assert row.count(";") == 14
    assert translation.get_language() == before


def test_who_took_it_is_in_the_journal_each_time(cast, as_, went_out: WentOut) -> None:
    went_out("Rain menu")
    for _ in range(2):
        assert as_(cast.mina).post(ADDRESS, {"days": "7"}).status_code == 200
    lines = Line.objects.filter(act="result.export")
    assert [(line.actor_id, line.params) for line in lines] == [(cast.mina.pk, {"days": 7})] * 2


def test_getting_it_is_refused_and_too_small_a_role_too(cast, as_, went_out: WentOut) -> None:
    went_out("Rain menu")
    assert as_(cast.ana).get(ADDRESS).status_code == 405
    assert as_(cast.zoe).post(ADDRESS).status_code == 404
    assert as_(cast.omar).post(ADDRESS).status_code == 404
    for person in (cast.theo, cast.greta):
        assert as_(person).post(ADDRESS).status_code == 403
        assert "Take away" not in as_(person).get("/w/harbour/results/").content.decode()
    assert not Line.objects.filter(act="result.export").exists()


def test_practice_is_not_in_it(cast, as_, went_out: WentOut, practice: Channel) -> None:
    went_out("Rehearsal", on=practice)
    assert len(table(as_(cast.ana).post(ADDRESS))) == 1
