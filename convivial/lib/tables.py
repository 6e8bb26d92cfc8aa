"""Reads what people paste from a spreadsheet: lines, cells, days and numbers as they write them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LINES, BYTES, LONGEST = 5000, 1_000_000, 40
_BREAKS = ("\t", ";", ",")
_NUMBER = re.compile(r"[+-]?\d[\d.,'\u2019\u00a0\u202f ]*")
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})"), (2, 1, 0)),
)


@dataclass(frozen=True)
class Cells:
    """``line``: counted from one."""

    line: int
    text: str
    cells: Sequence[str]
    is_first: bool


def decoded(content: bytes) -> str:
    """As spreadsheets save it: UTF-8, else the old way of Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def cells_of(text: str) -> Iterator[Cells]:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()][:LINES]
    mark = next((each for each in _BREAKS if any(each in line for _, line in lines)), ";")
    for place, (number, line) in enumerate(lines):
        yield Cells(number, line[:200], _cut(line, mark), place == 0)


def _cut(line: str, mark: str) -> list[str]:
    """By the mark, but not within quotes."""
    parts = re.findall(rf'"((?:[^"]|"")*)"|([^{re.escape(mark)}]+)', line)
    return [(quoted.replace('""', '"') or plain).strip() for quoted, plain in parts]


def day_in(cell: str) -> date | None:
    for pattern, order in _DAYS:
        found = pattern.fullmatch(cell.strip())
        if found:
            year, month, day = (int(found.group(place + 1)) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None


def number_in(cell: str, language: str, is_count: bool = False) -> Decimal | None:
    """1,234.5 and 1.234,5 and 1 234. A single mark before three digits (``1.234``) parts thousands in whole counts,
    and else as the language writes them. Exactly as written; None for anything else: no letters, no underscores."""
    bare = re.sub(r"['\u2019\u00a0\u202f ]", "", cell.strip())
    if len(bare) > LONGEST or not _PLAIN.fullmatch(bare):
        return None
    marks = [mark for mark in ".," if mark in bare]
    point = max(marks, key=bare.rfind, default="")
    if point and _is_thousands(bare, point, marks, "" if is_count else language):
        point = ""
    for mark in ".,":
        if mark != point:
            bare = bare.replace(mark, "")
    value = Decimal(bare.replace(point, ".") if point else bare)
    return value if abs(value) < Decimal("1e15") else None


def is_ambiguous(cell: str) -> bool:
    """``1.234``: twelve hundred to some, one and a bit to others."""
    return re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", cell.strip()) is not None


def _is_thousands(bare: str, point: str, marks: Sequence[str], language: str) -> bool:
    """Without a language: whatever looks like it."""
    if bare.count(point) > 1:
        return True
    behind = len(bare) - bare.rfind(point) - 1
    usual = {"": point, "de": "."}.get(language, ",")
    return len(marks) == 1 and behind == 3 and point == usual and not re.match(r"[+-]?0", bare)
