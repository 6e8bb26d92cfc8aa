"""What a person wants to hear of, how, and when not."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from convivial.team.models import User
from convivial.today.models import Habits, Wish

from .kinds import KINDS, Kind


class NotUnderstood(ValueError):
    """A wish that cannot be kept; ``field`` says which part of the form."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Wished:
    kind: Kind
    way: str


def wishes(person: User) -> list[Wished]:
    said = dict(Wish.objects.filter(person=person).values_list("kind", "way"))
    return [Wished(kind, said.get(kind.name, kind.way)) for kind in KINDS.values()]


def habits(person: User) -> Habits:
    return Habits.objects.filter(person=person).first() or Habits(person=person)


def wish(person: User, ways: dict[str, str], quiet_from: time | None, quiet_until: time | None, zone: str) -> None:
    """Keeps all of it at once. Quiet hours need both ends; ``zone`` "" is the workspace's."""
    if any(kind not in KINDS or way not in Wish.Way.values for kind, way in ways.items()):
        raise NotUnderstood("way")
    if (quiet_from is None) != (quiet_until is None):
        raise NotUnderstood("quiet")
    if zone and not _is_zone(zone):
        raise NotUnderstood("zone")
    with transaction.atomic():
        for kind, way in ways.items():
            Wish.objects.update_or_create(person=person, kind=kind, defaults={"way": way})
        quiet = {"quiet_from": quiet_from, "quiet_until": quiet_until, "zone": zone}
        Habits.objects.update_or_create(person=person, defaults=quiet)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
