"""How much room words take on a slide, and which of their characters a file may hold."""

import math
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LINE = 1.22  # of the size
WIDE = 0.6  # of the size: a letter that our font does not have
UNREAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Measure:
    """By Inter, which is wider than the Arial that slides are set in."""

    def __init__(self, fonts: str) -> None:
        from PIL import ImageFont

        file = Path(fonts) / "inter-latin-600.ttf"
        self._font: Any = ImageFont.truetype(str(file), 100) if file.exists() else None

    def height(self, words: str, width: float, size: float) -> float:
        """Inches of words that are set in points into a width of inches."""
        return sum(self._lines(line, 72 * width / size) for line in words.split("\n")) * size * LINE / 72

    def row(self, cells: Sequence[str], widths: Sequence[float], size: float) -> float:
        return max(map(self._cell, cells, widths, [size] * len(cells))) + 0.12

    def _cell(self, words: str, width: float, size: float) -> float:
        """What follows the first line is said quietly, a size smaller."""
        first, *others = words.split("\n")
        quiet = "\n".join(others)
        return self.height(first, width - 0.2, size) + (self.height(quiet, width - 0.2, size - 1) if others else 0.0)

    def _lines(self, words: str, room: float) -> int:
        """``room`` in sizes of the letters. A word longer than a line is broken."""
        lines, filled = 1, 0.0
        for word in words.split():
            own = self._wide(word + " ")
            if filled and filled + own > room:
                lines, filled = lines + 1, 0.0
            lines += max(0, math.ceil(own / room) - 1)
            filled += own if own <= room else own % room
        return lines

    def _wide(self, word: str) -> float:
        latin = word.encode("latin-1", "ignore").decode("latin-1")
        known = self._font.getlength(latin) / 100 if self._font else 0.56 * len(latin)
        others = (len(word) - len(latin)) * (
            1.1 if any(unicodedata.east_asian_width(each) in "WF" for each in word) else WIDE
        )
        return float(known + others)


def shortened(words: str, most: int) -> str:
    """At the end of a word where there is one."""
    if len(words) <= most:
        return words
    cut = words[: most - 2]
    at = cut.rfind(" ")
    return f"{cut[:at] if at > most // 2 else cut} …"


def clean(value: Any) -> Any:
    """Without characters that no XML may hold."""
    if isinstance(value, str):
        return UNREAL.sub("", value)
    if isinstance(value, dict):
        return {name: clean(each) for name, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value
