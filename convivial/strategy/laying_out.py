"""Puts the content of a starting set into a draft, part by part, in the language of the workspace."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import translation

from convivial.lib.codes import new_code

from .catalogue import kpis, tactics
from .models import NOUNS, Part, Version
from .models.fields import CodeOf, CodesOf

Entries = Mapping[str, Sequence[Mapping[str, Any]]]
NAMED = ("persona", "businessgoal", "objective", "pillar", "stage")  # nouns whose parts are pointed at, by "key"


def lay_out(version: Version, content: Mapping[str, Any], today: date, language: str) -> None:
    """Makes the parts of ``content`` as examples. Whoever confirms them takes the mark away."""
    entries = _entries(content)
    codes = {(noun, entry["key"]): new_code() for noun in NAMED for entry in entries.get(noun, []) if "key" in entry}
    with translation.override(language):
        for noun, model in NOUNS.items():
            made = [
                _part(model, entry, version, place, codes, today) for place, entry in enumerate(entries.get(noun, []))
            ]
            model.objects.bulk_create(made)


def _entries(content: Mapping[str, Any]) -> Entries:
    """Every noun as a list; the examples of a pillar as parts of their own."""
    entries = {noun: [given] if isinstance(given, Mapping) else list(given) for noun, given in content.items()}
    entries["pillarexample"] = [
        {"pillar": pillar["key"], "text": text}
        for pillar in entries.get("pillar", [])
        for text in pillar.get("examples", [])
    ]
    return entries


def _part(model: type[Part], entry: Mapping[str, Any], version: Version, place: int, codes: Any, today: date) -> Part:
    noun = model.noun()
    given = {**_from_catalogue(noun, entry), **_dated(entry)}
    words: dict[str, Any] = {"version": version, "position": place, "still_example": True}
    if noun in NAMED:
        words["code"] = codes.get((noun, given.pop("key", "")), new_code())
    for field in model._meta.concrete_fields:
        if field.name in given and field.name not in words:
            words[field.name] = _value(field, given[field.name], codes, today)
    return model(**words)


def _dated(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {{"from": "begins_on", "until": "ends_on"}.get(name, name): value for name, value in entry.items()}


def _from_catalogue(noun: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue knows about a tactic or a figure, so that a set need not say it again."""
    key = entry.get("key", "")
    if noun in ("tactic", "followertactic") and key in tactics.BY_KEY:
        way = tactics.BY_KEY[key]
        about: dict[str, Any] = {"name": str(way.name)}
        return about | {"peso": way.group} if noun == "tactic" else about
    if noun == "kpi" and key in kpis.BY_KEY:
        return about_figure(key)
    return {}


def about_figure(key: str) -> dict[str, Any]:
    """The fields of a KPI as the dictionary proposes them, in the language of the moment."""
    figure = kpis.BY_KEY[key]
    return {
        "key": key,
        "label": str(figure.title),
        "denominator": str(figure.denominator),
        "unit": str(figure.unit),
        "level": figure.level,
        "aggregation": figure.aggregation,
        "source": figure.source,
    }


def _value(field: Any, given: Any, codes: Mapping[tuple[str, str], str], today: date) -> Any:
    if isinstance(field, CodeOf):
        return codes.get((field.of, given), "")
    if isinstance(field, CodesOf):
        return [codes[field.of, one] for one in given if (field.of, one) in codes]
    if isinstance(field, models.DateField) and isinstance(given, str):
        return today + timedelta(days=int(given))
    return given
