"""What a worker carries of a publication that is due: plain values, for thousands pass through its hands a second.

A ``Publication`` has all of these names too, so that what judges or composes one takes either.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from convivial.networks.models import Channel

from .models import Publication


class Words(NamedTuple):
    """Of an edition."""

    pk: int
    variant_id: int
    text: str
    language: str
    pictures: list[dict[str, Any]]
    links: list[str]


@dataclass(slots=True)
class Due:
    pk: int
    code: str
    workspace_id: int
    channel_id: int
    key: str
    due_at: datetime
    try_at: datetime | None
    token: int
    tries: int
    deaths: int
    prepared: dict[str, str]
    edition: Words
    channel: Channel

    @property
    def edition_id(self) -> int:
        return self.edition.pk


Row = Publication | Due

COLUMNS = (
    "pk", "code", "workspace_id", "channel_id", "key", "due_at", "try_at", "token", "tries", "deaths", "prepared",
)  # fmt: skip
WORDS = (
    "edition_id", "edition__variant_id", "edition__text", "edition__language", "edition__pictures", "edition__links",
)  # fmt: skip


class LaneState(NamedTuple):
    """Of a lane."""

    pk: int
    channel_id: int
    lease_until: datetime | None
    window_at: datetime | None
    used: int
    used_before: int
