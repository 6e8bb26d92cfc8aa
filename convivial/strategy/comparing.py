"""Two versions side by side: what came, what went, and what is different, field by field."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .models import NOUNS, Part, Version
from .nouns import NOUNS as CALLED
from .nouns import Called
from .showing import Fact, Names, Row, facts, said
from .whole import Whole, read_several


@dataclass(frozen=True)
class FieldDifference:
    """A field in words, before and after; empty where nothing was said."""

    label: Any
    before: str
    after: str


@dataclass(frozen=True)
class PartDifference:
    """``kind``: added, gone or changed. ``facts`` is what an added part says."""

    kind: str
    title: str
    fields: Sequence[FieldDifference] = ()
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class NounDifference:
    called: Called
    noun: str
    parts: Sequence[PartDifference]
    is_reordered: bool


def compare(
    older: Version, newer: Version, nouns: Collection[str] = NOUNS, known: Whole | None = None
) -> list[NounDifference]:
    """Only the nouns in which something differs, of all or of some; two queries, or one where ``known`` has everybody
    who is named."""
    both = read_several((older, newer), nouns, known=known)
    found = (_noun(noun, model, *both) for noun, model in NOUNS.items() if noun in nouns)
    return [each for each in found if each.parts or each.is_reordered]


def _noun(noun: str, model: type[Part], older: Whole, newer: Whole) -> NounDifference:
    names = older.names, newer.names
    before: dict[str, Part] = {part.code: part for part in older.of(model)}
    after: dict[str, Part] = {part.code: part for part in newer.of(model)}
    parts = [_added(part, names[1]) for code, part in after.items() if code not in before]
    parts += [_changed(before[code], part, names) for code, part in after.items() if code in before]
    parts += [PartDifference("gone", Row(part, names[0]).title) for code, part in before.items() if code not in after]
    return NounDifference(CALLED[noun], noun, [part for part in parts if part], _is_reordered(before, after))


def _added(part: Part, names: Names) -> PartDifference:
    fields = [field for field in part.fields() if field.name != part.title]
    return PartDifference("added", Row(part, names).title, facts=list(facts(part, names, fields)))


def _changed(before: Part, after: Part, names: tuple[Names, Names]) -> Any:
    differing = [
        FieldDifference(field.verbose_name, said(before, field, names[0]), said(after, field, names[1]))
        for field in after.fields()
        if field.editable and getattr(before, field.attname) != getattr(after, field.attname)
    ]
    return PartDifference("changed", Row(after, names[1]).title, differing) if differing else None


def _is_reordered(before: dict[str, Part], after: dict[str, Part]) -> bool:
    both = before.keys() & after.keys()
    return [code for code in before if code in both] != [code for code in after if code in both]
