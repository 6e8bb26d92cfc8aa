"""What stands in the calendar for some days: posts that go out or went, drafts that have a day, open slots."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from convivial.content.tying import tied_to
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing.calendar import cards, choosing, drafts
from convivial.publishing.calendar.slots import open_between, open_slots
from convivial.publishing.models import Publication, Slot
from convivial.strategy.judging.spreading import Taken
from convivial.team.models import Workspace


class Standing(NamedTuple):
    """What stands on some channels, by their numbers, and what that is on networks."""

    channels: tuple[int, ...]
    on_networks: Taken

    @property
    def on(self) -> date:
        return self.on_networks.on


def taken(workspace: Workspace, channels: Mapping[int, Channel], first: date, last: date) -> tuple[Standing, ...]:
    """What counts towards a plan's rhythm and shares, from a week before, which says what came last."""
    days = [first - timedelta(days=7) + timedelta(days=n) for n in range((last - first).days + 8)]
    everything = choosing.chosen(workspace, choosing.Choice())
    gone = everything.exclude(state=Publication.State.FAILED)
    posts = [card for some in cards.cards_by_day(gone, days, workspace.zone).values() for card in some]
    planned = drafts.drafts(workspace, choosing.Choice(), days).planned
    posts += [card for some in planned.values() for card in some]
    begin, end = clock.day_bounds(days[0], workspace.zone)[0], clock.day_bounds(days[-1], workspace.zone)[1]
    opened = open_slots(open_between(workspace, begin, end), workspace.zone)
    pillars = tied_to({card.post for card in posts})
    found = [
        _taken(card.wall, card.channels, channels, pillars.get(card.post, ""))
        for card in posts
        if not _is_practice(card.channels, channels)
    ]
    found += [_taken(each.wall, each.channels, channels, each.pillar) for each in opened]
    return tuple(sorted(found, key=lambda each: each.on))


def _taken(wall: datetime, numbers: Iterable[int], channels: Mapping[int, Channel], pillar: str) -> Standing:
    known = tuple(each for each in numbers if each in channels)
    networks = tuple(channels[each].network for each in known)  # as a rhythm counts: each channel for itself
    return Standing(known, Taken(wall.date(), networks, pillar, wall.time()))


def _is_practice(numbers: Sequence[int], channels: Mapping[int, Channel]) -> bool:
    """What is only rehearsed counts nowhere."""
    return bool(numbers) and all(each in channels and channels[each].is_practice for each in numbers)


def at_that_minute(slot: Slot, due_at: datetime) -> Sequence[Channel]:
    """The slot's channels on which something else stands at an instant."""
    mine = slot.channels.all()
    others = Slot.objects.filter(workspace=slot.workspace_id, due_at=due_at).exclude(pk=slot.pk).open()
    rows = Publication.objects.filter(workspace=slot.workspace_id, due_at=due_at).alive()
    busy = {*others.values_list("channels", flat=True), *rows.values_list("channel", flat=True)}
    return [channel for channel in mine if channel.pk in busy]
