"""What a document consists of. Everything is words and numbers that are ready to be read: whoever describes a
document has translated and spelled them; whoever draws it decides nothing but how it looks.

A block's ``is_more`` marks what few readers need: smaller on paper, in the notes of a slide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal

Pair = tuple[str, str]  # a label and what it says
Look = Literal["plain", "lead", "soft", "quote", "note", "mark"]


@dataclass(frozen=True)
class Text:
    kind: ClassVar[str] = "text"
    words: str
    look: Look = "plain"
    is_more: bool = False


@dataclass(frozen=True)
class Heading:
    kind: ClassVar[str] = "heading"
    words: str
    is_more: bool = False


@dataclass(frozen=True)
class Points:
    kind: ClassVar[str] = "points"
    items: Sequence[str]
    is_more: bool = False


@dataclass(frozen=True)
class Facts:
    kind: ClassVar[str] = "facts"
    rows: Sequence[Pair]
    is_more: bool = False


@dataclass(frozen=True)
class Item:
    """``beside``: a few words that stand at its right; ``hue``: of a pillar, 1-8, 0 is none; ``mark``: what a reader
    has to know about it, such as that it is still the example."""

    title: str
    beside: str = ""
    lines: Sequence[str] = ()
    facts: Sequence[Pair] = ()
    hue: int = 0
    mark: str = ""


@dataclass(frozen=True)
class Items:
    kind: ClassVar[str] = "items"
    items: Sequence[Item]
    is_numbered: bool = False
    is_more: bool = False


@dataclass(frozen=True)
class Table:
    """``right``: the columns that hold figures; in the first column, what follows the first line is said quietly.
    ``widths``: of the columns, as parts."""

    kind: ClassVar[str] = "table"
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: Sequence[int] = ()
    is_more: bool = False


@dataclass(frozen=True)
class Part:
    """``words``: its share as one reads it; ``value``: as a number."""

    name: str
    words: str
    value: float
    hue: int = 0


@dataclass(frozen=True)
class Shares:
    """Parts of one whole, side by side."""

    kind: ClassVar[str] = "shares"
    caption: str
    parts: Sequence[Part]
    is_more: bool = False

    @property
    def whole(self) -> float:
        return sum(part.value for part in self.parts) or 1.0

    @property
    def bands(self) -> list[tuple[Part, float, float]]:
        """A part, where it begins and how wide it is, in per cent."""
        begins, made = 0.0, []
        for part in self.parts:
            width = 100 * part.value / self.whole
            made.append((part, round(begins, 2), round(width, 2)))
            begins += width
        return made


@dataclass(frozen=True)
class Span:
    """``low``, ``target`` and ``high``: None is not said."""

    name: str
    words: str
    low: float | None
    target: float | None
    high: float | None

    @property
    def most(self) -> float:
        return max((each for each in (self.low, self.target, self.high) if each is not None), default=0.0)


@dataclass(frozen=True)
class Spans:
    """From–to of several things in one unit. ``names``: what low, target and high are called."""

    kind: ClassVar[str] = "spans"
    caption: str
    rows: Sequence[Span]
    names: Sequence[str]
    is_more: bool = False


@dataclass(frozen=True)
class Lines:
    """How something went and may go, over time. ``caption``: what the drawing shows, for whoever does not see it;
    ``names``: what the lines for actual, planned, ahead, low and high are called.

    ``drawn``: ``height``, ``top`` and ``tall`` in units of a pixel, ``plot`` in per cent of the width. In a box of
    1000 × ``tall`` at ``top``, as wide as ``plot``: ``planned``, ``actual``, ``middle`` ("x,y x,y …") and the area
    ``fan``; ``bounds``, from where and how high. Marks ``{words, x, y, anchor}``, x in per cent of the width:
    ``grid``, ``goals``, ``days``, ``ends``, ``here`` (or None). For a chart of its own: ``dates`` (ISO), each with
    ``values`` of actual, planned, low, middle and high, and ``least`` and ``most`` of its axis."""

    kind: ClassVar[str] = "lines"
    caption: str
    names: Sequence[str]
    drawn: dict[str, Any]
    is_more: bool = False


@dataclass(frozen=True)
class Pace:
    """How far something is. ``planned`` and ``actual``: by now, as one reads them, "–" is unknown; ``ratio``: actual
    over planned, None is unknown; ``tone``: good, watch, act or none; ``reasoning``: for the notes of a slide."""

    name: str
    aim: str
    planned: str
    actual: str
    word: str
    tone: str
    ratio: float | None
    reasoning: str = ""
    address: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Group:
    """What several serve; ``none`` is said where nothing does; ``mark``: as of an ``Item``."""

    name: str
    rows: Sequence[Pace] = ()
    none: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Paces:
    """``head``: what, planned by now, actual, how it looks."""

    kind: ClassVar[str] = "paces"
    caption: str
    head: Sequence[str]
    groups: Sequence[Group]
    is_more: bool = False


Block = Text | Heading | Points | Facts | Items | Table | Shares | Spans | Lines | Paces


@dataclass(frozen=True)
class Section:
    """``about``: a few words beside its title. ``is_front``: it stands on the first page, before the contents."""

    key: str
    title: str
    about: str = ""
    blocks: Sequence[Block] = ()
    is_front: bool = False


@dataclass(frozen=True)
class Document:
    """``house``: whose it is, with its ``initial`` and ``hue`` (degrees); ``facts``: under the title; ``notes``: what
    a reader has to know before; ``words``: the drawing's own few words, in the reader's language."""

    title: str
    house: str
    initial: str
    hue: int
    language: str
    line: str
    facts: Sequence[Pair] = ()
    notes: Sequence[str] = ()
    sections: Sequence[Section] = ()
    words: dict[str, str] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        """For whoever draws it outside of this process: every block says its kind."""
        row = asdict(self)
        for section, made in zip(self.sections, row["sections"], strict=True):
            made["blocks"] = [_with_kind(block) for block in section.blocks]
        return row


def _with_kind(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, **asdict(block)}


def texts(document: Document) -> list[str]:
    """Every word of it, in the order of reading: what a page, a PDF and slides have to say alike."""
    return list(_texts(document.as_row()["sections"]))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in ("key", "kind", "look", "tone", "address", "reasoning", "names", "drawn"):
                yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
