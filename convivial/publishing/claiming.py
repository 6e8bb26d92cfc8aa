"""Takes what is due: in batches, one publication a channel, a fair share for each workspace.

The choice is one statement, the same on both databases: the lanes that are free, each with its earliest due
publication, numbered within their workspace, so that one with 50,000 waiting does not delay another's. PostgreSQL
then locks the lanes and skips those that another worker is just taking; SQLite lets one writer in at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from .due import COLUMNS, WORDS, Due, LaneState, Words
from .lanes import Keys
from .models import Lane, Publication

CALM, SHY = 0, 1  # deaths: with CALM a row goes with all others; with SHY in small groups; beyond it alone
SMALL = 16

_CHOICE = """
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
)
SELECT lane_id, head_id, deaths FROM turns ORDER BY deaths, turn, try_at, head_id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Choice:
    lane: int
    publication: int
    deaths: int


def take(at: datetime, limit: int, outstanding: int, keys: Keys) -> tuple[list[Due], dict[int, LaneState]]:
    """Locks up to ``limit`` due publications with their lanes, by channel, for the transaction that this is called
    in. ``outstanding``: how many this worker has under way already."""
    chosen = _in_company(_choose(at, limit), outstanding)
    if not chosen:
        return [], {}
    lanes = _locked_lanes([each.lane for each in chosen], at)
    free = {lane.pk for lane in lanes.values()}
    rows = Publication.objects.filter(pk__in=[each.publication for each in chosen if each.lane in free])
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    due = rows.filter(state=Publication.State.SCHEDULED, try_at__lte=at).order_by("try_at", "pk")
    found: list[Any] = list(due.values_list(*COLUMNS, *WORDS))
    channels = keys.channels([row[3] for row in found])
    own = len(COLUMNS)
    return [Due(*row[:own], Words(*row[own:]), channels[row[3]]) for row in found], lanes  # type: ignore[call-arg]


def _choose(at: datetime, limit: int) -> list[Choice]:
    with connection.cursor() as cursor:
        cursor.execute(_CHOICE, {"at": connection.ops.adapt_datetimefield_value(at), "limit": limit})
        return [Choice(*row) for row in cursor.fetchall()]


def _in_company(chosen: Sequence[Choice], outstanding: int) -> list[Choice]:
    """Who was held by workers that ended goes in ever smaller company, the last time alone: so a publication that
    ends every worker is found out, and nobody else is blamed for it."""
    calm = [each for each in chosen if each.deaths == CALM]
    if calm:
        return calm
    shy = [each for each in chosen if each.deaths == SHY][: max(SMALL - outstanding, 0)]
    if shy or outstanding:
        return shy
    return list(chosen[:1])


def _locked_lanes(ids: Sequence[int], at: datetime) -> dict[int, LaneState]:
    """The lanes by channel; on PostgreSQL without those that another worker has locked or taken meanwhile."""
    rows = Lane.objects.filter(pk__in=ids)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    lanes = [LaneState(*row) for row in rows.values_list(*LaneState._fields)]
    return {lane.channel_id: lane for lane in lanes if lane.lease_until is None or lane.lease_until <= at}
