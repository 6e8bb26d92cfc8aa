"""The head of the journal is the last lock of an act: whoever holds it waits for nobody, so that no two acts wait for
each other."""

import re
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

CHANGES = re.compile(r'\s*(?:UPDATE|INSERT INTO|DELETE FROM|SELECT .*\bFROM)\s+"?(\w+)', re.S)


class Watch:
    """Notes what an act changes or locks after the head. Within a test, an act is an outermost savepoint."""

    def __init__(self) -> None:
        self.outside, self.is_held = len(connection.savepoint_ids), False
        self.late: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if len(connection.savepoint_ids) <= self.outside:
            self.is_held = False
        elif not sql.startswith("SELECT") or "FOR UPDATE" in sql:
            self._note(CHANGES.match(sql))
        return execute(sql, params, many, context)

    def _note(self, found: re.Match[str] | None) -> None:
        table = found[1] if found else ""
        if table == "journal_head":
            self.is_held = True
        elif self.is_held and table and not table.startswith("journal_"):
            ours = [frame for frame in traceback.extract_stack() if "/convivial/" in frame.filename]
            self.late.append(f"{table}: {ours[-1].filename}:{ours[-1].lineno}")


@pytest.fixture
def locked_last(db: None) -> Iterator[None]:
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield
    assert watch.late == []
