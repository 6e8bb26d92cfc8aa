"""Everything that we sign, in one place: each kind has its own salt, carries its purpose inside, and ends.

    link = APPROVAL.sign({"post": post.code})
    words = APPROVAL.read(link)  # or raises NotSigned

A kind opens only what it signed itself; a test feeds every kind to every other. Rights are never signed: what
somebody may is asked of the database when they come. Invitations are not signed but random, kept as their SHA-256.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing

LONGEST = timedelta(days=30)
LONGEST_KEPT = timedelta(days=180)
LARGEST = 4096  # characters; a longer one is not ours


class NotSigned(Exception):
    """Altered, too old, or signed for something else. The reader learns no more than that."""


@dataclass(frozen=True)
class Kind:
    """``stays``: it never travels, but lies in one browser and opens nothing by itself."""

    purpose: str
    good_for: timedelta
    stays: bool = False

    def __post_init__(self) -> None:
        if not timedelta(0) < self.good_for <= (LONGEST_KEPT if self.stays else LONGEST):
            raise ValueError(f"“{self.purpose}” would be good for longer than anything signed may be.")

    @property
    def salt(self) -> str:
        return f"convivial.{self.purpose}"

    def sign(self, words: Mapping[str, Any]) -> str:
        return signing.dumps({"purpose": self.purpose, "words": dict(words)}, salt=self.salt)

    def read(self, value: str) -> dict[str, Any]:
        if len(value) > LARGEST:
            raise NotSigned
        try:
            content = signing.loads(value, salt=self.salt, max_age=self.good_for)
        except (signing.BadSignature, ValueError) as error:
            raise NotSigned from error
        if content.get("purpose") != self.purpose:
            raise NotSigned
        return content["words"]


_kinds: dict[str, Kind] = {}


def kind(purpose: str, good_for: timedelta, stays: bool = False) -> Kind:
    """Declares a kind of signed thing, once; a higher app may declare its own."""
    made = Kind(purpose, good_for, stays)
    if _kinds.setdefault(purpose, made) != made:
        raise ValueError(f"“{purpose}” is signed already, for another time.")
    return made


def every_kind() -> list[Kind]:
    return list(_kinds.values())
