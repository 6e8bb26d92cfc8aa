"""What stands in the calendar for some days: posts that go out or went, drafts that have a day, open slots."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from convivial.lib import now as clock
from convivial.lib.now import WALL
from convivial.networks.models import Channel
from convivial.publishing.calendar.drafts import not_in_ledger
from convivial.publishing.calendar.slots import open_between, open_slots
from convivial.publishing.models import Plan, Publication, Slot
from convivial.strategy.judging.spreading import Taken
from convivial.team.models import Workspace


class Standing(NamedTuple):
    """What stands on some channels, by their numbers, and what that is on networks."""

    channels: tuple[int, ...]
    on_networks: Taken

    @property
    def on(self) -> date:
        return self.on_networks.on


class _Post(NamedTuple):
    """A post at one time, on the workspace's clock, with the channels that it goes to."""

    wall: datetime
    pillar: str
    channels: list[int]


def taken(workspace: Workspace, channels: Mapping[int, Channel], first: date, last: date) -> tuple[Standing, ...]:
    """What counts towards a plan's rhythm and shares, from a week before, which says what came last."""
    before = first - timedelta(days=7)
    begin, end = clock.day_bounds(before, workspace.zone)[0], clock.day_bounds(last, workspace.zone)[1]
    posts = [*_in_ledger(workspace, begin, end), *_planned(workspace, begin, end)]
    opened = open_slots(open_between(workspace, begin, end), workspace.zone)
    found = [_taken(*post, channels) for post in posts if not _is_practice(post.channels, channels)]
    found += [_taken(each.wall, each.pillar, each.channels, channels) for each in opened]
    return tuple(sorted(found, key=lambda each: each.on))


def _in_ledger(workspace: Workspace, begin: datetime, end: datetime) -> Iterable[_Post]:
    """What goes out and what went; one post at one time is one, however many channels it goes to."""
    rows = Publication.objects.filter(workspace=workspace).between(begin, end).not_taken_down()
    rows = rows.exclude(state__in=(Publication.State.CANCELLED, Publication.State.FAILED)).order_by("due_at", "id")
    found: dict[tuple[int, datetime], _Post] = {}
    for post, due_at, pillar, channel in rows.values_list(
        "variant__post", "due_at", "variant__post__tie__pillar", "channel"
    ):
        one = found.setdefault((post, due_at), _Post(clock.wall(due_at, workspace.zone), pillar or "", []))
        one.channels.append(channel)
    return found.values()


def _planned(workspace: Workspace, begin: datetime, end: datetime) -> Iterable[_Post]:
    """Drafts that have a day, whatever clock it was said on."""
    day = timedelta(days=1)
    rows = Plan.objects.filter(post__in=not_in_ledger(workspace).order_by())
    rows = rows.filter(wall_time__gte=f"{begin - day:{WALL}}", wall_time__lt=f"{end + day:{WALL}}")
    found: dict[int, _Post] = {}
    kept = FilteredRelation("post__variants", condition=Q(post__variants__is_dropped=False))
    for post, wall, zone, pillar, channel in (
        rows.annotate(kept=kept)
        .order_by("kept")
        .values_list("post", "wall_time", "zone", "post__tie__pillar", "kept__channel")
    ):
        due_at = clock.instant(datetime.fromisoformat(wall), zone)
        if begin <= due_at < end:
            one = found.setdefault(post, _Post(clock.wall(due_at, workspace.zone), pillar or "", []))
            one.channels.extend([channel] if channel is not None else [])
    return found.values()


def _taken(wall: datetime, pillar: str, numbers: Iterable[int], channels: Mapping[int, Channel]) -> Standing:
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
