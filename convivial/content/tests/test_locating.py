"""Where a remark's words stand after somebody wrote on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.content.comparing import Change, words
from convivial.content.locating import Piece, located, pieces

BEFORE = "Nadia tastes forty cups before lunch. 👩‍👩‍👧 come at four, forty of them."


@pytest.mark.parametrize(
    ("quote", "after", "found"),
    [
        ("forty cups", BEFORE, "forty cups"),
        ("forty cups", "Every day " + BEFORE, "forty cups"),
        ("👩‍👩‍👧 come", BEFORE.replace("before lunch", "in the morning"), "👩‍👩‍👧 come"),
        ("forty cups", BEFORE.replace("forty cups", "fifty cups"), None),
        ("before lunch", "Before noon. Nadia tastes forty cups before lunch.", "before lunch"),
        ("come at four", "They come at four. " + BEFORE.replace(" come at four", ""), "come at four"),
        ("forty", BEFORE.replace("forty cups", "fifty cups"), None),
        ("Nadia tastes", "", None),
    ],
)  # fmt: skip
def test_words_are_found_again_or_said_to_have_changed(quote: str, after: str, found: str | None) -> None:
    start = BEFORE.index(quote)
    span = located(BEFORE, start, start + len(quote), after)
    assert (after[slice(*span)] if span else None) == found


def test_words_that_moved_as_a_whole_are_found() -> None:
    before, after = "Alpha beta. Gamma delta.", "Gamma delta. Alpha beta."
    for quote in ("Alpha beta", "Gamma delta"):
        span = located(before, before.index(quote), before.index(quote) + len(quote), after)
        assert span
        assert after[slice(*span)] == quote


@given(st.text("ab \n👩é", max_size=40), st.text("ab \n👩é", max_size=40), st.integers(0, 40), st.integers(1, 10))
def test_what_is_found_reads_as_it_read_before(before: str, after: str, start: int, length: int) -> None:
    end = min(start + length, len(before))
    span = located(before, start, end, after) if start < end else None
    assert span is None or after[slice(*span)] == before[start:end]


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_cutting_loses_nothing(before: str, after: str, one: int, other: int) -> None:
    changes = words(before, after)
    cut = pieces(changes, [(min(one, other), max(one, other))])
    assert "".join(each.text for each in cut if each.kind != "removed") == after
    assert "".join(each.text for each in cut if each.kind != "added") == before


def test_a_remark_is_marked_across_a_change() -> None:
    changes = (Change("same", "Forty "), Change("removed", "mugs"), Change("added", "cups"), Change("same", " a day"))
    assert pieces(changes, [(4, 8)]) == [
        Piece("same", "Fort", False), Piece("same", "y ", True), Piece("removed", "mugs", False),
        Piece("added", "cu", True), Piece("added", "ps", False), Piece("same", " a day", False),
    ]  # fmt: skip
