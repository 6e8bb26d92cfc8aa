"""Documents on paper: whatever the words, there is a file, it is tagged, and none of them runs."""

import re
import zlib
from dataclasses import replace
from typing import Any

import pytest

from convivial.ui import assets
from convivial.ui.paper import making, palette
from convivial.ui.paper.document import (
    Document,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Lines,
    Pace,
    Paces,
    Part,
    Points,
    Section,
    Shares,
    Span,
    Spans,
    Table,
    Text,
    texts,
)

from . import colour

HOSTILE = (
    '#eval("1") $x$ *bold* _it_ @ref <label> // no /* no */ \\ ` ``` #import "x.typ": * #panic("x")',
    "مرحبا بالعالم שלום עולם",
    "🎉👩‍👩‍👧‍👦🏳️‍🌈",
    "x" * 3000,
    "Żółć Ełk Ðæ ẞ Привет Ελλάδα Tiếng Việt",
    "中文字",
    "\x00\x07\u202e\u2028\ufeff",
    "",
    " ",
    "<script>alert(1)</script>",
    "=== heading\n- list\n+ list",
    "&amp; \"quoted\" 'single'",
    "a\u0301" * 200,
)


def lines_of(words: str, bounds: tuple[float, float] | None = None) -> dict[str, Any]:
    """As the strategy draws the course of an objective: with a plan and an area ahead, or with bounds and neither."""
    mark = {"words": words, "x": 84.0, "y": 120.0, "anchor": "middle"}
    line = "0.0,200.0 500.0,90.5 1000.0,0.0"
    return {
        "height": 250, "top": 20, "tall": 200, "plot": 84.0, "planned": "" if bounds else line, "actual": line,
        "fan": "" if bounds else f"{line} 1000.0,90.0", "middle": "" if bounds else line, "bounds": bounds,
        "grid": [mark], "goals": [mark], "days": [mark], "ends": [mark], "here": None if bounds else mark,
        "least": 0.0, "most": 5.0, "dates": ["2026-01-05", "2026-02-05", "2026-03-05"],
        "values": [[1, 2, None, None, None], [2.5, 3, 2.5, 2.5, 2.5], [None, None if bounds else 4, 2, 3, 4]],
    }  # fmt: skip


def paper(words: str = "words") -> Document:
    """One of every block, each with the same words everywhere, as long as a field can be: names up to 280, labels and
    what stands beside something 80."""
    name, label = words[:280], words[:80]
    item = Item(name, label, (words,), ((label, words),), hue=3, mark=label)
    pace = Pace(name, name, "–", "12", label, "watch", 0.4)
    unknown = replace(pace, ratio=None, tone="none")
    blocks = (
        *(Text(words, look) for look in ("plain", "lead", "soft", "quote", "note", "mark")),
        Heading(name), Points((words, words)), Facts(((label, words),)), Items((item, item)),
        Items((item,), is_numbered=True, is_more=True),
        Table(label, (label, label), ((f"{name}\n{words}", name),), (3, 1), right=(1,)),
        Shares(label, (Part(name, "60 %", 60, 1), Part(name, "–", 0, 0))),
        Spans(label, (Span(name, "1–2", 1, None, 2), Span(name, "–", None, None, None)), (label,) * 3),
        Lines(words, (label,) * 5, lines_of(label)), Lines(words, (label,) * 5, lines_of(label, bounds=(20.0, 40.0))),
        Paces(label, (label, label, label, label), (Group(name, (pace, unknown)), Group(name, (), label))),
    )  # fmt: skip
    front = Section("board", label, label, blocks, is_front=True)
    return Document(
        label, label, words[:1], 40, "de", label, ((label, words),), (words,),
        (front, Section("one", label, label, blocks), Section("two", label)), {"contents": label, "next": label},
    )  # fmt: skip


@pytest.fixture(scope="module")
def made() -> bytes:
    return making.pdf(paper("Wort"))


def test_a_pdf_has_a_title_a_language_tags_and_bookmarks(made: bytes) -> None:
    assert made.startswith(b"%PDF-")
    said = unpacked(made)
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"/Outlines", b"pdfuaid", b"/Title"):
        assert mark in said, mark


def test_a_pdf_is_set_in_our_own_fonts(made: bytes) -> None:
    if not (assets.FOLDER / "paper").is_dir():
        pytest.fail("Build the fonts: node convivial/ui/build.mjs")
    names = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([\w-]+)", unpacked(made)))
    assert names
    assert {name.split(b"-")[0] for name in names} <= {b"Interlatin", b"Fraunceslatin", b"Inter", b"Fraunces"}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_any_kind_are_drawn_and_never_run(words: str) -> None:
    assert making.pdf(paper(words)).startswith(b"%PDF-")


def test_a_document_of_a_thousand_items_is_made_within_its_limits() -> None:
    items = [Item(f"Item {n}", lines=("Some words that go on for a while. " * 6,)) for n in range(1000)]
    large = replace(paper(), sections=(Section("many", "Many", blocks=(Items(items),)),))
    assert making.pdf(large).startswith(b"%PDF-")


def test_what_takes_too_long_is_given_up_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SECONDS", 0.001)
    with pytest.raises(making.NotMade):
        making.pdf(paper())


def test_who_comes_third_waits_and_is_told_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    with making.AT_ONCE, making.AT_ONCE, pytest.raises(making.NotMade):
        making.pdf(paper())


def test_the_texts_of_a_document_are_its_words_in_their_order() -> None:
    document = replace(
        paper(), sections=(Section("a", "One", "two", (Heading("three"), Facts((("four", "five"),)))),)
    )
    assert texts(document) == ["One", "two", "three", "four", "five"]


def test_the_colours_of_paper_are_those_of_the_tokens() -> None:
    tokens = colour.tokens("light")
    assert {name: _hex(tokens[name]) for name in palette.COLOURS} == palette.COLOURS
    assert tuple(_hex(tokens[f"pillar-{n}"]) for n in range(1, 9)) == palette.PILLARS
    assert tuple(_hex((0.47, 0.1, hue)) for hue in palette.HUES) == palette.OWN


def _hex(token: colour.Triple) -> str:
    curved = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in colour.linear(token))
    return "#" + "".join(f"{round(255 * v):02x}" for v in curved)


def unpacked(content: bytes) -> bytes:
    """With everything that is compressed laid open."""
    found = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            found.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)
