"""Zones by the places that people know, in their own language: Europe/Vienna is "Wien" to a German. The names are the
Unicode consortium's, which Babel carries."""

from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The bare ones ("EST", "Etc/GMT+3") are for machines.
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def known(key: str) -> bool:
    return key in available_timezones()


def city(key: str) -> str:
    """ "Wien" for Europe/Vienna, in the language of the reader."""
    return _city(key, get_language() or "en")


def places() -> list[tuple[str, str]]:
    """Every zone of a place with its name ("Vienna, Austria"), by name; universal time goes first. Old keys for the
    same place come along, for browsers and rows that still have them: ``ZoneSelect`` shows none of them."""
    return [("UTC", _("Universal time")), *_places(get_language() or "en")]


class ZoneSelect(forms.Select):
    """Hides the old keys, unless one is chosen."""

    def create_option(self, name: str, value: Any, label: Any, selected: bool, *more: Any, **most: Any) -> Any:
        option = super().create_option(name, value, label, selected, *more, **most)
        if value in _newer() and not selected:
            option["attrs"]["hidden"] = True
        return option


@lru_cache(maxsize=2000)
def _city(key: str, language: str) -> str:
    cities = (_locale(language).time_zones.get(each, {}).get("city") for each in (key, *_older().get(key, ())))
    return next(filter(None, cities), key.rsplit("/", 1)[-1].replace("_", " "))


@lru_cache(maxsize=8)
def _places(language: str) -> tuple[tuple[str, str], ...]:
    keys = (key for key in available_timezones() if key.partition("/")[0] in AREAS)
    return tuple(
        sorted(((key, _place(key, language)) for key in keys), key=lambda pair: (_letters(pair[1]), pair[0]))
    )


def _place(key: str, language: str) -> str:
    country = _locale(language).territories.get(get_global("zone_territories").get(_newer().get(key, key), ""))
    return f"{_city(key, language)}, {country}" if country else _city(key, language)


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=1)
def _newer() -> dict[str, str]:
    """Old key → the one of today."""
    return dict(get_global("zone_aliases"))


@lru_cache(maxsize=1)
def _older() -> dict[str, list[str]]:
    older: dict[str, list[str]] = {}
    for old, new in _newer().items():
        older.setdefault(new, []).append(old)
    return older


def _letters(name: str) -> str:
    """Zürich stands before Zypern."""
    return "".join(letter for letter in normalize("NFKD", name).casefold() if not combining(letter))
