"""What is kept in the house, field by field, as data: personal, secret or plain; and in sentences, for people.

Each app says so in its ``records.py``; a test fails for a field that nobody tagged, and the page "What is recorded"
is made from it.

    POSTS = topic(10, _("What you write"), why=…, who=…, until=…)
    keep("content.Post", POSTS, personal="author text", plain="code language")

``personal`` is about a person, ``secret`` opens something, ``plain`` is neither. Rows' own numbers need no tag.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

# What every due row carries for the worker's sake (see ``work.due``).
DUE = "due_at token worker lease_until tries deaths"


@dataclass(frozen=True)
class Topic:
    """A line of the page: lazy sentences. ``order`` is its place."""

    order: int
    what: Any
    why: Any
    who: Any
    until: Any


@dataclass(frozen=True)
class Kept:
    """A model and its tags; the topic says why something personal is there."""

    model: str
    topic: Topic | None
    personal: frozenset[str]
    secret: frozenset[str]
    plain: frozenset[str]

    @property
    def tagged(self) -> frozenset[str]:
        return self.personal | self.secret | self.plain


_kept: dict[str, Kept] = {}


def topic(order: int, what: Any, *, why: Any, who: Any, until: Any) -> Topic:
    return Topic(order, what, why, who, until)


def keep(model: str, about: Topic | None = None, *, personal: str = "", secret: str = "", plain: str = "") -> None:
    tags = (frozenset(words.split()) for words in (personal, secret, plain))
    _kept[model] = Kept(model, about, *tags)


def everything() -> dict[str, Kept]:
    """All that is tagged, by "app.Model"."""
    for app in apps.get_app_configs():
        if app.name.startswith("convivial.") and find_spec(f"{app.name}.records"):
            import_module(f"{app.name}.records")
    return _kept


def topics(kept: Iterable[Kept] | None = None) -> list[Topic]:
    """The lines of the page, each once."""
    found = {one.topic for one in kept or everything().values() if one.topic and one.personal}
    return sorted(found, key=lambda each: each.order)
