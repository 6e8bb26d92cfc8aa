"""The single shapes of a slide: words, tables, charts, each with its words for those who do not see it."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from .deck_theme import LEFT, SERIF, WIDTH

Colours = dict[str, Any]
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
FORMULA = re.compile(r"^\s*(?:[={@+\-]|[a-z]+:)", re.I)  # what a table might take for more than words
BARE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # the style of tables without colours: "No Style, Table Grid"


def inches(*sides: float) -> list[Any]:
    return [Inches(side) for side in sides]


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())


def box(slide: Any, *place: float) -> Any:
    return slide.shapes.add_textbox(*inches(*place)).text_frame


def write(frame: Any, lines: Sequence[tuple[int, str, bool]], size: float, colours: Colours, language: str) -> None:
    """Paragraphs (level, words, strong)."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(0.05)
    frame.margin_top = frame.margin_bottom = Inches(0.02)
    for number, (level, words, is_strong) in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.level, paragraph.space_after, paragraph.alignment = level, Pt(4), PP_ALIGN.LEFT
        if level:
            paragraph._p.get_or_add_pPr().set("marL", str(Inches(0.3 * level)))
        run = paragraph.add_run()
        run.text = words
        _dress(run, size - 2 * level, is_strong, colours["ink-soft" if level else "ink"], language)


def _dress(run: Any, size: float, is_strong: bool, colour: str, language: str) -> None:
    run.font.size, run.font.bold = Pt(size), is_strong
    run.font.color.rgb = rgb(colour)
    run._r.get_or_add_rPr().set("lang", LANGUAGES.get(language, language))


def badge(slide: Any, initial: str, colours: Colours) -> None:
    """The mark of the workspace."""
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *inches(LEFT, 0.9, 0.85, 0.85))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colours["own"])
    shape.line.fill.background()
    describe(shape, "")
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.name = initial, Pt(28), SERIF
    run.font.color.rgb = rgb("#ffffff")


def foot(slide: Any, words: str, number: int, colours: Colours) -> None:
    for left, width, said, side in (
        (LEFT, 9.5, words, PP_ALIGN.LEFT),
        (LEFT + WIDTH - 1.5, 1.5, str(number), PP_ALIGN.RIGHT),
    ):
        frame = box(slide, left, 7.0, width, 0.3)
        frame.word_wrap, frame.paragraphs[0].alignment = True, side
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size = said, Pt(10)
        run.font.color.rgb = rgb(colours["ink-faint"])


def table(
    slide: Any,
    top: float,
    heights: Sequence[float],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    right: Sequence[int],
    groups: Collection[int],
    caption: str,
    colours: Colours,
    language: str,
) -> None:
    """The first row is the head; ``groups``: rows, counted after it, of one cell alone."""
    frame = slide.shapes.add_table(len(rows), len(widths), *inches(LEFT, top, sum(widths), sum(heights)))
    describe(frame, caption)
    made = frame.table
    frame._element.graphic.graphicData.tbl[0][-1].text = BARE
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        made.rows[number].height = Inches(height)
        is_group = number - 1 in groups
        for place, words in enumerate(row):
            _cell(
                made.cell(number, place), words, not number, is_group, place == 0, place in right, colours, language
            )
        if is_group:
            made.cell(number, 0).merge(made.cell(number, len(row) - 1))


def _cell(
    cell: Any,
    words: str,
    is_head: bool,
    is_group: bool,
    is_first: bool,
    is_right: bool,
    colours: Colours,
    language: str,
) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.05)
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colours["sunken"] if is_head else "#ffffff")
    _lines_of(cell, colours)
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.text_frame.paragraphs[0] if not number else cell.text_frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if is_right and not is_group else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        is_quiet = is_head or number > 0
        size, ink = 13 if is_group else 11 if is_quiet else 12, colours["ink-soft" if is_quiet else "ink"]
        _dress(run, size, is_first and not is_quiet, ink, language)
        if is_group:
            run.font.name, run.font.bold = SERIF, False


def _lines_of(cell: Any, colours: Colours) -> None:
    """A hairline below, none elsewhere."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = properties.makeelement(qn(side), {"w": "6350" if side == "a:lnB" else "0"})
        if side == "a:lnB":
            fill = line.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colours["line"][1:].upper()}))
        else:
            fill = line.makeelement(qn("a:noFill"), {})
        line.append(fill)
        properties.insert(("a:lnL", "a:lnR", "a:lnT", "a:lnB").index(side), line)


def chart(
    slide: Any,
    top: float,
    height: float,
    caption: str,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    hues: Sequence[int],
    is_share: bool,
    colours: Colours,
) -> None:
    """Lying bars, the first at the top; ``hues``: of pillars, one a bar."""
    data = CategoryChartData()
    data.categories = [_harmless(name) for name in names]
    for name, values in series:
        data.add_series(_harmless(name), values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *inches(LEFT, top, WIDTH, height), data)
    describe(frame, f"{caption}: {', '.join(names)}")
    made = frame.chart
    made.has_title, made.has_legend, made.font.size = False, len(series) > 1, Pt(12)
    made.font.color.rgb = rgb(colours["ink-soft"])
    if len(series) > 1:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    made.category_axis.reverse_order = True
    made.category_axis.format.line.color.rgb = rgb(colours["line"])
    made.value_axis.visible = made.value_axis.has_major_gridlines = False
    made.value_axis.minimum_scale = 0
    plot = made.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = (
        '0.##" %"' if is_share else "0.##",
        False,
    )
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    _colour(plot, hues, colours)


def lines(
    slide: Any,
    top: float,
    height: float,
    caption: str,
    names: Sequence[str],
    drawn: Mapping[str, Any],
    colours: Colours,
) -> None:
    """Lines over days, each with its own look: actual, planned, and where it may go with what is below and above."""
    data = CategoryChartData()
    data.categories = [date.fromisoformat(day) for day in drawn["dates"]]
    ways = [(names[0], 0, "ink", 2.25, None), (names[1], 1, "ink-soft", 1.25, MSO_LINE.ROUND_DOT)]
    if drawn["fan"]:
        ahead = [
            (names[3], 2, "info", 0.75, None),
            (names[2], 3, "info", 1.25, MSO_LINE.DASH),
            (names[4], 4, "info", 0.75, None),
        ]
        ways += ahead
    known = [way for way in ways if any(row[way[1]] is not None for row in drawn["values"])]
    for name, place, *_look in known:
        data.add_series(_harmless(name), [row[place] for row in drawn["values"]])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *inches(LEFT, top, WIDTH, height), data)
    describe(frame, caption)
    made = frame.chart
    made.has_title, made.has_legend, made.font.size = False, True, Pt(11)
    made.font.color.rgb = rgb(colours["ink-soft"])
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    made.value_axis.major_gridlines.format.line.color.rgb = rgb(colours["line"])
    made.value_axis.format.line.fill.background()
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = drawn["least"], drawn["most"]
    made.category_axis.format.line.color.rgb = rgb(colours["line"])
    _dates(made.category_axis, drawn["dates"])
    for each, (_name, _place, colour, width, dash) in zip(made.plots[0].series, known, strict=True):
        each.smooth = False
        each.format.line.color.rgb, each.format.line.width = rgb(colours[colour]), Pt(width)
        each.format.line.dash_style = dash


def _dates(axis: Any, dates: Sequence[str]) -> None:
    """Some eight days are named, in the words of whoever opens it."""
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "d mmm yy", False
    days = (date.fromisoformat(dates[-1]) - date.fromisoformat(dates[0])).days
    before = axis._element.find(qn("c:lblOffset"))
    for name, value in (
        ("c:majorTimeUnit", "days"),
        ("c:majorUnit", str(max(days // 7, 1))),
        ("c:baseTimeUnit", "days"),
    ):
        for there in axis._element.findall(qn(name)):
            axis._element.remove(there)
        before.addnext(before.makeelement(qn(name), {"val": value}))


def _colour(plot: Any, hues: Sequence[int], colours: Colours) -> None:
    shades = (colours["line"], colours["own"], colours["edge"])
    for number, each in enumerate(plot.series):
        each.format.fill.solid()
        each.format.fill.fore_color.rgb = rgb(shades[number % 3] if len(plot.series) > 1 else colours["own"])
        for place, hue in enumerate(hues):
            if hue:
                each.points[place].format.fill.solid()
                each.points[place].format.fill.fore_color.rgb = rgb(colours["pillars"][hue - 1])


def describe(shape: Any, words: str) -> None:
    """Read aloud in its place; nothing for what only decorates."""
    element = shape._element
    properties = next(each for each in element.iter() if each.tag == qn("p:cNvPr"))
    properties.set("descr", words[:500])


def _harmless(words: str) -> str:
    """Words in a table behind a chart are never taken for a formula or a link."""
    return f"\u2060{words}" if FORMULA.match(words) else words
