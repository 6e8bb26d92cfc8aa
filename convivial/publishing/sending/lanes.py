"""What a worker needs to know of a channel to publish on it."""

from collections.abc import Mapping, Sequence

from convivial.networks import opening
from convivial.networks.errors import Disconnected
from convivial.networks.models import Channel
from convivial.networks.network import Access, Capabilities, Network
from convivial.networks.registry import network as named

MANY = 5000
Stamp = tuple[object, ...]
# Whatever of a channel (c) and its secret (s) makes what a process has opened worthless when it changes.
STAMP = "c.access, c.access_at, CAST(c.limits AS text), s.renewals, s.changed_at"


def network_of(channel: Channel) -> Network:
    return named(channel.network)


def capabilities(channel: Channel) -> Capabilities:
    """What the network can do on this channel's own server; remembered with the row."""
    network = network_of(channel)
    kept: tuple[object, Capabilities] | None = channel.__dict__.get("_capabilities")
    if kept is None or kept[0] != (network.capabilities, channel.limits):
        known = (network.capabilities, channel.limits)
        kept = channel.__dict__["_capabilities"] = (known, network.limits(channel.limits))
    return kept[1]


class Keys:
    """The channels and their accesses that this process has opened; opened again when they have changed."""

    def __init__(self) -> None:
        self._stamps: dict[int, Stamp] = {}
        self._channels: dict[int, Channel] = {}
        self._accesses: dict[int, Access] = {}

    def channels(self, stamps: Mapping[int, Stamp]) -> dict[int, Channel]:
        """The channels of which somebody has just read the stamps. ``STAMP`` says what is in one."""
        changed = [pk for pk, stamp in stamps.items() if self._stamps.get(pk) != stamp]
        if changed:
            self._forget(changed, stamps)
        return {pk: self._channels[pk] for pk in stamps}

    def open(self, channels: Sequence[Channel]) -> dict[int, Access | Disconnected]:
        """The accesses, by channel, of channels that ``channels`` has just given; one query for all that are new."""
        closed = [each for each in channels if each.pk not in self._accesses]
        found: dict[int, Access | Disconnected] = dict(opening.accesses(closed)) if closed else {}
        for each in channels:
            if each.pk in self._accesses:
                found[each.pk] = self._accesses[each.pk]
        self._accesses |= {pk: access for pk, access in found.items() if isinstance(access, Access)}
        return found

    def _forget(self, ids: Sequence[int], stamps: Mapping[int, Stamp]) -> None:
        if len(self._channels) > MANY:
            self._stamps, self._channels, self._accesses, ids = {}, {}, {}, list(stamps)
        for pk in ids:
            self._accesses.pop(pk, None)
            self._stamps[pk] = stamps[pk]
        self._channels.update(Channel.objects.in_bulk(ids))
