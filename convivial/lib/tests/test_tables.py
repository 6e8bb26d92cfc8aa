from decimal import Decimal

import pytest

from convivial.lib.tables import is_ambiguous, number_in

COUNTS = [("1.240", 1240), ("1,240", 1240), ("1 240", 1240), ("1'240", 1240), ("1\u202f240", 1240),
          ("1.240.000", 1240000), ("48", 48), ("+7", 7), ("0", 0), ("-3", -3)]  # fmt: skip
NO_NUMBERS = [
    "1e9999999",
    "1e5",
    "1_0",
    "",
    "-",
    "1-2",
    "1..2",
    ".5",
    "5.",
    "NaN",
    "Infinity",
    "\u0663",
    "9" * 41,
    "9" * 20,
]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("written", "meant"), COUNTS)
def test_a_count_is_whole_however_its_thousands_are_written(written: str, meant: int, language: str) -> None:
    assert number_in(written, language, is_count=True) == meant


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_nothing_else_is_a_number(written: str) -> None:
    assert number_in(written, "en") is None
    assert number_in(written, "de", is_count=True) is None


def test_where_parts_are_possible_the_language_decides() -> None:
    found = {language: number_in("1.240", language) for language in ("de", "en")}
    assert found == {"de": 1240, "en": Decimal("1.24")}
    assert number_in("0.125", "de") == Decimal("0.125")
    assert number_in("1.234,5", "en") == number_in("1,234.5", "de") == Decimal("1234.50")
    assert [each for each in ("1.240", "12,400", "1,24", "0.125", "1.240.000", "1240") if is_ambiguous(each)] == [
        "1.240",
        "12,400",
    ]
