"""Where the words of a remark stand by now. Offsets count code points, as Python does."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .comparing import Change, words


class Piece(NamedTuple):
    """A stretch of a text with its changes; ``kind`` as in ``comparing.Change``; ``is_said``: a remark is on it."""

    kind: str
    text: str
    is_said: bool


def located(before: str, start: int, end: int, after: str) -> tuple[int, int] | None:
    """Where the words that stood at ``start`` to ``end`` stand in the newer text; None when they have changed."""
    for at, there, length in _stretches(before, after):
        if at <= start and end <= at + length:
            return start - at + there, end - at + there
    quote = before[start:end]
    if quote.strip() and before.count(quote) == 1 and after.count(quote) == 1:  # moved elsewhere as a whole
        found = after.index(quote)
        return found, found + len(quote)
    return None


def pieces(changes: Sequence[Change], spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """A text with its changes, cut where a remark begins and ends. ``spans`` are places in the newer text."""
    cuts = sorted({edge for span in spans for edge in span})
    found: list[Piece] = []
    at = 0
    for change in changes:
        if change.kind == "removed":
            found.append(Piece("removed", change.text, False))
            continue
        end = at + len(change.text)
        edges = [at, *(cut for cut in cuts if at < cut < end), end]
        for start, stop in pairwise(edges):
            is_said = any(first <= start and stop <= last for first, last in spans)
            found.append(Piece(change.kind, change.text[start - at : stop - at], is_said))
        at = end
    return found


@lru_cache(maxsize=64)
def _stretches(before: str, after: str) -> tuple[tuple[int, int, int], ...]:
    """What is the same in both: where it begins in each, and how long it is."""
    if before == after:
        return ((0, 0, len(before)),)
    found: list[tuple[int, int, int]] = []
    old = new = 0
    for change in words(before, after):
        length = len(change.text)
        if change.kind == "same":
            last = found[-1] if found else None
            if last and (last[0] + last[2], last[1] + last[2]) == (old, new):
                found[-1] = (last[0], last[1], last[2] + length)
            else:
                found.append((old, new, length))
        old += length if change.kind != "added" else 0
        new += length if change.kind != "removed" else 0
    return tuple(found)
