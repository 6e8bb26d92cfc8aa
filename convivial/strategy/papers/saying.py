"""Parts of the strategy in the words of a document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from convivial.strategy.showing import Fact, Row, number
from convivial.ui.paper.document import Pair

NOTHING = "–"


def pairs(row: Row, leaving_out: Iterable[str] = ()) -> list[Pair]:
    """All that was said about a part, by its labels."""
    out = {*leaving_out, row.part.title, "hue"}
    return [(str(fact.label), joined(fact)) for fact in row.all if fact.name not in out]


def day(value: date | None) -> str:
    return formats.date_format(value) if value else ""


def period(part: Any) -> str:
    """“Nov 2026 – Jan 2027”; empty where nothing was said."""
    begins, ends = (formats.date_format(each, "M Y") if each else "" for each in (part.begins_on, part.ends_on))
    return begins if begins == ends else " – ".join(each or "…" for each in (begins, ends))


def aim(part: Any) -> str:
    """“from 20 to 35 people, until 31 March 2027”."""
    if part.target is None:
        words = _("no number yet")
    elif part.baseline is None:
        words = _("to %(to)s %(unit)s") % {"to": number(part.target), "unit": part.unit}
    else:
        words = _("from %(from)s to %(to)s %(unit)s") % {
            "from": number(part.baseline),
            "to": number(part.target),
            "unit": part.unit,
        }
    return ", ".join(filter(None, [words.strip(), _("until %(day)s") % {"day": day(part.due)} if part.due else ""]))


def joined(fact: Fact) -> str:
    return " · ".join(fact.lines) if fact.lines else fact.words


def known(*words: str) -> list[str]:
    return [each for each in words if each]


def marked(row: Row) -> str:
    return _("still the example") if row.part.still_example else ""


def or_nothing(words: str) -> str:
    return words or NOTHING
