"""The next places in the calendar that still wait for a post: offered to whoever writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from convivial.publishing.calendar.slots import Open, open_between, open_slots
from convivial.strategy.guiding import Guide, guide
from convivial.team.access import may
from convivial.team.models import User

from .facts import Facts

SOON = timedelta(days=7)
SHOWN = 3
PLENTY = 3  # things that need somebody: then nothing new is offered


@dataclass(frozen=True)
class Place:
    """``at`` is when it goes out, ``pillar`` a class that brings its hue; ``take`` begins a post there."""

    at: datetime
    words: str
    networks: list[str]
    pillar: str
    page: str
    take: str


def open_places(facts: Facts, person: User, needs: int) -> Sequence[Place]:
    """None while enough else waits for this person, or nothing was ever planned here."""
    if needs >= PLENTY or facts.is_new or not may(person, "slot.take", facts.workspace):
        return []
    found = open_between(facts.workspace, facts.now, facts.now + SOON)
    slots = open_slots(found, facts.workspace.zone, SHOWN)
    known = guide(facts.workspace) if slots else Guide(())
    return [_place(facts, slot, known) for slot in slots]


def _place(facts: Facts, slot: Open, known: Guide) -> Place:
    pillar = known.by_code.get(slot.pillar)
    networks = {channel.pk: channel.network for channel in facts.channels}
    where = [facts.workspace.slug, slot.code]
    return Place(
        at=slot.due_at,
        words=pillar.name if pillar else _("Open place"),
        networks=list(dict.fromkeys(networks[each] for each in slot.channels if each in networks)),
        pillar=f"pillar-{pillar.hue}" if pillar else "",
        page=reverse("publishing:slot", args=where),
        take=reverse("publishing:take_slot", args=where),
    )
