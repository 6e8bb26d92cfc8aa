"""The look of slides: 16:9, our colours as the theme's, a quiet title at the left. Letters are Georgia and Arial, for
a file brings no fonts of its own and these two are nearly everywhere."""

import re
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Inches

SIZE = (13.333, 7.5)
LEFT, WIDTH, TOP, BOTTOM = 0.7, 11.93, 1.5, 6.75  # inches: where content stands
OPENING, CONTENT = 0, 1  # layouts that are kept
SERIF, SANS = "Georgia", "Arial"
# placeholder of a layout -> left, top, width, height
PLACES = {
    OPENING: {0: (LEFT, 2.1, WIDTH, 1.3), 1: (LEFT, 3.5, WIDTH, 2.6)},
    CONTENT: {0: (LEFT, 0.45, WIDTH, 0.85), 1: (LEFT, TOP, WIDTH, BOTTOM - TOP)},
}
ACCENTS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


def dress(file: Any, colours: dict[str, Any]) -> None:
    file.slide_width, file.slide_height = (Inches(side) for side in SIZE)
    for layout in list(file.slide_layouts)[CONTENT + 1 :]:
        file.slide_layouts.remove(layout)
    for number, places in PLACES.items():
        for shape in list(file.slide_layouts[number].placeholders):
            _place(shape, places.get(shape.placeholder_format.idx))
    for shape in list(file.slide_master.placeholders):
        _place(shape, {1: PLACES[CONTENT][0], 2: PLACES[CONTENT][1]}.get(int(shape.placeholder_format.type)))
    _set_left(file.slide_master)
    _paint(file.slide_master, colours)


def _place(shape: Any, place: tuple[float, float, float, float] | None) -> None:
    """Date, foot and number are ours to draw."""
    if place is None:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in place)


def _set_left(master: Any) -> None:
    for level in master._element.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
    for body in master._element.iter(qn("p:bodyStyle")):
        for level in body:
            for bullet in [*level.findall(qn("a:buChar")), *level.findall(qn("a:buFont"))]:
                level.remove(bullet)
            level.set("marL", "0")
            level.set("indent", "0")


def _paint(master: Any, colours: dict[str, Any]) -> None:
    """The theme's part is plain XML; its names of colours and fonts are put in place."""
    part = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    pillars = colours["pillars"]
    values = (
        colours["ink"],
        "#ffffff",
        colours["ink-soft"],
        colours["canvas"],
        *pillars[:6],
        colours["action-ink"],
        colours["info-ink"],
    )
    words = part.blob.decode()
    for name, value in zip(ACCENTS, values, strict=True):
        put = f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/></a:{name}>'
        words = re.sub(rf"<a:{name}>.*?</a:{name}>", put, words, flags=re.S)
    for kind, font in (("major", SERIF), ("minor", SANS)):
        words = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", words)
    part._blob = words.encode()
