"""Figures that people type, one at a time or as a table: so that everything can be judged with no network connected.

found = measuring.things(workspace)             # what can be counted, and how it stands
table = measuring.read(text, found, today, language)    # a dry run: what would be taken, and why lines are refused
measuring.take(workspace, by, table.taken)      # answers the batch, for take_back
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convivial.journal.recording import record
from convivial.lib.codes import new_code
from convivial.lib.tables import Cells, cells_of, day_in, is_ambiguous, is_number
from convivial.team.models import User, Workspace
from convivial.ui import vocabulary

from . import figures
from . import forms_numbers as numbers
from .models import FollowerPlan, Kpi, Objective, TypedFigure, Version
from .renewing import renew_after

TOUCHED = ("E4.pace", "E5.growth_pace", "E6.no_data")  # the checks that figures feed
MOST = Decimal("999999999999")
FIRST_YEAR = 2000  # before that nobody counted followers
KINDS = {
    "objective": gettext_lazy("Objectives"), "kpi": gettext_lazy("KPIs"), "followerplan": gettext_lazy("Followers"),
}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """Something that can be counted: a part of the version in force. ``is_count``: in whole numbers alone."""

    code: str
    kind: str
    label: str
    unit: str
    value: Decimal | None = None
    on: date | None = None
    is_count: bool = False

    @property
    def heading(self) -> Any:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Taken:
    thing: Thing
    on: date
    value: Decimal


@dataclass(frozen=True)
class Refused:
    """``line``: counted from one; ``why``: in the reader's language."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Table:
    taken: Sequence[Taken]
    refused: Sequence[Refused]


def things(workspace: Workspace) -> list[Thing]:
    found: list[Thing] = []
    for model in (Objective, Kpi, FollowerPlan):
        last = TypedFigure.objects.filter(workspace=workspace, part_code=OuterRef("code")).order_by("-on", "-id")
        parts = model.objects.filter(version__workspace=workspace, version__state=Version.State.CURRENT)
        for part in parts.annotate(last=Subquery(last.values("value")[:1]), last_on=Subquery(last.values("on")[:1])):
            found.append(
                Thing(part.code, model.noun(), *_called(part), part.last, part.last_on, figures.is_count(part))
            )
    return found


def take(workspace: Workspace, by: User, rows: Sequence[Taken]) -> str:
    """Writes them down and has the checks that they feed look again."""
    batch = new_code()
    with transaction.atomic():
        TypedFigure.objects.bulk_create(
            TypedFigure(workspace=workspace, part_code=row.thing.code, on=row.on, value=row.value, batch=batch, by=by)
            for row in rows
        )
        record("figure.type", workspace=workspace.pk, by=by.pk, count=len(rows))
    renew_after(workspace, TOUCHED)
    return batch


def take_back(workspace: Workspace, by: User, batch: str) -> int:
    with transaction.atomic():
        count, _by_model = TypedFigure.objects.filter(workspace=workspace, batch=batch).delete()
        if count:
            record("figure.take_back", workspace=workspace.pk, by=by.pk, count=count)
    if count:
        renew_after(workspace, TOUCHED)
    return count


def understood(typed: str, thing: Thing, language: str) -> Decimal | str:
    """The figure, or why it is none."""
    value = numbers.understood(typed, thing.is_count, language)
    if isinstance(value, Decimal) and abs(value) > MOST:
        return _("Write it as a number, such as 1480 or 3.5.")
    return value


def unlikely_day(on: date, today: date) -> str:
    """Why nothing can have been counted on a day; else empty."""
    if on > today:
        return _("This day is still to come.")
    return _("This is long ago. Look at the year again.") if on.year < FIRST_YEAR else ""


def two_ways(typed: str, thing: Thing) -> str:
    """A question, where the figure can be read in two ways; else empty."""
    return "" if thing.is_count or not is_ambiguous(typed) else numbers.in_two_ways(typed)


def read(text: str, known: Sequence[Thing], today: date, language: str) -> Table:
    """Lines of a table: what is counted, a day and a number, in any order; a first line of headings is left out."""
    by_name: dict[str, list[Thing]] = {}
    for thing in known:
        for name in {thing.code, thing.label.casefold()}:
            by_name.setdefault(name, []).append(thing)
    taken: dict[tuple[str, date], Taken] = {}
    refused: list[Refused] = []
    for cells in cells_of(text):
        row = _row(cells, by_name, today, language)
        if isinstance(row, Taken) and (row.thing.code, row.on) not in taken:
            taken[row.thing.code, row.on] = row
        elif isinstance(row, Taken):
            refused.append(Refused(cells.line, cells.text, _("This day stands in the table already.")))
        elif row and not (cells.is_first and not any(is_number(cell) for cell in cells.cells)):
            refused.append(Refused(cells.line, cells.text, row))
    return Table(list(taken.values()), refused)


def _row(cells: Cells, by_name: Mapping[str, list[Thing]], today: date, language: str) -> Taken | str:
    """What a line says, or why it cannot be taken."""
    days = [(cell, day) for cell in cells.cells if (day := day_in(cell)) is not None]
    numbers = [cell for cell in cells.cells if is_number(cell) and day_in(cell) is None]
    names = [cell for cell in cells.cells if cell and day_in(cell) is None and cell.casefold() in by_name]
    if not days:
        return _("No day was found. Write it like 2026-11-20 or 20.11.2026.")
    numbers = [cell for cell in numbers if cell not in names]
    if len(numbers) != 1:
        return _("There has to be exactly one number.")
    if not names:
        return _("Nothing in the strategy is called like this. Use a name from the list above.")
    found = by_name[names[0].casefold()]
    if len(found) > 1:
        return _("Two things in the strategy are called like this. Type it above instead.")
    on, thing = days[0][1], found[0]
    if unlikely := unlikely_day(on, today):
        return unlikely
    value = two_ways(numbers[0], thing) or understood(numbers[0], thing, language)
    if isinstance(value, str):
        return value
    if thing.on == on and thing.value == value:
        return _("It is known already.")
    return Taken(thing, on, value)


def _called(part: Any) -> tuple[str, str]:
    """What it is called, and its unit."""
    if isinstance(part, FollowerPlan):
        return _("Followers on %(network)s") % {"network": vocabulary.title(part.network)}, _("people")
    if isinstance(part, Kpi) and part.network:
        return f"{part.label} ({vocabulary.title(part.network)})", part.unit
    return str(part), part.unit
