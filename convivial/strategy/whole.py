"""A version as a whole: the parts of all its nouns in one question, and the people they name in another.

    found = whole.read(version)                        # all nouns, or some: read(version, ("pillar", "stage"))
    older, newer = whole.read_several((one, other))    # two questions as well
    found.of(Pillar)                                   # in their order
    found.names                                        # what parts are called by their codes

Each part comes as an object of JSON made of its columns, so that nouns of different columns stand in one answer.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from django.db import connection, models

from convivial.team.models import User

from .models import NOUNS, Part, Version
from .models.fields import Member
from .showing import NAMED, Names

Noun = TypeVar("Noun", bound=Part)


class Whole:
    """The parts of a version. What was not read along is asked for when it is wanted."""

    def __init__(self, version: Version, parts: dict[str, list[Part]]) -> None:
        self.version, self._parts = version, parts

    @cached_property
    def names(self) -> Names:
        return Names(self.version, {part.code: str(part) for model in NAMED for part in self.of(model)})

    @property
    def people(self) -> dict[int, User]:
        """Whoever is named by a part and was read along, by id."""
        parts = (part for some in self._parts.values() for part in some)
        told = (field.get_cached_value(part, default=None) for part, field in _named(parts))
        return {user.pk: user for user in told if user is not None}

    def of(self, model: type[Noun]) -> list[Noun]:
        noun = model.noun()
        if noun not in self._parts:
            self._parts |= read(self.version, (noun,))._parts
        return self._parts[noun]  # type: ignore[return-value]


def read(version: Version, nouns: Iterable[str] = NOUNS, with_people: bool = True) -> Whole:
    return read_several((version,), nouns, with_people)[0]


def read_several(
    versions: Sequence[Version], nouns: Iterable[str] = NOUNS, with_people: bool = True, known: Whole | None = None
) -> list[Whole]:
    """Each with the nouns that were asked for, and those by which parts are called. ``with_people``: owners and other
    members that are named are read along, too; but nobody whom a ``known`` whole has already."""
    nouns = {*nouns, *(model.noun() for model in NAMED)}
    by_pk = {version.pk: version for version in versions}
    found: dict[int, dict[str, list[Part]]] = {pk: {noun: [] for noun in nouns} for pk in by_pk}
    for noun, columns in _rows(sorted(nouns), list(by_pk)):
        part = _part(NOUNS[noun], columns)
        part.version = by_pk[part.version_id]
        found[part.version_id][noun].append(part)
    kept = [some for nouns_of in found.values() for some in nouns_of.values()]
    for some in kept:
        some.sort(key=lambda part: (part.position, part.pk))
    if with_people:
        _introduce((part for some in kept for part in some), known.people if known else {})
    return [Whole(version, found[version.pk]) for version in versions]


def _rows(nouns: Sequence[str], versions: Sequence[int]) -> Iterator[tuple[str, Any]]:
    if not nouns or not versions:
        return
    with connection.cursor() as cursor:
        cursor.execute(_question(tuple(nouns), len(versions), connection.vendor), [*versions] * len(nouns))
        for noun, columns in cursor.fetchall():
            yield noun, json.loads(columns, parse_float=Decimal)


@lru_cache(maxsize=100)
def _question(nouns: Sequence[str], count: int, vendor: str) -> str:
    """Written by hand and kept: Django needs longer to write it than a database to answer it."""
    these = ", ".join(["%s"] * count)
    return " UNION ALL ".join(
        f"SELECT '{noun}', {_columns(NOUNS[noun], vendor)} FROM {NOUNS[noun]._meta.db_table} AS part"  # noqa: S608
        f" WHERE version_id IN ({these})"
        for noun in nouns
    )


def _columns(model: type[Part], vendor: str) -> str:
    """A row as JSON, by the names of its columns."""
    if vendor == "postgresql":
        return "row_to_json(part)::text"
    columns = (field.column for field in model._meta.concrete_fields)
    return "json_object({})".format(", ".join(f"'{name}', \"{name}\"" for name in columns))


def _part(model: type[Part], columns: Mapping[str, Any]) -> Part:
    fields = model._meta.concrete_fields
    values = [_value(field, columns[str(field.column)]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _value(field: Any, told: Any) -> Any:
    """As the field's own column would have told it. SQLite keeps lists as text."""
    if told is None or isinstance(field, models.ForeignKey):
        return told
    if isinstance(field, models.DecimalField):
        return Decimal(told).quantize(Decimal(1).scaleb(-field.decimal_places))
    if isinstance(field, models.JSONField):
        return json.loads(told) if isinstance(told, str) else told
    return field.to_python(told)


def _introduce(parts: Iterable[Part], known: Mapping[int, User]) -> None:
    """Puts the people that parts name beside them, in one question, and in none where all of them are known."""
    places: dict[int, list[tuple[Part, Any]]] = defaultdict(list)
    for part, field in _named(parts):
        places[getattr(part, field.attname)].append((part, field))
    strangers = places.keys() - known.keys()
    asked = {user.pk: user for user in User.objects.filter(pk__in=strangers)} if strangers else {}
    for pk, user in {**known, **asked}.items():
        for part, field in places.get(pk, ()):
            field.set_cached_value(part, user)


def _named(parts: Iterable[Part]) -> Iterator[tuple[Part, Any]]:
    """The parts that name somebody, each with the field that does."""
    for part in parts:
        for field in type(part)._meta.concrete_fields:
            if isinstance(field, Member) and getattr(part, field.attname):
                yield part, field
