"""What the strategy's checks may know of figures: the followers on a network, day by day, and what posts brought."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.strategy import checks, figures
from convivial.strategy.checks import Step
from convivial.team.models import Workspace

from . import jumping, lifting, valuing
from .models import Figure


def followers(workspace: Workspace, network: str, since: date) -> list[tuple[date, float]]:
    """Of all channels on a network ("" is every network), as last counted on each day. Channels are added up from the
    day on which all of them have been counted, for otherwise a new channel would look like new followers."""
    begin = clock.day_bounds(since, workspace.zone)[0]
    rows = Figure.objects.filter(
        workspace=workspace, publication=None, name="followers", observed_at__gte=begin
    ).exclude(channel__network=Channel.PRACTICE)
    rows = rows.filter(channel__network=network) if network else rows
    seen: dict[int, dict[date, float]] = defaultdict(dict)
    for channel, at, value in rows.order_by("observed_at").values_list("channel", "observed_at", "value"):
        seen[channel][clock.day(at, workspace.zone)] = float(value)
    return _added(seen)


def _added(seen: Mapping[int, Mapping[date, float]]) -> list[tuple[date, float]]:
    if not seen:
        return []
    whole = max(min(days) for days in seen.values())
    last: dict[int, float] = {}
    series = []
    for day in sorted({day for days in seen.values() for day in days}):
        last |= {channel: days[day] for channel, days in seen.items() if day in days}
        if day >= whole:
            series.append((day, sum(last.values())))
    return series


def register() -> None:
    figures.source("followers", followers)
    checks.register(valuing.CHECK, lifting.CHECK, *jumping.CHECKS)
    checks.steps({"see_results": Step(_("See results"), "result.see")})
