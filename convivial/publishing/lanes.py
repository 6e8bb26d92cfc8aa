"""What a worker needs to know of a channel to publish on it."""

from collections.abc import Sequence

from convivial.networks import opening
from convivial.networks.errors import Disconnected
from convivial.networks.models import Channel
from convivial.networks.network import Access, Capabilities, Network
from convivial.networks.registry import network as named

MANY = 5000
Stamp = list[object]


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

    def channels(self, ids: Sequence[int]) -> dict[int, Channel]:
        """One query for those that have not changed since they were last asked for."""
        stamps = Channel.objects.filter(pk__in=ids).values_list(
            "pk", "access", "access_at", "limits", "secret__renewals", "secret__changed_at"
        )
        changed = [pk for pk, *stamp in stamps if self._stamps.get(pk) != stamp]
        if changed:
            self._forget(changed, {pk: stamp for pk, *stamp in stamps})
        return {pk: self._channels[pk] for pk in ids}

    def open(self, channel: Channel) -> Access | Disconnected:
        """The access of a channel that ``channels`` has just given."""
        kept = self._accesses.get(channel.pk)
        if kept is None:
            try:
                kept = self._accesses[channel.pk] = opening.access(channel)
            except Disconnected as error:
                return error
        return kept

    def _forget(self, ids: Sequence[int], stamps: dict[int, Stamp]) -> None:
        if len(self._channels) > MANY:
            self._stamps, self._channels, self._accesses, ids = {}, {}, {}, list(stamps)
        for pk in ids:
            self._accesses.pop(pk, None)
            self._stamps[pk] = stamps[pk]
        self._channels.update(Channel.objects.in_bulk(ids))
