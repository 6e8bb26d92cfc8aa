"""How the blocks of a document (``ui.paper``) are drawn on a page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from convivial.ui.bars import Bar, drawn
from convivial.ui.paper.document import Pace, Span, Spans

register = template.Library()


@register.filter
def drawn_by(block: Any) -> str:
    """The template of a block."""
    return f"ui/paper/{block.kind}.html"


@register.filter
def lines(words: str) -> list[str]:
    return words.split("\n")


@register.filter
def track(pace: Pace) -> SafeString:
    """Actual next to plan, as on the seven bars."""
    return drawn(Bar(pace.name, pace.ratio, pace.actual, pace.word, pace.tone))


@register.filter
def placed(row: Span, among: Spans) -> dict[str, float | None]:
    """Where a row begins, how wide it is and where its target stands, in per cent of the largest of all rows."""
    most = max((each.most for each in among.rows), default=0.0) or 1.0
    known = [each for each in (row.low, row.target, row.high) if each is not None]
    begins, ends = (100 * min(known) / most, 100 * max(known) / most) if known else (0.0, 0.0)
    target = None if row.target is None else min(99.0, round(100 * row.target / most, 2))
    return {
        "begins": round(begins, 2),
        "width": round(max(ends - begins, 0.8), 2) if known else 0.0,
        "target": target,
    }
