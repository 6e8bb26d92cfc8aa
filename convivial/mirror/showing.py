"""From the rows of a workspace to what its mirror shows."""

from datetime import timedelta
from typing import Any

from convivial.lib import now as clock
from convivial.team.models import Workspace

from .models import PastPost
from .reflecting import Past, reflect

DAYS = 90
MOST = 5000


def shown(workspace: Workspace) -> dict[str, Any]:
    """Plain data, keyed by channels' codes, and by networks for what was imported. Empty without any post."""
    last = clock.day(clock.now(), workspace.zone)
    begin, _ = clock.day_bounds(last - timedelta(days=DAYS - 1), workspace.zone)
    rows = PastPost.objects.filter(workspace=workspace, at__gte=begin, at__lte=clock.now())
    past = _once([_past(row, workspace.zone) for row in rows.select_related("channel")[:MOST]])
    return reflect(past, last - timedelta(days=DAYS - 1), last) if past else {}


def _past(row: PastPost, zone: str) -> tuple[str, Past]:
    """With its network."""
    channel = row.channel.code if row.channel else f"network:{row.network}"
    at = clock.wall(row.at, zone)
    return row.network, Past(row.pk, channel, at, row.text, row.language, row.kind, row.shape, row.figures)


def _once(found: list[tuple[str, Past]]) -> list[Past]:
    """What was both read and imported counts once, as it was read."""
    read = {(name, each.at.replace(second=0, microsecond=0)) for name, each in found if not _is_imported(each)}
    return [
        each
        for name, each in found
        if not _is_imported(each) or (name, each.at.replace(second=0, microsecond=0)) not in read
    ]


def _is_imported(past: Past) -> bool:
    return past.channel.startswith("network:")
