"""Takes what is due: in batches, one publication a channel, a fair share for each workspace.

The choice is one statement, the same on both databases: the lanes that are free, each with its earliest due
publication, numbered within their workspace, so that one with 50,000 waiting does not delay another's. PostgreSQL
then locks the lanes and skips those that another worker is just taking; SQLite lets one writer in at a time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from .due import CHANNEL, COLUMNS, LANE, Due, LaneState, due_of, lane_of
from .lanes import STAMP, Keys

CALM, SHY = 0, 1  # deaths: with CALM a row goes with all others; with SHY in small groups; beyond it alone
SMALL = 16

_CHOICE = f"""
WITH heads AS (
    SELECT l.id AS lane_id, l.workspace_id, (
        SELECT p.id FROM publishing_publication p
        WHERE p.channel_id = l.channel_id AND p.state = 'scheduled' AND p.try_at <= %(at)s
        ORDER BY p.try_at, p.id LIMIT 1
    ) AS head_id
    FROM publishing_lane l
    WHERE (l.lease_until IS NULL OR l.lease_until <= %(at)s)
      AND (l.open_at IS NULL OR l.open_at <= %(at)s)
      AND NOT EXISTS (
        SELECT 1 FROM publishing_hold h
        WHERE h.lifted_at IS NULL AND (h.workspace_id IS NULL OR h.workspace_id = l.workspace_id)
      )
), turns AS (
    SELECT heads.lane_id, heads.head_id, p.deaths, p.try_at,
           ROW_NUMBER() OVER (PARTITION BY heads.workspace_id ORDER BY p.try_at, p.id) AS turn
    FROM heads JOIN publishing_publication p ON p.id = heads.head_id
), chosen AS (
    SELECT lane_id, head_id, deaths, turn FROM turns ORDER BY deaths, turn, try_at, head_id LIMIT %(limit)s
)
SELECT {COLUMNS}, {LANE}, {STAMP}
FROM chosen
JOIN publishing_lane l ON l.id = chosen.lane_id
JOIN publishing_publication p ON p.id = chosen.head_id
JOIN content_edition e ON e.id = p.edition_id
JOIN networks_channel c ON c.id = p.channel_id
LEFT JOIN networks_secret s ON s.channel_id = c.id
WHERE (l.lease_until IS NULL OR l.lease_until <= %(at)s) AND p.state = 'scheduled' AND p.try_at <= %(at)s
ORDER BY chosen.deaths, chosen.turn, p.try_at, p.id
"""  # noqa: S608 - only names of columns
_LOCKING = " FOR UPDATE OF l, p SKIP LOCKED"


def take(at: datetime, limit: int, outstanding: int, keys: Keys) -> tuple[list[Due], dict[int, LaneState]]:
    """Locks up to ``limit`` due publications with their lanes, by channel, for the transaction that this is called
    in. ``outstanding``: how many this worker has under way already."""
    rows = _choose(at, limit)
    own, lane = COLUMNS.count(",") + 1, len(LaneState._fields)
    channels = keys.channels({row[CHANNEL]: row[own + lane :] for row in rows})
    due = _in_company([due_of(row[:own], channels[row[CHANNEL]]) for row in rows], outstanding)
    lanes = {row[CHANNEL]: lane_of(row[own : own + lane]) for row in rows}
    return due, {each.channel_id: lanes[each.channel_id] for each in due}


def _choose(at: datetime, limit: int) -> list[tuple[Any, ...]]:
    """On PostgreSQL without those that another worker has locked, or taken since the choice was made."""
    locking = _LOCKING if connection.features.has_select_for_update_skip_locked else ""
    with connection.cursor() as cursor:
        cursor.execute(
            _CHOICE + locking, {"at": connection.ops.adapt_datetimefield_value(at), "limit": limit}
        )  # fmt: skip
        return list(cursor.fetchall())


def _in_company(chosen: Sequence[Due], outstanding: int) -> list[Due]:
    """Who was held by workers that ended goes in ever smaller company, the last time alone: so a publication that
    ends every worker is found out, and nobody else is blamed for it."""
    calm = [each for each in chosen if each.deaths == CALM]
    if calm:
        return calm
    shy = [each for each in chosen if each.deaths == SHY][: max(SMALL - outstanding, 0)]
    if shy or outstanding:
        return shy
    return list(chosen[:1])
