"""A course as a drawing: the plan as a line, what was counted, and where it may go as a fan. Geometry only.

Lines and areas are drawn in a box of ``WIDE`` × ``HIGH`` that a page stretches; words stand at per cents across and
at pixels from above, so that they keep their size on a phone.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import formats

from .outlook import Outlook
from .showing import number

WIDE, HIGH, TOP, FOOT = 1000, 200, 20, 30
PLOT = 84.0  # per cent of the width; right of it stand the figures of the fan
LINE = 14  # pixels between two lines of words
TICKS = 4


@dataclass(frozen=True)
class Mark:
    """Words at a place: ``x`` per cent, ``y`` pixels, ``anchor`` start, middle or end."""

    words: str
    x: float
    y: float
    anchor: str = "start"


class Drawing:
    def __init__(self, seen: Outlook) -> None:
        self.seen = seen
        self.first = min([seen.start, *(day for day, _ in seen.actual[:1])])
        self.until = max([seen.due, *(day for day, _ in seen.actual[-1:])])
        self.low, self.high, self.step = _scale(list(self._values()), 1.0 if seen.is_whole else 0.0)
        self.box, self.tall, self.top, self.plot = f"0 0 {WIDE} {HIGH}", HIGH, TOP, PLOT
        self.bottom, self.height = TOP + HIGH, TOP + HIGH + FOOT

    def _values(self) -> Iterator[float]:
        yield self.seen.target
        yield from (value for value in (self.seen.top, self.seen.baseline) if value is not None)
        yield from (value for line in (self.seen.planned, self.seen.actual) for _, value in line)
        yield from (value for each in self.seen.fan for value in (each.low, each.high))

    @property
    def planned(self) -> str:
        return self._line(self.seen.planned)

    @property
    def actual(self) -> str:
        return self._line(self.seen.actual) if len(self.seen.actual) > 1 else ""

    @property
    def middle(self) -> str:
        return self._line((each.on, each.middle) for each in self.seen.fan)

    @property
    def fan(self) -> str:
        up = [(each.on, each.high) for each in self.seen.fan]
        return self._line([*up, *((each.on, each.low) for each in reversed(self.seen.fan))])

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Of what is to be kept between: from where, and how high, in the box."""
        if self.seen.top is None:
            return None
        upper = self._up(self.seen.top)
        return round(upper, 1), round(self._up(self.seen.target) - upper, 1)

    @property
    def goals(self) -> list[Mark]:
        """The target, or both bounds."""
        bounds = (self.seen.target, self.seen.top)
        return [Mark(self.said(value), PLOT, self._y(value)) for value in bounds if value is not None]

    @property
    def grid(self) -> list[Mark]:
        count = round((self.high - self.low) / self.step)
        values = [self.low + self.step * n for n in range(count + 1)]
        return [Mark(self.said(value), 0, self._y(value)) for value in values]

    @property
    def here(self) -> Mark | None:
        """The last figure."""
        if self.seen.last is None:
            return None
        day, value = self.seen.last
        x = self._x(day)
        return Mark(self.said(value), x, self._y(value), "start" if x < 8 else "end" if x > 70 else "middle")

    @property
    def day(self) -> Mark | None:
        """The day it is seen from; None outside of the drawing."""
        if not self.first <= self.seen.on <= self.until:
            return None
        x = self._x(self.seen.on)
        words = formats.date_format(self.seen.on, "MONTH_DAY_FORMAT") if 0.36 * PLOT < x < 0.6 * PLOT else ""
        return Mark(words, x, 0, "middle")

    @property
    def days(self) -> list[Mark]:
        return [
            Mark(formats.date_format(self.first, "MONTH_DAY_FORMAT"), 0, 0),
            Mark(formats.date_format(self.until), PLOT, 0, "middle" if PLOT < 70 else "end"),
        ]

    @property
    def ends(self) -> list[Mark]:
        """How high the fan stands at its end: high, middle and low, one below the other."""
        if not self.seen.fan:
            return []
        last = self.seen.fan[-1]
        by_words = {self.said(value): self._y(value) for value in (last.high, last.middle, last.low)}
        places = _apart(list(by_words.values()), TOP, TOP + HIGH)
        return [Mark(words, PLOT + 1.5, y) for words, y in zip(by_words, places, strict=True)]

    def as_row(self) -> dict[str, Any]:
        """For a document (``ui.paper.document.Lines``), whose lines are drawn by somebody else."""
        marks = {name: [asdict(each) for each in getattr(self, name)] for name in ("grid", "goals", "ends")}
        lines = {name: getattr(self, name) for name in ("planned", "actual")}
        ahead = {name: getattr(self, name) if self.seen.fan else "" for name in ("fan", "middle")}
        size = {"height": self.height, "top": self.top, "tall": self.tall, "plot": self.plot}
        size |= {"least": self.low, "most": self.high}
        days = [asdict(each) | {"y": self.bottom} for each in self.days]
        here = asdict(self.here) if self.here else None
        return {**size, **lines, **ahead, **marks, "days": days, "here": here, "bounds": self.bounds}

    @cached_property
    def places(self) -> int:
        """Behind the point: none where the whole is told by whole numbers."""
        return 0 if self.step >= 1 else max(1, math.ceil(-math.log10(self.step)))

    def said(self, value: float) -> str:
        rounded = round(value, self.places)
        return number(int(rounded) if rounded == int(rounded) else rounded)

    def _line(self, points: Iterable[tuple[date, float]]) -> str:
        return " ".join(f"{self._x(day) / PLOT * WIDE:.1f},{self._up(value):.1f}" for day, value in points)

    def _x(self, day: date) -> float:
        return round((day - self.first).days / max((self.until - self.first).days, 1) * PLOT, 2)

    def _up(self, value: float) -> float:
        return HIGH * (1 - (value - self.low) / (self.high - self.low))

    def _y(self, value: float) -> float:
        return round(TOP + self._up(value), 1)


def _scale(values: Sequence[float], least: float = 0.0) -> tuple[float, float, float]:
    """From, to, and a round step of at least ``least`` between the lines of the grid; never from and to the same."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    step = max(_round((span * 1.04) / TICKS), least)
    lowest, highest = math.floor(low / step) * step, math.ceil((high or step) / step) * step or step
    return lowest, highest if highest > lowest else lowest + step, step


def _round(step: float) -> float:
    """The next of 1, 2, 5, 10 …"""
    power: float = 10.0 ** math.floor(math.log10(step))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= step * 0.999)


def _apart(places: Sequence[float], top: float, bottom: float) -> list[float]:
    """Moved so far apart that lines of words do not touch; from above, and back up from the bottom."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + LINE if moved else top))
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], bottom - LINE * (len(moved) - 1 - at))
    return [round(place, 1) for place in moved]
