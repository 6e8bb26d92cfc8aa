"""Slides of a document, 16:9, as PPTX: real layouts, native tables and charts, so that whoever gets them can go on
working. Called in the child process (``child``) with the document as data; knows nothing of Django.

What stands on a slide is measured first: what does not fit goes to the next one, what is longer than a slide is cut
short there and stands whole in the notes, with everything else that few ask for.
"""

import io
import math
from collections.abc import Callable, Sequence
from typing import Any

from pptx import Presentation

from . import deck_drawing as drawing
from . import deck_theme as theme
from .deck_measuring import Measure, clean, shortened

Row = dict[str, Any]
LONGEST, LONGEST_CELL, LONGEST_TITLE = 320, 200, 90  # characters; more is read in the notes
BODY, QUIET, TABLE = 16.0, 13.0, 12.0  # points
TOP, BOTTOM, LEFT, WIDTH = theme.TOP, theme.BOTTOM, theme.LEFT, theme.WIDTH
GAP = 0.22  # inches
SMALLER = 0.86  # of the size, where that spares a slide
THIN, MOST_AGAIN = 0.3, 4  # a last slide filled less than this; sections of more slides are not set again
SHORT = 0.5  # of a slide: a list that is no longer stays on one


def drawn(document: Row, colours: Row, fonts: str) -> bytes:
    deck = Deck(clean(document), colours, Measure(fonts))
    deck.open()
    for section in deck.document["sections"]:
        deck.section(section)
    out = io.BytesIO()
    deck.file.save(out)
    return out.getvalue()


class Deck:
    """The slides so far. ``at``: how far down the last one is filled, in inches."""

    def __init__(self, document: Row, colours: Row, measure: Measure) -> None:
        self.document, self.colours, self.measure = document, colours, measure
        self.file = Presentation()
        theme.dress(self.file, colours)
        self.file.core_properties.title = f"{document['title']} · {document['house']}"[:250]
        self.file.core_properties.author = document["house"][:250]
        self.file.core_properties.language = document["language"]
        self.slide: Any = None
        self.scale = 1.0
        self.title, self.heading, self.waiting, self.at = "", "", "", BOTTOM
        self.notes: list[str] = []

    def open(self) -> None:
        slide = self.file.slides.add_slide(self.file.slide_layouts[theme.OPENING])
        words = [self.document["line"], *(f"{label}: {says}" for label, says in self.document["facts"])]
        self._put(slide.shapes.title.text_frame, [(0, self.document["title"], False)], 40)
        self._put(
            slide.placeholders[1].text_frame,
            [(0, self.document["house"], True), *((0, shortened(each, 220), False) for each in words)],
            16,
        )
        drawing.badge(slide, self.document["initial"], self.colours)
        slide.notes_slide.notes_text_frame.text = "\n".join([*words, *self.document["notes"]])

    def section(self, section: Row) -> None:
        """Where its last slide would hold next to nothing, all of it is set a little smaller."""
        begins = len(self.file.slides)
        self._draw(section)
        if self._ends_thin(begins):
            self._take_back(begins)
            self.scale = SMALLER
            self._draw(section)
            self.scale = 1.0

    def _ends_thin(self, begins: int) -> bool:
        count = len(self.file.slides) - begins
        return 1 < count <= MOST_AGAIN and self.at - TOP < THIN * (BOTTOM - TOP)

    def _take_back(self, begins: int) -> None:
        listed = self.file.slides._sldIdLst
        for each in list(listed)[begins:]:
            self.file.part.drop_rel(each.rId)
            listed.remove(each)
        self.slide, self.notes = None, []

    def _draw(self, section: Row) -> None:
        self.waiting = ""
        self.title, self.heading = section["title"], section["about"]
        self.at = BOTTOM  # what follows begins a slide of its own
        for block in section["blocks"]:
            if block["is_more"]:
                self._note(*_said(block))
            else:
                _DRAWERS[block["kind"]](self, block)
        self._tell()

    def room(self, height: float) -> float:
        """Where something of a height can stand; begins a slide where there is no room on this one."""
        if self.at + height > BOTTOM and self.at > TOP:
            self._turn()
        place, self.at = self.at, self.at + height + GAP
        return place

    def heading_of(self, block: Row) -> None:
        """Stands with what follows it: above it, or as the title of its slide."""
        self.heading = self.waiting = block["words"]

    def mark(self, words: str) -> None:
        """Stands with the heading of what it is about, on every slide of it."""
        self.heading = f"{self.heading} · {words}"
        self.waiting = self.heading if self.waiting else ""

    def _announce(self, height: float) -> None:
        """Writes the heading that waits, if what follows finds room under it."""
        words, self.waiting = shortened(self.waiting, LONGEST_TITLE), ""
        if words and TOP < self.at < BOTTOM and self.at + self._tall((0, words, True), BODY) + GAP + height <= BOTTOM:
            self._place([(0, words, True)], self._tall((0, words, True), BODY), BODY)
        elif words:
            self.at = BOTTOM

    def lines(self, lines: Sequence[tuple[int, str, bool]], size: float) -> None:
        """Paragraphs (level, words, strong), as many on a slide as fit."""
        size *= self.scale
        whole = sum(self._tall(line, size) for line in lines)
        above = self._tall((0, self.waiting, True), BODY) + GAP if self.waiting else 0.0
        if self.at + above + whole > BOTTOM and whole <= SHORT * (BOTTOM - TOP):
            self.at = BOTTOM  # a short list stays together
        self._announce(sum(self._tall(line, size) for line in lines[:2]))
        waiting, height = list[tuple[int, str, bool]](), 0.0
        for number, line in enumerate(lines):
            own = self._tall(line, size)
            after = lines[number + 1] if number + 1 < len(lines) else None
            wanted = own + (self._tall(after, size) if after and after[0] > line[0] else 0.0)
            if waiting and (self.at if self.at < BOTTOM else TOP) + height + wanted > BOTTOM:
                self._place(waiting, height, size)
                waiting, height = [], 0.0
                self.at = BOTTOM
            waiting, height = [*waiting, line], height + own
        if waiting:
            self._place(waiting, height, size)

    def _tall(self, line: tuple[int, str, bool], size: float) -> float:
        return self.measure.height(line[1], WIDTH - 0.35 * line[0] - 0.2, size - 2 * line[0]) + 0.07

    def _place(self, lines: Sequence[tuple[int, str, bool]], height: float, size: float) -> None:
        is_first = self.at >= BOTTOM
        place = self.room(height)
        frame = (
            self._body(place, height)
            if is_first or place == TOP
            else drawing.box(self.slide, LEFT, place, WIDTH, height)
        )
        self._put(frame, lines, size)

    def _body(self, place: float, height: float) -> Any:
        """The layout's own place for words; where the slide has none (any more), a box."""
        for shape in self.slide.placeholders:
            if shape.placeholder_format.idx == 1 and not shape.text_frame.text:
                shape.left, shape.top, shape.width, shape.height = drawing.inches(LEFT, place, WIDTH, height)
                return shape.text_frame
        return drawing.box(self.slide, LEFT, place, WIDTH, height)

    def _put(self, frame: Any, lines: Sequence[tuple[int, str, bool]], size: float) -> None:
        drawing.write(frame, lines, size, self.colours, self.document["language"])

    def _turn(self) -> None:
        self._tell()
        self.slide = self.file.slides.add_slide(self.file.slide_layouts[theme.CONTENT])
        is_said = self.heading.startswith(self.title)
        name = ": ".join(filter(None, ["" if is_said else self.title, self.heading]))
        self._put(self.slide.shapes.title.text_frame, [(0, shortened(name, LONGEST_TITLE), False)], 26)
        drawing.foot(
            self.slide,
            shortened(f"{self.document['house']} · {self.document['line']}", 110),
            len(self.file.slides),
            self.colours,
        )
        self.at = TOP

    def _note(self, *words: str) -> None:
        self.notes += [each for each in words if each]

    def _tell(self) -> None:
        """What few ask for goes into the notes of the slide at which it was said; a place without words goes."""
        if self.slide is None:
            return
        for shape in list(self.slide.placeholders):
            if shape.placeholder_format.idx == 1 and not shape.text_frame.text:
                shape._element.getparent().remove(shape._element)
        frame = self.slide.notes_slide.notes_text_frame
        frame.text = "\n".join(filter(None, [frame.text, *self.notes]))
        self.notes = []

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        right: Sequence[int],
        caption: str,
        groups: Sequence[int] = (),
    ) -> None:
        """As many rows on a slide as fit, under the same head. ``groups``: rows of one cell alone."""
        parts = [WIDTH * part / sum(widths) for part in widths]
        cut = [[shortened(words, LONGEST_CELL) for words in row] for row in rows]
        self._note(*(" · ".join(row) for row, short in zip(rows, cut, strict=True) if list(row) != short))
        heights = [
            self.measure.row([row[0]], [WIDTH], TABLE + 1) if n in groups else self.measure.row(row, parts, TABLE)
            for n, row in enumerate(cut)
        ]
        top = self.measure.row(head, parts, TABLE - 1)
        fresh = BOTTOM - TOP - top
        if self.at + top + sum(heights) > BOTTOM and (
            sum(heights) <= fresh or self.at + top + sum(heights[:3]) > BOTTOM
        ):
            self.at = BOTTOM  # rather whole on the next one
        self._announce(top + sum(heights[:3]))
        slides = max(1, math.ceil(sum(heights) / fresh))
        even = sum(heights) / slides + max(heights, default=0.0)  # not one row alone on the last
        begin = 0
        while begin < len(cut):
            if begin or self.at + top + heights[begin] > BOTTOM:
                self.at = BOTTOM + 1
                self._turn()
            end, height = begin, top
            most = min(BOTTOM - self.at, top + even)
            while end < len(cut) and (end == begin or height + heights[end] <= most):
                height, end = height + heights[end], end + 1
            if end < len(cut) and end - 1 in groups and end - 1 > begin:
                end, height = end - 1, height - heights[end - 1]  # a group's name goes with its first row
            place, self.at = self.at, self.at + height + GAP
            shown = {n - begin for n in groups if begin <= n < end}
            drawing.table(
                self.slide,
                place,
                [top, *heights[begin:end]],
                parts,
                [head, *cut[begin:end]],
                right,
                shown,
                caption,
                self.colours,
                self.document["language"],
            )
            begin = end

    def chart(
        self,
        caption: str,
        names: Sequence[str],
        series: Sequence[tuple[str, Sequence[float | None]]],
        hues: Sequence[int],
        is_share: bool,
    ) -> None:
        height = min(0.62 * len(names) + 0.9, BOTTOM - TOP)
        self._announce(height)
        place = self.room(height)
        drawing.chart(self.slide, place, height, caption, names, series, hues, is_share, self.colours)


def _said(block: Row) -> list[str]:
    """All words of a block, a line for each thing."""
    if block["kind"] == "facts":
        return [f"{label}: {says}" for label, says in block["rows"]]
    if block["kind"] == "items":
        return [line for item in block["items"] for line in (item["title"], *_facts(item))]
    if block["kind"] == "table":
        return [
            " · ".join(f"{name}: {words}" for name, words in zip(block["head"], row, strict=True))
            for row in block["rows"]
        ]
    return [block.get("words", "")]


def _facts(item: Row) -> list[str]:
    return [f"{label}: {says}" for label, says in item["facts"]]


def _text(deck: Deck, block: Row) -> None:
    if block["look"] == "mark" and (deck.waiting or deck.at >= BOTTOM):
        deck.mark(block["words"])
        return
    words = shortened(block["words"], LONGEST)
    if words != block["words"]:
        deck._note(block["words"])
    deck.lines([(0, words, False)], {"lead": 22.0, "mark": 11.0, "soft": QUIET}.get(block["look"], BODY))
    if block["look"] == "mark":
        deck.at -= GAP


def _points(deck: Deck, block: Row) -> None:
    deck._note(*(words for words in block["items"] if len(words) > LONGEST))
    deck.lines([(0, f"• {shortened(words, LONGEST)}", False) for words in block["items"]], BODY)


def _pairs(deck: Deck, block: Row) -> None:
    deck._note(*(f"{label}: {says}" for label, says in block["rows"] if len(says) > LONGEST))
    deck.lines([(0, shortened(f"{label}: {says}", LONGEST), False) for label, says in block["rows"]], QUIET + 1)


def _items(deck: Deck, block: Row) -> None:
    """A thing with what is said of it; its facts are for the notes."""
    lines: list[tuple[int, str, bool]] = []
    for number, item in enumerate(block["items"], 1):
        first = f"{number}  {item['title']}" if block["is_numbered"] else item["title"]
        lines.append((0, shortened(" · ".join(filter(None, [first, item["beside"], item["mark"]])), LONGEST), True))
        told = item["lines"] or [" · ".join(_facts(item))]
        lines += [(1, shortened(line, LONGEST), False) for line in told if line]
        deck._note(item["title"], *(line for line in item["lines"] if len(line) > LONGEST), *_facts(item))
    deck.lines(lines, BODY)


def _table(deck: Deck, block: Row) -> None:
    deck.table(block["head"], block["rows"], block["widths"], block["right"], block["caption"])


def _shares(deck: Deck, block: Row) -> None:
    parts = block["parts"]
    names = [f"{part['name']} ({part['words']})" for part in parts]
    deck.chart(
        block["caption"],
        names,
        [(block["caption"], [part["value"] for part in parts])],
        [part["hue"] for part in parts],
        True,
    )


def _spans(deck: Deck, block: Row) -> None:
    names = [f"{row['name']} ({row['words']})" for row in block["rows"]]
    series = [
        (name, [row[key] for row in block["rows"]])
        for name, key in zip(block["names"], ("low", "target", "high"), strict=True)
    ]
    deck.chart(block["caption"], names, series, (), False)


def _lines(deck: Deck, block: Row) -> None:
    height = 4.2
    deck._announce(height)
    place = deck.room(height)
    drawing.lines(deck.slide, place, height, block["caption"], block["names"], block["drawn"], deck.colours)


def _with_mark(named: Row) -> str:
    return " · ".join(filter(None, [named["name"], named["mark"]]))


def _paces(deck: Deck, block: Row) -> None:
    rows: list[Sequence[str]] = []
    groups: list[int] = []
    for group in block["groups"]:
        groups.append(len(rows))
        rows.append((_with_mark(group), "", "", ""))
        rows += [
            (f"{_with_mark(row)}\n{row['aim']}", row["planned"], row["actual"], row["word"]) for row in group["rows"]
        ]
        rows += [(group["none"], "", "", "")] if group["none"] else []
        deck._note(*(f"{row['name']}: {row['reasoning']}" for row in group["rows"] if row["reasoning"]))
    deck.table(block["head"], rows, (5.6, 1.5, 1.5, 3), (1, 2), block["caption"], groups)


_DRAWERS: dict[str, Callable[[Deck, Row], None]] = {
    "text": _text,
    "heading": Deck.heading_of,
    "points": _points,
    "facts": _pairs,
    "items": _items,
    "table": _table,
    "shares": _shares,
    "spans": _spans,
    "lines": _lines,
    "paces": _paces,
}
