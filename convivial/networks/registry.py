"""Every network that this house speaks, in the order in which people are asked which one. Explicit on purpose."""

from functools import cache
from importlib import import_module

from .network import Network

MODULES = ("practice", "mastodon", "bluesky")


class UnknownNetwork(KeyError):
    """A name that no network of ours bears."""


@cache
def all_networks() -> tuple[Network, ...]:
    return tuple(import_module(f"convivial.networks.adapters.{name}").network for name in MODULES)


def network(name: str) -> Network:
    """The network of a channel: ``network(channel.network)``."""
    for each in all_networks():
        if each.name == name:
            return each
    raise UnknownNetwork(name)
