"""A part of the strategy in words: every field by its label, every choice by its title, every code by a name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from convivial.ui import vocabulary

from .catalogue import kpis
from .models import BusinessGoal, Objective, Part, Persona, Pillar, Stage, Version
from .models.fields import CodeOf, CodesOf, Lines, Money, Network, Several, Share

REASONS = ("people_there", "can_do_well", "brought")
NAMED: tuple[type[Part], ...] = (Persona, BusinessGoal, Objective, Pillar, Stage)


class Names:
    """What the parts of a version are called by their codes; where that is not known yet, it is asked for once, when
    the first is needed."""

    def __init__(self, version: Version, known: Mapping[str, str] | None = None) -> None:
        self._version, self._told = version, known

    def __getitem__(self, code: str) -> str:
        return self._known.get(code, "–")

    @cached_property
    def _known(self) -> Mapping[str, str]:
        if self._told is not None:
            return self._told
        first, *others = (
            model.objects.filter(version=self._version).order_by().values_list("code", model.title) for model in NAMED
        )
        return dict(first.union(*others, all=True))


@dataclass(frozen=True)
class Fact:
    """``words`` are for reading; ``lines`` is set where there are several; ``is_example``: nobody has said it yet."""

    name: str
    label: Any
    words: str
    lines: Sequence[str] = ()
    is_example: bool = False


class Row:
    """A part for a page: ``row.part``, ``row.say.owner`` in words, ``row.more`` for what stands behind "More"."""

    part: Any  # one of the nouns, each with fields of its own

    def __init__(self, part: Part, names: Names) -> None:
        self.part, self.names = part, names
        self.say = _Saying(self)

    @property
    def noun(self) -> str:
        return self.part.noun()

    @property
    def title(self) -> str:
        return said(self.part, self.part._meta.get_field(self.part.title), self.names) or "–"

    def several(self, name: str) -> list[str]:
        """The lines of a list, as they were written or chosen, in their order."""
        field = self.part._meta.get_field(name)
        if isinstance(field, Several):
            chosen = getattr(self.part, name) or []
            return [str(title) for key, title in field.kinds.choices if key in chosen]
        return [line.strip() for line in (getattr(self.part, name) or "").splitlines() if line.strip()]

    @cached_property
    def more(self) -> list[Fact]:
        return list(facts(self.part, self.names, [f for f in self.part.fields() if f.name not in self.part.asked]))

    @cached_property
    def reasons(self) -> list[Fact]:
        """The answers to the three questions about a network."""
        return list(facts(self.part, self.names, [f for f in self.part.fields() if f.name in REASONS]))

    @property
    def meaning(self) -> kpis.Figure | None:
        """What the dictionary says about a figure."""
        return kpis.BY_KEY.get(getattr(self.part, "key", ""))

    @cached_property
    def all(self) -> list[Fact]:
        return list(facts(self.part, self.names, self.part.fields()))


class _Saying:
    def __init__(self, row: Row) -> None:
        self._row = row

    def __getitem__(self, name: str) -> str:
        return said(self._row.part, self._row.part._meta.get_field(name), self._row.names)


def facts(part: Part, names: Names, fields: Iterable[Any]) -> Iterator[Fact]:
    """Those that say something."""
    for field in fields:
        words = said(part, field, names)
        if words and field.editable:
            lines = words.splitlines() if isinstance(field, Lines) else ()
            yield Fact(field.name, field.verbose_name, words, lines, field.name in part.begun)


def said(part: Part, field: Any, names: Names) -> str:
    """A field's value as people read it; empty when there is nothing."""
    value = getattr(part, field.name)
    if value is None or value == "" or value == []:
        return ""
    return spelled(field, value, names)


def spelled(field: Any, value: Any, names: Names) -> str:
    if isinstance(field, CodeOf):
        return names[value]
    if isinstance(field, CodesOf):
        return ", ".join(names[code] for code in value)
    if isinstance(field, Several):
        return " · ".join(str(title) for key, title in field.kinds.choices if key in value)
    if isinstance(field, Network):
        return vocabulary.title(value)
    if isinstance(field, kpis.KpiKey):
        return ", ".join(kpis.titles([value]))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, Money):
        return number(Decimal(value) / 100)
    if isinstance(field, Share):
        return _("%(n)s %%") % {"n": number(value)}
    if isinstance(value, (Decimal, int)):
        return number(value)
    if isinstance(value, date):
        return formats.date_format(value)
    return str(getattr(value, "name", value))


def number(value: Decimal | int | float) -> str:
    """Without zeros behind the point: 3, 2.5, 1,200."""
    exact = Decimal(str(value)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return formats.number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)
