"""Everything that the house keeps about one person, for that person, readable by machines (GDPR, articles 15 and 20).

What is exported follows from the tags of the fields: each row that points at the person, without what is secret.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from convivial.journal.models import Line
from convivial.lib import records

from .models import User


def everything_about(person: User) -> dict[str, Any]:
    """By model: lists of rows. Values are what the database holds, other rows by their code where they have one."""
    found: dict[str, Any] = {"team.User": [_told(person, records.everything()["team.User"])]}
    for kept in records.everything().values():
        model = apps.get_model(kept.model)
        rows = [_told(row, kept) for pointer in _pointers(model) for row in _rows(model, pointer, person)]
        if rows:
            found[kept.model] = rows
    lines = Line.objects.filter(actor_id=person.pk).order_by("at")
    found["journal.Line"] = list(lines.values("at", "workspace_id", "act", "thing", "thing_code"))
    return found


def _pointers(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.related_model is User:
            yield field.name


def _rows(model: type[Model], pointer: str, person: User) -> Any:
    return model._default_manager.filter(**{pointer: person})


def _told(row: Model, kept: records.Kept) -> dict[str, Any]:
    return {name: _word(getattr(row, name)) for name in sorted(kept.personal | kept.plain)}


def _word(value: Any) -> Any:
    if isinstance(value, Model):
        return getattr(value, "code", str(value.pk))
    return None if isinstance(value, bytes | memoryview) else value
