from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection

from convivial.lib import listed

pytestmark = pytest.mark.django_db
ROWS = [(1, "a ferry's “name”", None, {"why": "10 % off, ünd \\ more", "so": []}), (2, "", None, {})]


def asked(statement: str, rows: list) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement, [listed.packed(rows)])
        return list(cursor.fetchall())


def test_rows_are_read_back_as_they_were_in_their_order() -> None:
    table = listed.table(id="bigint", word="text", empty="text", more="jsonb")
    word, of_more = "word", "more->>'why'" if connection.vendor == "postgresql" else "json_extract(more, '$.why')"
    found = asked(f"SELECT id, {word}, empty, {of_more} FROM {table}", ROWS)  # noqa: S608
    assert found == [(1, ROWS[0][1], None, ROWS[0][3]["why"]), (2, "", None, None)]


def test_numbers_are_a_list_and_may_be_none_at_all() -> None:
    assert asked(f"SELECT 3 WHERE 3 IN {listed.numbers()}", [1, 3]) == [(3,)]  # noqa: S608
    assert asked(f"SELECT 3 WHERE 3 IN {listed.numbers()}", []) == []  # noqa: S608


@pytest.mark.parametrize("microsecond", [0, 120])
def test_moments_are_written_as_the_database_writes_them(microsecond: int) -> None:
    at = datetime(2026, 11, 26, 9, 0, 0, microsecond, UTC)
    assert listed.moment(at) == str(connection.ops.adapt_datetimefield_value(at))
    elsewhere = at.astimezone(timezone(timedelta(hours=2)))
    assert listed.moment(elsewhere) == listed.moment(at)
    assert listed.moment(None) is None


def test_words_of_strangers_become_writable() -> None:
    table = listed.table(word="text")
    words = listed.writable("12\0 \ud800 ☕")
    assert asked(f"SELECT word FROM {table}", [(words,)]) == [("12 ? ☕",)]  # noqa: S608
