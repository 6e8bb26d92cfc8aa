"""Slides: nothing runs over an edge or over something else, whatever the words; tables and charts are native."""

import io
import zipfile
from typing import Any

import pytest
from pptx import Presentation

from convivial.ui.paper import making, palette
from convivial.ui.paper.document import Document, Heading, Item, Items, Section, Table, Text

from .test_paper import HOSTILE, paper


def opened(words: str) -> Any:
    return Presentation(io.BytesIO(making.slides(paper(words))))


def drawn(sections: list[Section]) -> Any:
    document = Document("Our strategy", "Harbour Coffee", "H", 30, "en", "Version 1", sections=sections)
    return Presentation(io.BytesIO(making.slides(document)))


@pytest.fixture(scope="module")
def deck() -> Any:
    return opened("Some words")


def test_slides_are_wide_and_titled_in_our_colours(deck: Any) -> None:
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    assert all(slide.shapes.title.text for slide in deck.slides)
    assert len(deck.slide_layouts) == 2
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert palette.PILLARS[0][1:].upper() in theme.blob.decode()
    assert deck.core_properties.language == "de"


def test_tables_and_charts_are_native_and_described(deck: Any) -> None:
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table or shape.has_chart]
    assert sum(shape.has_table for shape in frames) >= 2
    assert sum(shape.has_chart for shape in frames) >= 2
    for shape in frames:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Some words")


@pytest.mark.parametrize("words", [*HOSTILE, "Some words that go on. " * 120], ids=range(len(HOSTILE) + 1))
def test_nothing_leaves_its_slide_or_lies_over_something_else(words: str) -> None:
    deck = opened(words)
    for slide in deck.slides:
        places = [(each.left, each.top, each.left + each.width, each.top + each.height) for each in slide.shapes]
        for left, top, right, bottom in places:
            assert 0 <= left < right <= deck.slide_width
            assert 0 <= top < bottom <= deck.slide_height
        stacked = sorted((top, bottom) for left, top, right, bottom in places if right - left > deck.slide_width / 2)
        for (_top, bottom), (top, _bottom) in zip(stacked, stacked[1:], strict=False):
            assert bottom <= top + 2


def test_what_is_cut_short_stands_whole_in_the_notes() -> None:
    words = "Some words that go on. " * 120
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in opened(words).slides)
    assert words.strip() in notes


def test_a_name_is_no_formula_in_the_table_behind_a_chart() -> None:
    made = making.slides(paper("=cmd|'/c calc'!A1"))
    with zipfile.ZipFile(io.BytesIO(made)) as deck:
        tables = [name for name in deck.namelist() if name.endswith(".xlsx")]
        assert tables
        for name in tables:
            with zipfile.ZipFile(io.BytesIO(deck.read(name))) as table:
                assert b"<f>" not in table.read("xl/worksheets/sheet1.xml")


def test_a_mark_and_a_heading_stand_on_every_slide_of_their_table() -> None:
    rows = [(f"Thing {n}\nwith words of its own", "planned") for n in range(24)]
    blocks = [
        Heading("What we do"),
        Text("still the example", "mark"),
        Table("What we do", ("What", "Status"), rows, (5, 2)),
    ]
    slides = list(drawn([Section("a", "Visibility", "How", [Text("words " * 40), *blocks])]).slides)[1:]
    tables = [[shape for shape in slide.shapes if shape.has_table] for slide in slides]
    assert [len(found) for found in tables if found] == [1] * len([found for found in tables if found])
    for slide, found in zip(slides, tables, strict=True):
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert not found or any("What we do · still the example" in each for each in words)


def test_a_short_list_stays_on_one_slide() -> None:
    goals = Items([Item(f"Goal {n}") for n in range(3)], is_numbered=True)
    for lines in range(6, 14):
        before = Items([Item(f"Objective {n}") for n in range(lines)])
        slides = list(drawn([Section("a", "Objectives", "How", [before, Heading("Goals"), goals])]).slides)[1:]
        told = [
            "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides
        ]
        assert sum("Goal 0" in each and "Goal 2" in each for each in told) == 1
