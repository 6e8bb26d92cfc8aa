"""Open slots in the calendar: places that still wait for a post, dashed."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from convivial.lib import now as clock
from convivial.publishing.models import Slot, SlotQuerySet
from convivial.team.models import Workspace

from .cards import Card
from .choosing import NO_PILLAR, Choice

AT_MOST = 400  # slots drawn or counted at once


class Open(NamedTuple):
    """A slot as pages read it. ``wall`` is on the workspace's clock, ``channels`` are numbers."""

    code: str
    due_at: datetime
    wall: datetime
    channels: tuple[int, ...]
    pillar: str
    persona: str
    stage: str
    kind: str


def open_slots(slots: QuerySet[Slot], zone: str, at_most: int = AT_MOST) -> list[Open]:
    """In order of time; one question."""
    found = slots.order_by("due_at", "pk")[:at_most]
    names = ("code", "due_at", "pillar", "persona", "stage", "kind")
    channels: dict[str, list[int]] = defaultdict(list)
    known: dict[str, tuple[datetime, str, str, str, str]] = {}
    for code, due_at, pillar, persona, stage, kind, channel in _with_channels(found).values_list(*names, "channels"):
        known[code] = (due_at, pillar, persona, stage, kind)
        channels[code] += [channel] if channel is not None else []
    return [
        Open(code, due_at, clock.wall(due_at, zone), tuple(channels[code]), *ends)
        for code, (due_at, *ends) in known.items()
    ]


def _with_channels(slots: QuerySet[Slot]) -> QuerySet[Slot]:
    """A row for each slot and channel: the limit is on slots, so it stands in a question within."""
    return Slot.objects.filter(pk__in=slots.values("pk")).order_by("due_at", "pk", "channels")


def open_between(workspace: Workspace, begin: datetime, end: datetime | None = None) -> QuerySet[Slot]:
    """The open slots of some days; those of past months are seen no more, only counted."""
    month = clock.day(clock.now(), workspace.zone).replace(day=1)
    since = max(begin, clock.day_bounds(month, workspace.zone)[0])
    found = SlotQuerySet(Slot).filter(workspace=workspace, due_at__gte=since).open()
    return found.filter(due_at__lt=end) if end else found


def chosen(workspace: Workspace, choice: Choice, begin: datetime | None, end: datetime | None = None) -> list[Open]:
    """Those of some days that fit. Nobody wrote them and they have no language, so who asks for either sees none."""
    if begin is None or choice.slots or choice.state not in ("", "open") or choice.author or choice.language:
        return []
    found = open_between(workspace, begin, end)
    if choice.channel:
        found = found.filter(channels__code=choice.channel)
    if choice.pillar:
        found = found.filter(pillar="" if choice.pillar == NO_PILLAR else choice.pillar)
    return open_slots(found, workspace.zone)


def cards(found: list[Open]) -> list[Card]:
    """As the calendar draws them, in order of time."""
    now = clock.now()
    return [Card(0, each.wall, meant_for=each.channels, slot=each, is_past=each.due_at <= now) for each in found]
