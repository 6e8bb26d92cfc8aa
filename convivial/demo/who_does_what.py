"""Who does what at Harbour Coffee: why Ana determines the strategy, who answers on which channel, who is away next,
and what the counter counted."""

from collections.abc import Sequence
from datetime import timedelta

from convivial.lib import now as clock
from convivial.networks import answering
from convivial.networks.models import Channel, ChannelDuty
from convivial.strategy import asking
from convivial.strategy.forms_asking import periods
from convivial.strategy.told_numbers import stages_of
from convivial.team import covering, explaining

from .cast import Cast

WHY = "Ana has stood behind this counter for nine years and knows what people ask before they order."
AWAY_IN, AWAY_FOR = 4, 6  # days
NOTE = "What Ben writes about the roastery goes past Nadia first; she reads her mail at noon."


def say_who_does_what(cast: Cast, channels: Sequence[Channel]) -> None:
    explaining.explain(cast.harbour.memberships.get(user=cast.ana), cast.ana, WHY)
    _duties(cast, channels)
    _cover(cast)
    _count(cast)


def _duties(cast: Cast, channels: Sequence[Channel]) -> None:
    """Nobody answers at weekends on Bluesky: that is said on the Team page."""
    duty = ChannelDuty.Duty
    for channel in channels:
        if channel.is_practice:
            continue
        answering.set_duty(channel, cast.ana, duty.WEEKDAYS, [cast.mina])
        answering.set_duty(channel, cast.ana, duty.COVERS, [cast.ben])
        if channel.network == "mastodon":
            answering.set_duty(channel, cast.ana, duty.WEEKENDS, [cast.ben])


def _cover(cast: Cast) -> None:
    """Cleo is away soon; Mina says yes in her place."""
    members, zone = cast.harbour.memberships, cast.harbour.zone
    first = clock.day(clock.now(), zone) + timedelta(days=AWAY_IN)
    days = covering.Days(first, first + timedelta(days=AWAY_FOR - 1), zone)
    wish = covering.Wish(days, members.get(user=cast.mina), lends_yes=True, note=NOTE)
    covering.set_away(members.get(user=cast.cleo), cast.cleo, wish)


def _count(cast: Cast) -> None:
    """Jonas at the counter has answered; nobody has decided yet what the strategy makes of it."""
    stages = stages_of(cast.harbour)[-3:]
    first, last = periods(clock.day(clock.now(), cast.harbour.zone))["month"]
    made, _is_new = asking.ask(cast.harbour, cast.ana, "Jonas at the counter", stages, first, last)
    asking.reply(made, {stage.code: count for stage, count in zip(stages, (640, 141, 44), strict=True)})
