"""What may stand in a document that is handed out: what somebody here has said yes to. A part that is the example
as a whole is there and marked; fields of ours that only the starting set has filled are left out, wherever it is
drawn."""

from copy import copy
from dataclasses import replace

from convivial.strategy.models import Part
from convivial.strategy.models.part import NOTHING
from convivial.strategy.pages import Page, Section
from convivial.strategy.showing import Row


class Paper(Page):
    """A version as it is handed out: the only way to its parts is ``section``."""

    def section(self, noun: str) -> Section:
        found = super().section(noun)
        return replace(found, rows=[Row(said_yes_to(row.part), row.names) for row in found.rows])


def said_yes_to(part: Part) -> Part:
    """The part without what nobody has said yet."""
    if not part.begun:
        return part
    own = copy(part)
    for field in part.fields():
        if field.name in part.begun:
            usual = field.get_default()
            setattr(own, field.attname, usual if usual in NOTHING else None)
    return own
