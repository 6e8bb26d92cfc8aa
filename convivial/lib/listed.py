"""Many rows as one parameter of a statement: a JSON list, which both databases read as a table.

    ask(f"UPDATE … SET state = told.state FROM {table(id='bigint', state='text')} WHERE x.id = told.id", packed(rows))
    ask(f"UPDATE … WHERE id IN {numbers()}", packed(ids))

The statement is the same however many rows there are. A thousand places for values would be read anew each time, and
cost Python more than all else that it does for them.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from django.db import connection

Kind = Literal["bigint", "text", "timestamptz", "jsonb"]


def packed(rows: Sequence[Any]) -> str:
    """Numbers, or rows of the values that ``table`` names, in its order: numbers, words, None, what ``moment`` makes
    of a moment, and for "jsonb" whatever JSON can say."""
    return json.dumps(rows, separators=(",", ":"))


def moment(at: datetime | None) -> str | None:
    """A moment as the database writes it: SQLite in UTC, without saying so."""
    if at is None:
        return None
    told = str(at.astimezone(UTC))
    return told if connection.vendor == "postgresql" else told[: -len("+00:00")]


def writable(text: str) -> str:
    """Words of strangers as both databases can keep them: without NUL and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def table(**columns: Kind) -> str:
    """The SQL of a table ``told``; one parameter."""
    return _table(connection.vendor, tuple(columns.items()))


def numbers() -> str:
    """The SQL of a list of numbers; one parameter."""
    if connection.vendor == "postgresql":
        return "(SELECT value::bigint FROM json_array_elements_text(%s::json))"
    return "(SELECT value FROM json_each(%s))"


@lru_cache
def _table(vendor: str, columns: tuple[tuple[str, Kind], ...]) -> str:
    read = _in_postgresql if vendor == "postgresql" else _in_sqlite
    source = "json_array_elements(%s::json) AS row(item)" if vendor == "postgresql" else "json_each(%s)"
    named = ", ".join(f"{read(place, kind)} AS {name}" for place, (name, kind) in enumerate(columns))
    return f"(SELECT {named} FROM {source}) AS told"  # noqa: S608 - only names of columns


def _in_postgresql(place: int, kind: Kind) -> str:
    return f"(item->{place})::jsonb" if kind == "jsonb" else f"(item->>{place})::{kind}"


def _in_sqlite(place: int, kind: Kind) -> str:
    return f"json_extract(value, '$[{place}]')"
