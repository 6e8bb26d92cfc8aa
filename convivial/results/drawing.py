"""The line of a channel's followers over a period, small enough to stand in a row of a table.

Geometry only: the numbers stand beside it, and colours come from classes.
"""

from collections.abc import Sequence
from datetime import datetime

from .periods import Period

WIDE, HIGH, EDGE = 96.0, 26.0, 2.0

Point = tuple[datetime, int]


def line(points: Sequence[Point], period: Period) -> str:
    """The ``points`` of an SVG polyline in a box of 96 × 26; empty when there is nothing to join."""
    if len(points) < 2:
        return ""
    low, high = min(value for _, value in points), max(value for _, value in points)
    span = (period.end - period.start).total_seconds() or 1.0
    drawn = [
        (
            _across((at - period.start).total_seconds() / span),
            _up((value - low) / (high - low) if high > low else 0.5),
        )
        for at, value in points
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)


def _across(share: float) -> float:
    return EDGE + min(max(share, 0.0), 1.0) * (WIDE - 2 * EDGE)


def _up(share: float) -> float:
    return HIGH - EDGE - share * (HIGH - 2 * EDGE)
