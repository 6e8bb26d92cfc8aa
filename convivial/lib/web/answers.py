"""What a call takes and what it brings back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import NoAnswer


@dataclass(frozen=True)
class Limits:
    """Seconds for the whole call with all its hops, and bytes of the answer after unpacking."""

    total: float = 20.0
    size: int = 10 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """A part of a form that is a file."""

    name: str
    content: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True)
class Answer:
    """What came back. ``address`` is where the last hop ended."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    address: str = ""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    def json(self) -> Any:
        """The body as JSON; ``NoAnswer`` when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise NoAnswer("not_json") from error
