"""What is kept in the house, field by field, as data: personal, secret or plain, why, who sees it, for how long.

Each app says so in its ``records.py``; a test fails for a field that nobody tagged, and the page "What is recorded"
is made from it.

    keep("team.User", personal="email name", secret="password", plain="code is_active",
         what=_("Your name and e-mail address"), why=…, who=…, until=…)

``personal`` is about a person, ``secret`` opens something, ``plain`` is neither.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Kept:
    """A model and its tags. ``what``, ``why``, ``who`` and ``until`` are sentences for the page, needed as soon as
    something personal is kept."""

    model: str
    personal: frozenset[str]
    secret: frozenset[str]
    plain: frozenset[str]
    what: Any = ""
    why: Any = ""
    who: Any = ""
    until: Any = ""

    @property
    def tagged(self) -> frozenset[str]:
        return self.personal | self.secret | self.plain


_kept: dict[str, Kept] = {}


def keep(model: str, *, personal: str = "", secret: str = "", plain: str = "", **sentences: Any) -> None:
    _kept[model] = Kept(
        model, frozenset(personal.split()), frozenset(secret.split()), frozenset(plain.split()), **sentences
    )


def everything() -> dict[str, Kept]:
    """All that is tagged, by "app.Model"."""
    for app in apps.get_app_configs():
        if app.name.startswith("convivial.") and find_spec(f"{app.name}.records"):
            import_module(f"{app.name}.records")
    return _kept


def about_people() -> list[Kept]:
    """What the page tells: each kind of personal record once, in the order of the apps."""
    return [kept for kept in everything().values() if kept.personal and kept.what]
