"""Six whole strategies to start from, as data in two languages. They are examples until somebody confirms them.

A file names its parts as the models do; a text is ``{ en = …, de = … }``, a list of short things becomes lines, "+90"
is ninety days from today, and parts name each other by ``key``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "de")


@dataclass(frozen=True)
class StartingSet:
    key: str
    icon: str
    title: str
    sentence: str
    content: Mapping[str, Any]


@cache
def _files() -> dict[str, Mapping[str, Any]]:
    found = {path.stem: tomllib.loads(path.read_text()) for path in HERE.glob("*.toml")}
    return dict(sorted(found.items(), key=lambda each: each[1]["order"]))


def known() -> list[str]:
    return list(_files())


@cache
def starting_set(key: str, language: str) -> StartingSet:
    """In the language of a workspace; English where there is no other. Raises KeyError."""
    data = _spoken(_files()[key], language if language in LANGUAGES else "en")
    about = {name: data.pop(name) for name in ("icon", "title", "sentence")}
    data.pop("order")
    return StartingSet(key=key, content=data, **about)


def spoken(language: str, otherwise: str) -> str:
    """A language in which the sets are written: the one that was asked for, else the other, else English."""
    return next((each for each in (language, otherwise) if each in LANGUAGES), "en")


def every(language: str) -> list[StartingSet]:
    return [starting_set(key, language) for key in known()]


def _spoken(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES):
            said = value[language]
            return "\n".join(said) if isinstance(said, list) else said
        return {name: _spoken(inner, language) for name, inner in value.items()}
    return [_spoken(inner, language) for inner in value] if isinstance(value, list) else value
