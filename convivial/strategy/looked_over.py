"""What the second pair of eyes had before it, so that nobody says yes to what they never saw.

seen = shown(draft)            # goes out with the page, and comes back with the press: a word for each part
otherwise(draft, seen)         # by what they are called, the parts that are others by now; None: all as it was
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from . import whole
from .models import NOUNS, Part, Version
from .showing import Row

LEFT_OUT = ("id", "version_id")


def shown(draft: Version) -> str:
    return " ".join(_words(whole.read(draft, with_people=False)))


def otherwise(draft: Version, seen: str) -> Sequence[str] | None:
    found = whole.read(draft)
    words, before = _words(found), seen.split()
    if sorted(words) == sorted(before):
        return None
    moved = {word.split(":")[0] for word in {*words} ^ {*before}}
    parts = {**_by_name(whole.read(draft.based_on)), **_by_name(found)} if draft.based_on else _by_name(found)
    called = [Row(part, of.names).title for name, (part, of) in parts.items() if name in moved]
    return [*([_("What changed, and why?")] if "why" in moved else []), *called]


def _words(found: whole.Whole) -> list[str]:
    told = [(name, [*_values(part)]) for name, (part, _of) in _by_name(found).items()]
    return [f"{name}:{_digest(said)}" for name, said in [("why", [found.version.why]), *told]]


def _by_name(found: whole.Whole) -> dict[str, tuple[Part, whole.Whole]]:
    return {f"{noun}.{part.code}": (part, found) for noun, model in NOUNS.items() for part in found.of(model)}


def _values(part: Part) -> Sequence[Any]:
    return [getattr(part, field.attname) for field in part._meta.concrete_fields if field.attname not in LEFT_OUT]


def _digest(said: Sequence[Any]) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
