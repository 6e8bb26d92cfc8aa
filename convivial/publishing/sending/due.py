"""What a worker carries of a publication that is due: plain values, for thousands pass through its hands a second.

A ``Publication`` has all of these names too, so that what judges or composes one takes either.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from convivial.networks.models import Channel
from convivial.publishing.models import Publication


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
    is_doubted: bool
    edition: Words
    channel: Channel

    @property
    def edition_id(self) -> int:
        return self.edition.pk


Row = Publication | Due

# What is read of a publication (p) and its edition (e), in the order of ``due_of``; of a lane (l), in ``lane_of``'s.
COLUMNS = (
    "p.id, p.code, p.workspace_id, p.channel_id, p.key, p.due_at, p.try_at, p.token, p.tries, p.deaths, p.prepared, "
    "EXISTS (SELECT 1 FROM publishing_doubt d WHERE d.publication_id = p.id), "
    "e.id, e.variant_id, e.text, e.language, e.pictures, e.links"
)
LANE = "l.id, l.channel_id, l.window_at, l.used, l.used_before"
CHANNEL = 3  # its place among the columns


class LaneState(NamedTuple):
    """Of a lane."""

    pk: int
    channel_id: int
    window_at: datetime | None
    used: int
    used_before: int


def due_of(row: Sequence[Any], channel: Channel) -> Due:
    """From a row of ``COLUMNS`` as the database's own library gives it."""
    pk, code, workspace, _, key, due_at, try_at, token, tries, deaths, prepared, is_doubted, *words = row
    edition, variant, text, language, pictures, links = words
    return Due(
        pk, code, workspace, channel.pk, key, _moment(due_at), _moment(try_at), token, tries, deaths,
        _read(prepared), bool(is_doubted),
        Words(edition, variant, text, language, _read(pictures), _read(links)), channel,
    )  # fmt: skip


def lane_of(row: Sequence[Any]) -> LaneState:
    pk, channel, window_at, used, used_before = row
    return LaneState(pk, channel, _moment(window_at) if window_at else None, used, used_before)


def _read(told: str) -> Any:
    return {} if told == "{}" else [] if told == "[]" else json.loads(told)


def _moment(told: datetime) -> datetime:
    """SQLite tells moments in UTC, without saying so."""
    return told if told.tzinfo else told.replace(tzinfo=UTC)
