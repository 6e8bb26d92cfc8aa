"""Tables as people really have them: marks, quotes, days, clocks, networks, and what is left out with its reason."""

from datetime import UTC, datetime

import pytest

from convivial.demo.cast import Cast
from convivial.mirror import importing
from convivial.mirror.models import Drawn, PastPost
from convivial.team.models import Workspace

pytestmark = pytest.mark.django_db


def read(text: str, workspace: Workspace, network: str = "mastodon") -> importing.Table:
    return importing.read(text, network, workspace)


def test_table_with_quotes_and_line_breaks_is_read(harbour: Workspace) -> None:
    table = read('Date,Text,Likes\n2026-11-20 09:15,"Two lines,\nand a comma; and ""words""","1,204"\n', harbour)
    (row,) = table.taken
    assert row.text == 'Two lines,\nand a comma; and "words"'
    assert row.at == datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
    assert row.figures == {"likes": 1204}


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("2026-11-20", "2026-11-20T11:00:00+00:00"),
        ("20.11.2026", "2026-11-20T11:00:00+00:00"),
        ("20.11.2026 07:30", "2026-11-20T06:30:00+00:00"),
        ("2026-11-20T09:15:00Z", "2026-11-20T09:15:00+00:00"),
        ("2026-11-20T09:15:00+05:00", "2026-11-20T04:15:00+00:00"),
        ("2026-11-20 9:15 PM", "2026-11-20T20:15:00+00:00"),
        ("2026-11-20 12:05 am", "2026-11-19T23:05:00+00:00"),
    ],
)
def test_days_and_clocks_are_read_as_people_write_them(harbour: Workspace, day: str, at: str) -> None:
    (row,) = read(f"Datum;Text\n{day};Kaffee", harbour).taken
    assert row.at.astimezone(UTC).isoformat() == at


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("someday;Words", "No day was found"),
        ("2099-01-01;Words", "still to come"),
        ("2026-11-20;", "There are no words"),
    ],
)
def test_line_that_cannot_be_taken_says_why(harbour: Workspace, line: str, why: str) -> None:
    table = read(f"Date;Text\n{line}\n2026-11-20;Good", harbour)
    assert [row.text for row in table.taken] == ["Good"]
    (left,) = table.left_out
    assert (left.line, why in left.why) == (2, True)


def test_network_stands_in_a_column_or_is_chosen(harbour: Workspace) -> None:
    text = "Date\tPlatform\tPost\n2026-11-20\tInstagram\tA\n2026-11-20\tTwitter\tB\n2026-11-20\tMySpace\tC"
    table = read(text, harbour, "")
    assert [(row.network, row.text) for row in table.taken] == [("instagram", "A"), ("x", "B")]
    assert "not known" in table.left_out[0].why
    assert "Choose the network" in read("Date;Text\n2026-11-20;A", harbour, "").wrong


@pytest.mark.parametrize("text", ["", "   \n ", "Words without a heading", "Date;Likes\n2026-11-20;4", "\0", '"'])
def test_what_is_no_table_is_told(harbour: Workspace, text: str) -> None:
    assert read(text, harbour).wrong


def test_the_same_table_twice_makes_nothing_twice(cast: Cast) -> None:
    rows = read("Date;Text\n2026-11-20;A\n2026-11-20;A\n2026-11-19;B", cast.harbour).taken
    assert importing.take(cast.harbour, cast.ana, rows) == 2
    assert importing.take(cast.harbour, cast.ana, rows) == 0
    assert PastPost.objects.count() == 2
    assert Drawn.objects.get().due_at is not None
