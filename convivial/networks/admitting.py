"""Who may publish where, seen from a person. Kept is the same as in ``granting``: for each channel, its people."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from convivial.lib.refusing import Refusal
from convivial.team.access import role_names
from convivial.team.acts import roles_that
from convivial.team.models import Membership, User, Workspace

from .granting import MAKES_ONE_A_PUBLISHER, grant, granted, publishers
from .models import Channel, Reservation


class NobodyLeft(Refusal):
    """Nobody could publish on a channel any more."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(channel.pk)
        self.sentence = _("Nobody else may publish on %(channel)s. Let somebody else in there first.") % {
            "channel": channel.name
        }


@dataclass(frozen=True)
class Doors:
    """The channels of a workspace, and on which of them a person may publish whose role includes it."""

    channels: tuple[Channel, ...]
    people: frozenset[int]
    admitted: Mapping[int, frozenset[int]]  # by channel that is reserved

    def open_to(self, person: User) -> list[Channel]:
        return [one for one in self.channels if person.pk in self.admitted.get(one.pk, (person.pk,))]


def doors(workspace: Workspace, members: Iterable[Membership] | None = None) -> Doors:
    """Three questions, however many people and channels there are; two where the members and their roles are read."""
    channels = tuple(workspace.channels.kept().in_order())
    admitted: dict[int, set[int]] = {}
    kept = Reservation.objects.filter(channel__in=[one.pk for one in channels])
    for channel, person in kept.values_list("channel_id", "grants__membership__user_id"):
        admitted.setdefault(channel, set()).update(filter(None, [person]))
    people = frozenset(_publishing(members) if members else (person.pk for person in publishers(workspace)))
    return Doors(channels, people, {channel: frozenset(some) for channel, some in admitted.items()})


def read_once(request: Any, members: Iterable[Membership] = ()) -> Doors:
    """For all that a page says of it."""
    if not hasattr(request, "_doors"):
        request._doors = doors(request.workspace, members)
    found: Doors = request._doors
    return found


def _publishing(members: Iterable[Membership]) -> Iterator[int]:
    roles = roles_that(MAKES_ONE_A_PUBLISHER)
    return (one.user_id for one in members if one.user.is_active and role_names(one) & roles)


@transaction.atomic
def admit(workspace: Workspace, person: User, by: User, channels: Collection[Channel]) -> bool:
    """The person may publish on these channels and on no other one of the workspace; nothing changes for anybody
    else. Says whether anything is different. Raises ``NobodyLeft``, and changes nothing then."""
    everybody, changed = publishers(workspace), False
    for channel in workspace.channels.kept().select_for_update().order_by("pk"):
        now = granted(channel)
        if (channel in channels) == (now is None or person.pk in now):
            continue
        after = [one for one in everybody if one != person and (now is None or one.pk in now)]
        after += [person] if channel in channels else []
        if not after:
            raise NobodyLeft(channel)
        changed |= grant(channel, by, after)
    return changed
